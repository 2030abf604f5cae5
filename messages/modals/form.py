"""What all forms are made of, and the note that each carries to itself."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Self

from slack_sdk.models.blocks import Block, InputBlock, Option, PlainTextInputElement

from messages.action_ids import ActionId, BlockId, ViewId
from messages.card import Card, plain

LONGEST_TITLE: Final = 24
LONGEST_LABEL: Final = 2_000
LONGEST_OPTION: Final = 75
LONGEST_INPUT: Final = 3_000
MOST_BLOCKS: Final = 100


@dataclass(frozen=True, slots=True)
class Note:
    """What a form must still know when it comes back; Slack keeps it as `private_metadata`."""

    def written(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, written: str) -> Self:
        """Raises `TypeError` or `ValueError` for a note of another form."""
        return cls(**json.loads(written))


def form(
    view: ViewId, title: str, blocks: Sequence[Block], *, submit: str, note: Note
) -> dict[str, object]:
    """Return a modal as Slack takes it."""
    return {
        "type": "modal",
        "callback_id": str(view),
        "title": plain(title, LONGEST_TITLE).to_dict(),
        "submit": plain(submit, LONGEST_TITLE).to_dict(),
        "close": plain("Cancel", LONGEST_TITLE).to_dict(),
        "private_metadata": note.written(),
        "blocks": [block.to_dict() for block in blocks],
    }


def with_notice(view: Mapping[str, Any], card: Card) -> dict[str, object]:
    """Return a form that is open, as Slack gave it back, with the card above what is in it.

    What was typed stays: Slack keeps it with the ids of the blocks.
    """
    kept = ("type", "callback_id", "title", "submit", "close", "private_metadata")
    old = [one for one in view["blocks"] if not one["block_id"].startswith(BlockId.NOTICE)]
    new = [block.to_dict() for block in card.blocks]
    for place, block in enumerate(new):
        block["block_id"] = f"{BlockId.NOTICE}.{place}"
    blocks = [*new, *old][:MOST_BLOCKS]
    return {**{name: view[name] for name in kept if view.get(name)}, "blocks": blocks}


def typed(
    block: BlockId | str,
    action: ActionId,
    label: str,
    *,
    most: int,
    value: str = "",
    hint: str | None = None,
    multiline: bool = False,
    optional: bool = False,
) -> InputBlock:
    """Return a field to type in; `value` stands in it as it was typed, unescaped."""
    return InputBlock(
        block_id=str(block),
        label=plain(label, LONGEST_LABEL),
        hint=plain(hint, LONGEST_LABEL) if hint else None,
        optional=optional,
        element=PlainTextInputElement(
            action_id=action,
            multiline=multiline,
            max_length=min(most, LONGEST_INPUT),
            initial_value=value[:most] or None,
        ),
    )


def options(named: Mapping[str, str]) -> list[Option]:
    """Return choices from the words shown for each value."""
    return [
        Option(text=plain(words, LONGEST_OPTION), value=value) for value, words in named.items()
    ]
