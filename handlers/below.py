"""The form for words that waits below another one: kept with that, and drawn anew when it closes.

Slack tells a form that was sent nothing of the one below it, and lets 3,000 characters be kept.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError

from bot.domain.refusals import Unreadable
from handlers import drafting, filled, rewording
from handlers.answers import Form
from handlers.asked import Asked, Payload
from handlers.desk import Desk
from handlers.shapes import Given, Shape, Short, Text
from messages.action_ids import ActionId, BlockId

PLAIN: Final = ("value", "selected_user", "selected_date", "selected_date_time")


class Below(Shape):
    id: Short
    note: Text
    values: dict[Short, dict[Short, Given]]


def kept(view: Payload) -> str:
    """Return what stands in the form, but for its words, as `renewed` reads it."""
    values = {
        block: {name: _kept(element) for name, element in inputs.items()}
        for block, inputs in view["state"]["values"].items()
        if ActionId.TEXT not in inputs
    }
    about = {"id": view["id"], "note": view["private_metadata"], "values": values}
    return json.dumps(about, separators=(",", ":"))


async def renewed(asked: Asked, desk: Desk, below: str) -> tuple[Form, str] | None:
    """Return the form with its untouched draft written anew, and its id; None if it may stay."""
    if not below:
        return None
    try:
        about = Below.model_validate_json(below)
    except ValidationError:
        raise Unreadable from None
    state = rewording.renewed(await filled.read(asked, desk, _as_view(about)))
    return None if state is None else (await drafting.drawn(asked, desk, state), about.id)


def _as_view(about: Below) -> Payload:
    """Return the form as Slack would tell of it, without its words."""
    text = f"{BlockId.TEXT}.0"
    kept = {
        block: {name: given.model_dump(exclude_unset=True) for name, given in inputs.items()}
        for block, inputs in about.values.items()
    }
    values = {**kept, text: {ActionId.TEXT: {"value": ""}}}
    return {
        "private_metadata": about.note,
        "state": {"values": values},
        "blocks": [{"block_id": text, "element": {}}, *({"block_id": one} for one in values)],
    }


def _kept(element: Mapping[str, Any]) -> dict[str, Any]:
    said = {name: element[name] for name in PLAIN if element.get(name)}
    if (one := element.get("selected_option")) is not None:
        said["selected_option"] = {"value": one["value"]}
    if "selected_options" in element:
        chosen = element["selected_options"] or ()
        said["selected_options"] = [{"value": one["value"]} for one in chosen]
    return said
