"""A request opened from the approvals channel: all of it, for one who may decide."""

from dataclasses import dataclass

from bot.domain.brief import Brief
from bot.domain.organisation import Organisation
from messages.action_ids import ViewId
from messages.card import context
from messages.cards.credit import SEAL_SHOWN, credit_card
from messages.modals.form import Note, form

NOBODY = ""
"""Who reads a form has no buttons in it: sending it is the one thing to do."""


@dataclass(frozen=True, slots=True)
class OfDecision(Note):
    """`seal` is of what stands in the form."""

    credit: int
    seal: str


def decide_view(brief: Brief, organisation: Organisation) -> dict[str, object]:
    credit = brief.credit
    verb = "Take it back" if credit.undo else "Approve"
    shown = credit_card(brief, organisation, reader=NOBODY).blocks
    rest = context(
        f"*{verb}* is in your name, and it stands. To decline it, change it, ask, or pass it on: "
        "the card in your direct messages."
    )
    note = OfDecision(credit.number, credit.seal[:SEAL_SHOWN])
    return form(ViewId.DECIDE, credit.name, [*shown, rest], submit=verb, note=note)
