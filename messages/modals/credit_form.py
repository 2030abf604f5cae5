"""The form that asks for a goodwill credit."""

from dataclasses import dataclass

from bot.domain.credit import LONGEST_CUSTOMER, LONGEST_REASON
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from messages.action_ids import ActionId, BlockId, ViewId
from messages.card import context
from messages.modals.form import Note, form, typed
from messages.words import title

LONGEST_AMOUNT = 40


@dataclass(frozen=True, slots=True)
class CreditNote(Note):
    incident: int


def credit_view(
    incident: Incident,
    organisation: Organisation,
    *,
    customer: str = "",
    amount: str = "",
    reason: str = "",
) -> dict[str, object]:
    """Return the form with what was typed before."""
    blocks = [
        context(title(incident)),
        typed(
            BlockId.CUSTOMER,
            ActionId.CUSTOMER,
            "Customer",
            most=LONGEST_CUSTOMER,
            value=customer,
            hint="Only the managers who decide see this.",
        ),
        typed(
            BlockId.AMOUNT,
            ActionId.AMOUNT,
            f"Amount in {organisation.currency}",
            most=LONGEST_AMOUNT,
            value=amount,
        ),
        typed(
            BlockId.REASON,
            ActionId.REASON,
            "Reason",
            most=LONGEST_REASON,
            value=reason,
            hint="What it cost them, and what the sum puts right.",
            multiline=True,
        ),
    ]
    note = CreditNote(incident.number)
    return form(ViewId.CREDIT, "Ask for a credit", blocks, submit="Ask", note=note)
