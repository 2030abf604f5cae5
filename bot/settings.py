"""What differs between two installations: environment variables and `candour.toml`.

Read once, by `bot.__main__`; everybody below gets values. All faults are told together.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
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

from bot.candour_toml.bookkeeping import ReferenceKey
from bot.candour_toml.file import CandourToml, keys
from bot.candour_toml.values import nearest
from bot.domain.organisation import Organisation
from bot.domain.tone_rule import Rule
from messages.drafts.own import BadDrafts, own_drafts
from messages.tone.own_rules import own_rules
from messages.tone.rule_file import BadRules

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
    reference_key: Annotated[ReferenceKey, Field(alias="CANDOUR_REFERENCE_KEY")] = SecretStr("")
    config_path: Annotated[Path | None, Field(alias="CANDOUR_CONFIG")] = None
    """None: no file, the defaults are in use."""
    config: Annotated[CandourToml, Field(alias="candour.toml")] = CandourToml()
    own_drafts: Mapping[str, str] = Field(default_factory=dict)
    """What stands in the folder that `words.drafts` names, checked."""
    own_rules: tuple[Rule, ...] = ()
    """Ours and those of the file that `tone.rules` names, checked; none without a file."""

    @property
    def organisation(self) -> Organisation:
        organisation = self.config.as_organisation()
        books = replace(organisation.bookkeeping, key=self.reference_key.get_secret_value())
        return replace(
            organisation, bookkeeping=books, drafts=self.own_drafts, tone_rules=self.own_rules
        )


VARIABLES: Final = tuple(
    str(field.alias)
    for name, field in Settings.model_fields.items()
    if name not in {"config", "own_drafts", "own_rules"}
)


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
    rules, broken = _own_rules(settings)
    settings = settings.model_copy(update={"own_rules": rules})
    drafts, faults = _own_drafts(settings)
    if wrong := [*found, *broken, *faults]:
        raise BadSettings(wrong)
    return settings.model_copy(update={"own_drafts": drafts})


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


def _own_drafts(settings: Settings) -> tuple[dict[str, str], list[str]]:
    """Return the drafts in the folder that the file names, beside it, and what is wrong there."""
    named = settings.config.words.drafts
    if named is None:
        return {}, []
    try:
        return own_drafts(_beside(settings, named), settings.organisation), []
    except BadDrafts as error:
        return {}, error.problems


def _own_rules(settings: Settings) -> tuple[tuple[Rule, ...], list[str]]:
    """Return the rules to go by if the file names some, and what is wrong with them."""
    named = settings.config.tone.rules
    if named is None:
        return (), []
    try:
        return own_rules(_beside(settings, named)), []
    except BadRules as error:
        return (), error.problems


def _beside(settings: Settings, named: str) -> Path:
    return (settings.config_path.parent if settings.config_path else Path()) / named


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
