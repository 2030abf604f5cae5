"""What differs between two installations: environment variables and `candour.toml`.

Read once, by `bot.__main__`; everybody below gets values. All faults are told together.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
)
from pydantic_core import ErrorDetails

from bot.candour_toml import CandourToml, nearest
from bot.domain.organisation import Organisation

CONFIG_FILE: Final = Path("candour.toml")
DATABASES: Final = ("sqlite+aiosqlite", "sqlite", "postgresql+asyncpg", "postgresql", "postgres")


class BadSettings(Exception):
    """Each of `problems` is a sentence that names its setting; none repeats a secret."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _bot_token(token: SecretStr) -> SecretStr:
    return _beginning("xoxb-", token, "the bot token under “OAuth & Permissions”")


def _app_token(token: SecretStr) -> SecretStr:
    return _beginning("xapp-", token, "an app-level token under “Basic Information”")


def _beginning(start: str, token: SecretStr, what: str) -> SecretStr:
    if not token.get_secret_value().startswith(start):
        raise ValueError(f"must begin with {start}: {what} of your Slack app")
    return token


def _api_url(url: str) -> str:
    if urlsplit(url).scheme not in {"http", "https"} or not url.endswith("/api/"):
        raise ValueError("must be a web address that ends in /api/, like https://slack.com/api/")
    return url


def _database_url(url: str) -> str:
    scheme, colon, _ = url.partition("://")
    if not colon or scheme not in DATABASES:
        raise ValueError("must begin with sqlite+aiosqlite:/// or postgresql+asyncpg://")
    if not _names_a_database(url):
        raise ValueError("must name a database: a file, or a server and what it is called there")
    return url


def _names_a_database(url: str) -> bool:
    try:
        parts = urlsplit(url)
        is_reachable = parts.scheme.startswith("sqlite") or parts.port != 0
    except ValueError:
        return False
    return is_reachable and parts.path not in {"", "/", "/:memory:"}


class Settings(BaseModel):
    """An empty secret is one that is not set."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    slack_bot_token: Annotated[
        SecretStr, AfterValidator(_bot_token), Field(alias="SLACK_BOT_TOKEN")
    ] = SecretStr("")
    slack_app_token: Annotated[
        SecretStr, AfterValidator(_app_token), Field(alias="SLACK_APP_TOKEN")
    ] = SecretStr("")
    slack_signing_secret: Annotated[SecretStr, Field(alias="SLACK_SIGNING_SECRET")] = SecretStr("")
    slack_api_url: Annotated[str, AfterValidator(_api_url), Field(alias="SLACK_API_URL")] = (
        "https://slack.com/api/"
    )
    database_url: Annotated[
        str, AfterValidator(_database_url), Field(alias="DATABASE_URL", repr=False)
    ] = "sqlite+aiosqlite:///candour.db"
    host: Annotated[str, Field(alias="CANDOUR_HOST")] = "0.0.0.0"  # noqa: S104 - in a container
    port: Annotated[int, Field(alias="CANDOUR_PORT", ge=0, le=65535)] = 8080
    log: Annotated[Literal["text", "json"], Field(alias="CANDOUR_LOG")] = "text"
    config_path: Annotated[Path | None, Field(alias="CANDOUR_CONFIG")] = None
    """None: no file, the defaults are in use."""
    config: Annotated[CandourToml, Field(alias="candour.toml")] = CandourToml()

    @property
    def organisation(self) -> Organisation:
        return self.config.as_organisation()


VARIABLES: Final = tuple(
    str(field.alias) for name, field in Settings.model_fields.items() if name != "config"
)


def keys(table: type[BaseModel] = CandourToml) -> list[str]:
    """Return every key with its tables, dotted: `clocks.sev1.interval`."""
    found = []
    for name, field in table.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found += [f"{name}.{key}" for key in keys(inner)]
        else:
            found.append(name)
    return found


TOML_KEYS: Final = tuple(keys())


def find_config(environ: Mapping[str, str]) -> Path | None:
    """Return the file CANDOUR_CONFIG names, else `candour.toml` if it is here, else None."""
    if named := environ.get("CANDOUR_CONFIG"):
        return Path(named)
    return CONFIG_FILE if CONFIG_FILE.exists() else None


def load(environ: Mapping[str, str], config_path: Path | None) -> Settings:
    """Read both sources. Raises `BadSettings` with everything that is wrong in them."""
    table, problems = _read(config_path)
    return settings_from(environ, table, config_path=config_path, problems=problems)


def settings_from(
    environ: Mapping[str, str],
    table: Mapping[str, Any],
    *,
    config_path: Path | None = None,
    problems: list[str] | None = None,
) -> Settings:
    """As `load`, with what stands in the file given; `problems` were found before."""
    given: dict[str, object] = {name: environ[name] for name in VARIABLES if environ.get(name)}
    found = [*(problems or ()), *_unknown_variables(environ)]
    try:
        settings = Settings.model_validate(
            given | {"CANDOUR_CONFIG": config_path, "candour.toml": table}
        )
    except ValidationError as error:
        told = error.errors(include_url=False, include_input=False)
        raise BadSettings(found + [_sentence(one) for one in told]) from None
    if found:
        raise BadSettings(found)
    return settings


def missing_for_slack(settings: Settings, *, mouth: bool = True) -> list[str]:
    """Return what stands in the way of talking to Slack; `mouth`: of being talked to as well."""
    problems = []
    if not settings.slack_bot_token:
        problems.append("SLACK_BOT_TOKEN is not set: it begins with xoxb-.")
    if mouth and not (settings.slack_app_token or settings.slack_signing_secret):
        problems.append(
            "SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) is not set."
        )
    return problems


def _read(path: Path | None) -> tuple[dict[str, Any], list[str]]:
    if path is None:
        return {}, []
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), []
    except OSError as error:
        return {}, [f"CANDOUR_CONFIG: {path} cannot be read ({error.strerror})."]
    except ValueError as error:
        return {}, [f"CANDOUR_CONFIG: {path} is not valid TOML: {error}."]


def _unknown_variables(environ: Mapping[str, str]) -> list[str]:
    known = [name for name in VARIABLES if name.startswith("CANDOUR_")]
    return [
        f"{name} is not a setting; did you mean {nearest(name, known)}?"
        for name in sorted(environ)
        if name.startswith("CANDOUR_") and name not in known
    ]


def _sentence(error: ErrorDetails) -> str:
    name = _name(error["loc"])
    if error["type"] == "extra_forbidden":
        return f"{name} is not a setting; did you mean {_nearest_key(name)}?"
    said = str(error["ctx"]["error"]) if error["type"] == "value_error" else error["msg"]
    said = re.sub("^(Input|String) should", "must", said)
    return f"{name} {said}{'' if said.endswith('?') else '.'}"


def _name(loc: tuple[int | str, ...]) -> str:
    """input: ("candour.toml", "people", "leads", 0); output: people.leads[0]"""
    words = [f"[{one}]" if isinstance(one, int) else f".{one}" for one in loc]
    return "".join(words).removeprefix(".candour.toml").removeprefix(".")


def _nearest_key(name: str) -> str:
    """Prefer the same key of another table to a similar one of the same table."""
    same = [key for key in TOML_KEYS if key.rpartition(".")[2] == name.rpartition(".")[2]]
    tables = {head for key in TOML_KEYS for head in (key.partition(".")[0], key.rpartition(".")[0])}
    return nearest(name, same or {*TOML_KEYS, *tables})
