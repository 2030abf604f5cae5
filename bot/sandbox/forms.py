"""Filling and submitting modals the way Slack's own client does, checks before sending included."""

import re
from collections.abc import Mapping
from typing import Final

from bot.sandbox.screen import NotPossible
from bot.sandbox.values import STATEFUL, NotOffered, Plain, as_chosen, elements_of, is_empty
from bot.sandbox.views import View
from bot.sandbox.wire import Json

REQUIRED: Final = "Please complete this required field."


def put(view: View, block: Json, element: Json, plain: Plain) -> Json:
    """Put a plain value into an element of a view; return it in Slack's shape."""
    place = (block["block_id"], element["action_id"])
    try:
        value = as_chosen(element, plain, view.offered.get(place, ()))
    except NotOffered as not_offered:
        raise NotPossible(str(not_offered)) from None
    view.values.setdefault(place[0], {})[place[1]] = value
    return value


def find_input(view: View, name: str) -> tuple[Json, Json]:
    """Find an element by its block id, its action id or its label."""
    for block, element in elements_of(view.blocks):
        label = block.get("label", {}).get("text")
        if element["type"] in STATEFUL and name in (block["block_id"], element["action_id"], label):
            return block, element
    raise NotPossible(f"There is no “{name}” in this form.")


def put_all(view: View, state: Mapping[str, Mapping[str, Plain]]) -> None:
    """Take over what the page holds; what is no longer in the view is dropped."""
    for block, element in elements_of(view.blocks):
        held = state.get(block["block_id"], {})
        if element["type"] in STATEFUL and element["action_id"] in held:
            put(view, block, element, held[element["action_id"]])


def mistakes(view: View) -> dict[str, str]:
    """Return what Slack's client would not let a person submit, by block."""
    found: dict[str, str] = {}
    for block, element in elements_of(view.blocks):
        if block["type"] == "input" and element["type"] in STATEFUL:
            value = view.values[block["block_id"]][element["action_id"]]
            mistake = _mistake(block, element, value)
            if mistake:
                found[block["block_id"]] = mistake
    return found


def _mistake(block: Json, element: Json, value: Json) -> str:
    if is_empty(value):
        return "" if block.get("optional") else REQUIRED
    if element["type"] == "plain_text_input":
        return _length_mistake(element, value["value"])
    if element["type"] == "number_input":
        return _number_mistake(element, value["value"])
    if element["type"] == "email_text_input" and not re.fullmatch(r"\S+@\S+\.\S+", value["value"]):
        return "Please enter a valid email address."
    if element["type"] == "url_text_input" and not re.match(r"https?://\S+", value["value"]):
        return "Please enter a valid URL."
    return ""


def _length_mistake(element: Json, text: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(text) < least:
        return f"Please enter at least {least} characters."
    if len(text) > most:
        return f"Please enter no more than {most} characters."
    return ""


def _number_mistake(element: Json, text: str) -> str:
    pattern = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(pattern, str(text)):
        return "Please enter a valid number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and float(text) < float(least):
        return f"Please enter a number no less than {least}."
    if most is not None and float(text) > float(most):
        return f"Please enter a number no more than {most}."
    return ""
