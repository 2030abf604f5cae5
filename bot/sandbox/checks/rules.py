"""The grammar the other tables are written in: small checks, and ways to build larger ones.

A check looks at one JSON value, knows its JSON pointer, and adds a line to `found` for every fault.
The lines read like Slack's own `response_metadata.messages`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

Found: TypeAlias = list[str]
Check: TypeAlias = Callable[[object, str, Found], None]

_WEB: Final = re.compile(r"https?://[^\s/<>|]+[^\s<>|]*")
_LINK: Final = re.compile(r"(?:https?|slack)://[^\s<>|]+|(?:mailto|tel):[^\s<>|]+")


def problem(sentence: str, pointer: str) -> str:
    return f"[ERROR] {sentence} [json-pointer:{pointer}]"


def anything(value: object, pointer: str, found: Found) -> None:
    """Accept: for a field that another check has already judged."""


def boolean(value: object, pointer: str, found: Found) -> None:
    if not isinstance(value, bool):
        found.append(problem("must be a boolean", pointer))


def string(most: int, *, fewest: int = 1, like: str | None = None, why: str = "") -> Check:
    """Accept text of `fewest` to `most` characters, matching `like` as a whole if given."""
    pattern = re.compile(like) if like else None

    def check(value: object, pointer: str, found: Found) -> None:
        if not isinstance(value, str):
            found.append(problem("must provide a string", pointer))
        elif len(value) < fewest:
            found.append(problem(f"must be more than {fewest - 1} characters", pointer))
        elif len(value) > most:
            found.append(problem(f"must be less than {most + 1} characters", pointer))
        elif pattern and not pattern.fullmatch(value):
            found.append(problem(why or f"input must match regex pattern: {like}", pointer))

    return check


def web_address(value: object, pointer: str, found: Found) -> None:
    _address(_WEB, value, pointer, found)


def link(value: object, pointer: str, found: Found) -> None:
    _address(_LINK, value, pointer, found)


LONGEST_ADDRESS: Final = 3000


def _address(pattern: re.Pattern[str], value: object, pointer: str, found: Found) -> None:
    if not isinstance(value, str):
        found.append(problem("must provide a string", pointer))
    elif len(value) > LONGEST_ADDRESS:
        found.append(problem(f"must be less than {LONGEST_ADDRESS + 1} characters", pointer))
    elif not pattern.fullmatch(value):
        found.append(problem("invalid url", pointer))


def whole(least: int, most: int) -> Check:
    def check(value: object, pointer: str, found: Found) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            found.append(problem("must provide an integer", pointer))
        elif value < least:
            found.append(problem(f"must be greater than {least - 1}", pointer))
        elif value > most:
            found.append(problem(f"must be less than {most + 1}", pointer))

    return check


def number(value: object, pointer: str, found: Found) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        found.append(problem("must provide a number", pointer))


def word(*allowed: str) -> Check:
    words = frozenset(allowed)

    def check(value: object, pointer: str, found: Found) -> None:
        if not isinstance(value, str) or value not in words:
            found.append(problem("must be a valid enum value", pointer))

    return check


def listed(item: Check, *, fewest: int = 1, most: int) -> Check:
    def check(value: object, pointer: str, found: Found) -> None:
        if not isinstance(value, list):
            found.append(problem("must provide an array", pointer))
            return
        if len(value) < fewest:
            found.append(problem(f"must provide at least {fewest} items", pointer))
        if len(value) > most:
            found.append(problem(f"no more than {most} items allowed", pointer))
        for place, part in enumerate(value[: most + 1]):
            item(part, f"{pointer}/{place}", found)

    return check


def record(
    required: Mapping[str, Check], optional: Mapping[str, Check], also: Iterable[Check] = ()
) -> Check:
    """Accept an object with exactly these fields; `also` are rules between several fields."""
    known = {**required, **optional}
    needed = required.keys()
    between = tuple(also)

    def check(value: object, pointer: str, found: Found) -> None:
        if not isinstance(value, dict):
            found.append(problem("must provide an object", pointer))
            return
        for name, part in value.items():
            rule = known.get(name)
            if rule is None:
                found.append(problem(f"invalid additional property: {name}", pointer))
            elif rule is not anything:  # most objects have a `type`: save the call
                rule(part, f"{pointer}/{name}", found)
        if not needed <= value.keys():
            found += [
                problem(f"missing required field: {name}", pointer)
                for name in required
                if name not in value
            ]
        for rule in between:
            rule(value, pointer, found)

    return check


def by_type(table: Mapping[str, Check]) -> Check:
    """Choose the check by the object's own `type`."""

    def check(value: object, pointer: str, found: Found) -> None:
        if not isinstance(value, dict):
            found.append(problem("must provide an object", pointer))
            return
        kind = value.get("type")
        if kind is None:
            found.append(problem("missing required field: type", pointer))
        elif isinstance(kind, str) and kind in table:
            table[kind](value, pointer, found)
        else:
            found.append(problem(f"unsupported type: {kind}", f"{pointer}/type"))

    return check
