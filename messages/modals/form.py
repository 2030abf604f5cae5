"""What all forms are made of, and the note that each carries to itself."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Annotated, Any, Final, Self

from pydantic import TypeAdapter, ValidationError
from slack_sdk.models.blocks import (
    Block,
    DatePickerElement,
    DateTimePickerElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    StaticSelectElement,
)
from slack_sdk.models.blocks.basic_components import DispatchActionConfig

from bot.domain.refusals import Unreadable
from messages.action_ids import ActionId, BlockId, ViewId, numbered
from messages.card import plain
from messages.drawn import drawn

EACH_PAUSE: Final = DispatchActionConfig(trigger_actions_on=["on_character_entered"])
LONGEST_TITLE: Final = 24
LONGEST_LABEL: Final = 2_000
LONGEST_OPTION: Final = 75
LONGEST_INPUT: Final = 3_000
MOST_BLOCKS: Final = 100
BEYOND: Final = 10**9
"""What we number has nine digits at most."""
EARLIEST: Final = 10**9
"""Seconds: Slack opens no form with a moment of fewer than ten digits, before 9 September 2001."""
OURS: Final = ("type", "callback_id", "title", "submit", "close", "private_metadata")
"""What of a form that Slack gave back is for us to say again."""


Mark = Annotated[int, "tells one text from another"]


@dataclass(frozen=True, slots=True)
class Note:
    """What a form must still know when it comes back; Slack keeps it as `private_metadata`."""

    def written(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, written: str) -> Self:
        """Raises `Unreadable` for a note of another form, or of another version."""
        try:
            note = TypeAdapter(cls).validate_json(written, strict=True)
        except ValidationError:
            raise Unreadable from None
        if any(not _is_ours(getattr(note, one.name), one.type) for one in fields(cls)):
            raise Unreadable
        return note


def _is_ours(value: object, type_: object) -> bool:
    """Tell whether numbers can be ours, and words be kept by every database."""
    if isinstance(value, str):
        return "\x00" not in value
    return type_ is Mark or not isinstance(value, int) or 0 <= value < BEYOND


def form(
    view: ViewId, title: str, blocks: Sequence[Block], *, submit: str, note: Note
) -> dict[str, object]:
    """Return a modal as Slack takes it."""
    return {
        "type": "modal",
        "callback_id": str(view),
        "title": drawn(plain(title, LONGEST_TITLE)),
        "submit": drawn(plain(submit, LONGEST_TITLE)),
        "close": drawn(plain("Cancel", LONGEST_TITLE)),
        "private_metadata": note.written(),
        "blocks": drawn(blocks),
    }


def noticed(view: Mapping[str, Any], notice: Sequence[Block]) -> dict[str, object]:
    """Return a form, ours or as Slack gave it back, with the blocks at its top.

    They take the place of earlier ones. What was typed stays: Slack keeps it with the ids of the
    blocks.
    """
    for place, block in enumerate(notice):
        block.block_id = numbered(BlockId.NOTICE, place)
    kept = [one for one in view["blocks"] if not is_notice(one.get("block_id", ""))]
    blocks = [*drawn(notice), *kept][:MOST_BLOCKS]
    return {**{name: view[name] for name in OURS if view.get(name)}, "blocks": blocks}


def is_notice(block_id: str) -> bool:
    return block_id.startswith(f"{BlockId.NOTICE}.")


def typed(
    block: BlockId | str,
    action: str,
    label: str,
    *,
    most: int,
    value: str = "",
    hint: str | None = None,
    multiline: bool = False,
    optional: bool = False,
    watched: bool = False,
) -> InputBlock:
    """Return a field to type in; `value` stands in it as it was typed, unescaped.

    What is typed into a `watched` one is told at each pause.
    """
    return InputBlock(
        block_id=str(block),
        label=plain(label, LONGEST_LABEL),
        hint=plain(hint, LONGEST_LABEL) if hint else None,
        optional=optional,
        dispatch_action=True if watched else None,
        element=PlainTextInputElement(
            action_id=action,
            multiline=multiline,
            max_length=min(most, LONGEST_INPUT),
            initial_value=value[:most] or None,
            dispatch_action_config=EACH_PAUSE if watched else None,
        ),
    )


def cuts(view: Mapping[str, Any], words: str) -> bool:
    """Tell whether an input of the form is full, and holds only a part of the words."""
    inputs = (block.get("element", {}) for block in view["blocks"])
    filled = ((one.get("initial_value") or "", one.get("max_length")) for one in inputs)
    return any(len(held) == most and held in words and held != words for held, most in filled)


def options(named: Mapping[str, str]) -> list[Option]:
    """Return choices from the words shown for each value."""
    return [
        Option(text=plain(words, LONGEST_OPTION), value=value) for value, words in named.items()
    ]


def chosen_of(
    action: str, label: str, named: Mapping[str, str], chosen: str, *, watched: bool = False
) -> InputBlock:
    """Return one choice among several, of which `chosen` stands in the form.

    Another choice in a `watched` one is told at once.
    """
    offered = options(named)
    select = StaticSelectElement(
        action_id=action,
        options=offered,
        initial_option=next(one for one in offered if one.value == chosen),
    )
    return InputBlock(
        block_id=action,
        label=plain(label, LONGEST_LABEL),
        dispatch_action=True if watched else None,
        element=select,
    )


def moment(action: str, label: str, at: str | None) -> InputBlock:
    """Return a field for a day and a time, which may be left empty; `at` is in ISO form."""
    epoch = int(datetime.fromisoformat(at).timestamp()) if at else 0
    shown = epoch if epoch >= EARLIEST else None
    picker = DateTimePickerElement(action_id=action, initial_date_time=shown)
    return InputBlock(
        block_id=str(action), label=plain(label, LONGEST_LABEL), optional=True, element=picker
    )


def day(action: ActionId, label: str, on: str | None) -> InputBlock:
    """Return a field for a day, which may be left empty; `on` is in ISO form."""
    picker = DatePickerElement(action_id=action, initial_date=on)
    return InputBlock(
        block_id=action.value, label=plain(label, LONGEST_LABEL), optional=True, element=picker
    )
