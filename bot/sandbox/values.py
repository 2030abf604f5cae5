"""Interactive elements and what is chosen in them, in Slack's shape and in plain values.

A plain value is what a person would write down: text, an option's value, a date, a user id, a list
of those, or None.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from bot.sandbox.ids import new_id
from bot.sandbox.wire import Json

Values = dict[str, dict[str, Json]]  # block → action → value, as in `view.state.values`
Plain = str | list[str] | int | None

# Element type → the key its value stands under.
STATEFUL: Final[Mapping[str, str]] = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
}
INITIAL: Final[Mapping[str, str]] = {
    "value": "initial_value",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
    "selected_channel": "initial_channel",
    "selected_channels": "initial_channels",
}
STATELESS: Final = frozenset({"button", "overflow", "workflow_button", "icon_button"})


class NotOffered(Exception):
    """A person cannot choose what the element does not offer."""


def elements_of(blocks: Iterable[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield each interactive element with the block it stands in."""
    for block in blocks:
        held = [block.get("element"), block.get("accessory"), *block.get("elements", ())]
        for element in held:
            if isinstance(element, dict) and element.get("type") in STATEFUL.keys() | STATELESS:
                yield block, element
        yield from elements_of(block.get("child_blocks", ()))


def with_ids(blocks: Iterable[Json]) -> list[Json]:
    """Copy blocks; a block or element that came without an id gets a random one, as in Slack."""
    return [_with_ids(block) for block in blocks]


def _with_ids(block: Json) -> Json:
    copy: Json = {**block, "block_id": block.get("block_id") or new_id("b")}
    for key in ("element", "accessory"):
        if isinstance(copy.get(key), dict):
            copy[key] = _with_action_id(copy[key])
    if isinstance(copy.get("elements"), list):
        copy["elements"] = [_with_action_id(element) for element in copy["elements"]]
    if isinstance(copy.get("child_blocks"), list):
        copy["child_blocks"] = with_ids(copy["child_blocks"])
    return copy


def _with_action_id(element: Json) -> Json:
    if element.get("type") not in STATEFUL.keys() | STATELESS:
        return element
    return {**element, "action_id": element.get("action_id") or new_id("a")}


def values_at_start(blocks: Iterable[Json], kept: Values | None = None) -> Values:
    """Return what stands in the elements of a view.

    What was typed (`kept`) survives where block, action and type are the same, as in Slack.
    """
    values: Values = {}
    for block, element in elements_of(blocks):
        kind = element["type"]
        if kind in STATEFUL:
            old = (kept or {}).get(block["block_id"], {}).get(element["action_id"])
            value = old if old is not None and old["type"] == kind else _initial(element)
            values.setdefault(block["block_id"], {})[element["action_id"]] = value
    return values


def _initial(element: Json) -> Json:
    key = STATEFUL[element["type"]]
    value = element.get(INITIAL[key])
    if value is None and key.endswith("s"):
        value = []
    return {"type": element["type"], key: value}


def as_chosen(element: Json, plain: Plain, offered: Iterable[Json] = ()) -> Json:
    """Turn a plain value into Slack's shape; `offered` are the options an external source gave.

    Raises `NotOffered` for an option the element does not have.
    """
    key = STATEFUL[element["type"]]
    if plain in (None, "", []):
        return {"type": element["type"], key: [] if key.endswith("s") else None}
    if key == "selected_option":
        return {"type": element["type"], key: _option(element, plain, offered)}
    if key.endswith("s") and not isinstance(plain, list):
        plain = [str(plain)]
    if key == "selected_options" and isinstance(plain, list):
        return {"type": element["type"], key: [_option(element, one, offered) for one in plain]}
    if key == "selected_date_time":
        return {"type": element["type"], key: int(str(plain))}
    return {"type": element["type"], key: plain}


def _option(element: Json, wanted: Plain, offered: Iterable[Json]) -> Json:
    options = [*options_of(element), *offered]
    for option in options:
        if option.get("value") == wanted:
            return option
    for option in options:
        if option["text"]["text"] == wanted:
            return option
    names = ", ".join(option["text"]["text"] for option in options) or "nothing"
    raise NotOffered(f"“{wanted}” is not on offer; there is: {names}.")


def options_of(element: Json) -> list[Json]:
    groups = element.get("option_groups") or ()
    grouped = [option for group in groups for option in group.get("options", ())]
    initial = element.get("initial_options") or [element.get("initial_option")]
    return [*(element.get("options") or ()), *grouped, *filter(None, initial)]


def as_plain(value: Json) -> Plain:
    key = STATEFUL[value["type"]]
    if key == "selected_option":
        return None if value[key] is None else str(value[key]["value"])
    if key == "selected_options":
        return [option["value"] for option in value[key]]
    held: Plain = value[key]
    return held


def all_plain(values: Values) -> dict[str, dict[str, Plain]]:
    return {
        block: {action: as_plain(value) for action, value in actions.items()}
        for block, actions in values.items()
    }


def is_empty(value: Json) -> bool:
    return as_plain(value) in (None, "", [])
