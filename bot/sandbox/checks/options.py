"""What people choose from, and the question asked before a choice counts."""

from collections.abc import Iterator
from typing import Final

from bot.sandbox.checks.rules import (
    Found,
    link,
    listed,
    problem,
    record,
    string,
    word,
)
from bot.sandbox.checks.text import plain, text

VALUE: Final = string(150)

CONFIRM: Final = record(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": word("primary", "danger")},
)
OPTION: Final = record({"text": plain(75), "value": VALUE}, {"description": plain(75)})
MARKED_OPTION: Final = record({"text": text(75), "value": VALUE}, {"description": text(75)})
LINKED_OPTION: Final = record(
    {"text": plain(75), "value": VALUE}, {"description": plain(75), "url": link}
)
OPTIONS: Final = listed(OPTION, most=100)
GROUPS: Final = listed(record({"label": plain(75), "options": OPTIONS}, {}), most=100)


def one_source(value: object, pointer: str, found: Found) -> None:
    """Refuse both `options` and `option_groups`, and neither."""
    if isinstance(value, dict) and ("options" in value) == ("option_groups" in value):
        found.append(problem("must define either `options` or `option_groups`", pointer))


def offered(value: object) -> Iterator[tuple[str, object]]:
    """Yield each option with its place below the element or the answer that offers it."""
    if not isinstance(value, dict):
        return
    for place, option in enumerate(_items(value.get("options"))):
        yield f"options/{place}", option
    for number, group in enumerate(_items(value.get("option_groups"))):
        for below, option in offered(group):
            yield f"option_groups/{number}/{below}", option


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def distinct(value: object, pointer: str, found: Found) -> None:
    """Refuse two options with one value: a click could not tell them apart."""
    seen: set[str] = set()
    for place, option in offered(value):
        key = option.get("value") if isinstance(option, dict) else None
        if not isinstance(key, str):
            continue
        if key in seen:
            found.append(problem(f"duplicate option value: {key}", f"{pointer}/{place}/value"))
        seen.add(key)


def chosen_is_offered(value: object, pointer: str, found: Found) -> None:
    """Refuse an initial choice that is not, field by field, one of the options."""
    if not isinstance(value, dict):
        return
    choices = [option for _, option in offered(value)]
    if "initial_option" in value and value["initial_option"] not in choices:
        found.append(problem("must be one of the options", f"{pointer}/initial_option"))
    for place, choice in enumerate(_items(value.get("initial_options"))):
        if choice not in choices:
            found.append(
                problem("must be one of the options", f"{pointer}/initial_options/{place}")
            )


_ANSWER: Final = record(
    {},
    {"options": listed(OPTION, fewest=0, most=100), "option_groups": GROUPS},
    (one_source, distinct),
)


def problems_of_options(answer: object) -> list[str]:
    """Judge the answer to a `block_suggestion`; no options at all is a fair answer."""
    found: Found = []
    _ANSWER(answer, "", found)
    return found
