"""The form that hands an incident over: to whom, and what they should know."""

from dataclasses import dataclass

from slack_sdk.models.blocks import InputBlock, UserSelectElement

from bot.domain.handover import LONGEST_NOTE
from bot.domain.incident import Incident
from messages.action_ids import ActionId, BlockId, ViewId
from messages.card import context, plain
from messages.modals.form import LONGEST_LABEL, Note, form, typed
from messages.words import title


@dataclass(frozen=True, slots=True)
class HandoverNote(Note):
    incident: int


def handover_view(incident: Incident, *, note: str = "") -> dict[str, object]:
    """Return the form with what was typed before."""
    to = InputBlock(
        block_id=BlockId.TO,
        label=plain("Who takes over?", LONGEST_LABEL),
        hint=plain("Until they accept, you are both reminded.", LONGEST_LABEL),
        element=UserSelectElement(action_id=ActionId.TO, placeholder=plain("A person", 150)),
    )
    left = typed(
        BlockId.SHIFT_NOTE,
        ActionId.SHIFT_NOTE,
        "Note for the next shift",
        most=LONGEST_NOTE,
        value=note,
        hint="The facts, what was sent and what is open are in the handover already.",
        multiline=True,
        optional=True,
    )
    blocks = [context(title(incident)), to, left]
    return form(
        ViewId.HAND_OVER,
        "Hand over",
        blocks,
        submit="Hand over",
        note=HandoverNote(incident.number),
    )
