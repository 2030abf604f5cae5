"""The form that asks why words are sent back."""

from dataclasses import dataclass

from bot.domain.release import LONGEST_NOTE, Release
from messages.action_ids import ActionId, BlockId, ViewId
from messages.card import context, quoted, sections
from messages.modals.form import Note, form, typed
from messages.words import person


@dataclass(frozen=True, slots=True)
class SendBackNote(Note):
    release: int


def send_back_view(release: Release) -> dict[str, object]:
    why = typed(
        BlockId.WHY_SENT_BACK,
        ActionId.WHY_SENT_BACK,
        "What should change?",
        most=LONGEST_NOTE,
        multiline=True,
    )
    blocks = [context(f"To {person(release.asked_by)}"), *sections(quoted(release.text)), why]
    note = SendBackNote(release.number)
    return form(ViewId.SEND_BACK, "Send words back", blocks, submit="Send back", note=note)
