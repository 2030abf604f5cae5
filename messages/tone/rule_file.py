"""Files of rules, in one form for those that are shipped and those of an organisation.

All faults of a file are told together, each with its line and what to do.
"""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.domain.tone_rule import Group, Rule
from messages.tone.rule_table import TABLES, RulesTable, nearest

LARGEST_FILE: Final = 200_000
"""Bytes."""


class BadRules(Exception):
    """Each of `problems` is a sentence with the file, the line and what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def rules_in(path: Path, group: Group) -> tuple[Rule, ...]:
    """Return the rules of a file. Raises `BadRules`."""
    return tuple(one.as_rule(group) for one in table_in(path).rule)


def table_in(path: Path) -> RulesTable:
    """Return what stands in a file. Raises `BadRules`."""
    text = written_in(path)
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadRules([f"{path}: not valid TOML: {error}."]) from None
    try:
        return RulesTable.model_validate(_with_parts(written))
    except ValidationError as error:
        told = error.errors(include_url=False, include_input=False)
        raise BadRules([_sentence(path, text, one) for one in told]) from None


def written_in(path: Path) -> str:
    """Return the text of a file. Raises `BadRules`."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadRules([f"{path}: larger than {LARGEST_FILE:,} bytes; split it or cut it."])
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadRules([f"{path}: cannot be read ({error.strerror}). Check the name."]) from None
    except UnicodeDecodeError:
        raise BadRules([f"{path}: not written in UTF-8; save it once more in UTF-8."]) from None


def line_of(text: str, loc: tuple[int | str, ...]) -> int:
    """Return the line of a key, counted from 1: of `("rule", 2, "plain")`, say."""
    lines = text.splitlines()
    keys = [str(one) for one in loc if isinstance(one, str)]
    start = _header(lines, loc) if keys else 0
    for key in reversed(keys[1:]):
        for place in range(start + 1, _table_end(lines, start)):
            if re.match(rf"\s*(\[.*\.)?[\"']?{re.escape(key)}[\"']?\s*[]=]", lines[place]):
                return place + 1
    return start + 1


def _with_parts(written: dict[str, Any]) -> dict[str, Any]:
    """Put the named parts where the patterns use them: `<safe>`."""
    parts = written.get("parts")
    if not isinstance(parts, dict) or not isinstance(written.get("rule"), list):
        return written
    return written | {"rule": [_put(one, parts) for one in written["rule"]]}


def _put(value: Any, parts: dict[str, Any]) -> Any:  # noqa: ANN401 - what TOML holds
    if isinstance(value, dict):
        names = ("pattern", "absent", "unless", "joint")
        return value | {name: _put(value[name], parts) for name in names if name in value}
    if isinstance(value, list):
        return [_put(one, parts) for one in value]
    for name, words in parts.items():
        if isinstance(value, str) and isinstance(words, list):
            value = value.replace(f"<{name}>", "|".join(map(str, words)))
    return value


def _header(lines: list[str], loc: tuple[int | str, ...]) -> int:
    numbers = [one for one in loc if isinstance(one, int)]
    headers = [place for place, line in enumerate(lines) if re.match(rf"\s*\[+{loc[0]}\]", line)]
    wanted = numbers[0] if numbers else 0
    return headers[wanted] if wanted < len(headers) else 0


def _table_end(lines: list[str], start: int) -> int:
    after = range(start + 1, len(lines))
    return next((place for place in after if lines[place].startswith("[[")), len(lines))


def _sentence(path: Path, text: str, error: ErrorDetails) -> str:
    loc = error["loc"]
    where = f"{path}:{line_of(text, loc)}"
    key = next((one for one in reversed(loc) if isinstance(one, str)), "")
    if error["type"] == "extra_forbidden":
        return f"{where}: {key} is not known; did you mean {nearest(key, _known(loc))}?"
    if error["type"] == "missing":
        return f"{where}: {key} is missing."
    said = str(error["ctx"]["error"]) if error["type"] == "value_error" else error["msg"]
    said = re.sub("^(Input|String) should", "must", said)
    return f"{where}: {key} {said}{'' if said[-1] in '.?' else '.'}"


def _known(loc: tuple[int | str, ...]) -> Iterable[str]:
    table = RulesTable if len(loc) == 1 else TABLES.get(str(loc[0]), RulesTable)
    return table.model_fields
