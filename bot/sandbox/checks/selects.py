"""Menus, radio buttons and checkboxes: one choice or several."""

from collections.abc import Mapping
from typing import Final

from bot.sandbox.checks.inputs import ACTION_ID, PLACEHOLDER
from bot.sandbox.checks.options import (
    CONFIRM,
    GROUPS,
    LINKED_OPTION,
    MARKED_OPTION,
    OPTION,
    OPTIONS,
    chosen_is_offered,
    distinct,
    one_source,
)
from bot.sandbox.checks.rules import (
    Check,
    Found,
    anything,
    boolean,
    listed,
    problem,
    record,
    string,
    whole,
    word,
)


def _no_more_than_allowed(value: object, pointer: str, found: Found) -> None:
    most = value.get("max_selected_items") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(most, int):
        return
    for name, initial in value.items():
        if isinstance(initial, list) and name in _INITIALS and len(initial) > most:
            found.append(problem(f"no more than {most} items allowed", f"{pointer}/{name}"))


def _identifier(prefixes: str) -> Check:
    return string(50, like=f"[{prefixes}][A-Z0-9]+", why="invalid id")


PERSON: Final = _identifier("UW")
CHANNEL: Final = _identifier("CG")
CONVERSATION: Final = _identifier("CDGUW")
_INITIALS: Final = frozenset(
    {"initial_options", "initial_users", "initial_channels", "initial_conversations"}
)

_TYPE: Final[Mapping[str, Check]] = {"type": anything}
_ASKED: Final[Mapping[str, Check]] = {
    "action_id": ACTION_ID,
    "confirm": CONFIRM,
    "focus_on_load": boolean,
}
_ONE: Final[Mapping[str, Check]] = {**_ASKED, "placeholder": PLACEHOLDER}
_MANY: Final[Mapping[str, Check]] = {**_ONE, "max_selected_items": whole(1, 1000)}
_OFFER: Final[Mapping[str, Check]] = {"options": OPTIONS, "option_groups": GROUPS}
_QUERY: Final[Mapping[str, Check]] = {"min_query_length": whole(0, 1000)}
_CONVERSATIONS: Final[Mapping[str, Check]] = {
    "default_to_current_conversation": boolean,
    "filter": record(
        {},
        {
            "include": listed(word("im", "mpim", "private", "public"), most=4),
            "exclude_bot_users": boolean,
            "exclude_external_shared_channels": boolean,
        },
    ),
}
_TOLD_APART: Final[tuple[Check, ...]] = (distinct, chosen_is_offered)
_STATIC: Final[tuple[Check, ...]] = (one_source, *_TOLD_APART)
_TEN: Final = listed(MARKED_OPTION, most=10)


def _several(item: Check) -> Check:
    return listed(item, most=100)


def _many(optional: Mapping[str, Check], *also: Check) -> Check:
    return record(_TYPE, {**_MANY, **optional}, (_no_more_than_allowed, *also))


SELECTS: Final[Mapping[str, Check]] = {
    "static_select": record(_TYPE, {**_ONE, **_OFFER, "initial_option": OPTION}, _STATIC),
    "external_select": record(_TYPE, {**_ONE, **_QUERY, "initial_option": OPTION}),
    "users_select": record(_TYPE, {**_ONE, "initial_user": PERSON}),
    "channels_select": record(
        _TYPE, {**_ONE, "initial_channel": CHANNEL, "response_url_enabled": boolean}
    ),
    "conversations_select": record(
        _TYPE,
        {
            **_ONE,
            **_CONVERSATIONS,
            "initial_conversation": CONVERSATION,
            "response_url_enabled": boolean,
        },
    ),
    "multi_static_select": _many({**_OFFER, "initial_options": _several(OPTION)}, *_STATIC),
    "multi_external_select": _many({**_QUERY, "initial_options": _several(OPTION)}),
    "multi_users_select": _many({"initial_users": _several(PERSON)}),
    "multi_channels_select": _many({"initial_channels": _several(CHANNEL)}),
    "multi_conversations_select": _many(
        {**_CONVERSATIONS, "initial_conversations": _several(CONVERSATION)}
    ),
    "overflow": record(
        {**_TYPE, "options": listed(LINKED_OPTION, most=5)},
        {"action_id": ACTION_ID, "confirm": CONFIRM},
        (distinct,),
    ),
    "radio_buttons": record(
        {**_TYPE, "options": _TEN}, {**_ASKED, "initial_option": MARKED_OPTION}, _TOLD_APART
    ),
    "checkboxes": record(
        {**_TYPE, "options": _TEN}, {**_ASKED, "initial_options": _TEN}, _TOLD_APART
    ),
}
