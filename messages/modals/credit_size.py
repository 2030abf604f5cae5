"""The part of the form for a credit that works a sum out: what it asks, and what it writes."""

from collections.abc import Iterator, Mapping
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.domain.loss import TIMES, Loss, Suggestion
from bot.domain.organisation import Organisation
from messages.action_ids import ActionId
from messages.buttons import button
from messages.modals.form import typed
from messages.money_words import shown
from messages.words import span

LONGEST: Final = 40
FIELDS: Final[Mapping[ActionId, str]] = {
    ActionId.PAYS: "What they pay us a month",
    ActionId.HOURS: "Hours without what they pay for",
    ActionId.COST: "Cost that they can show",
    ActionId.EXTRA_CONTACTS: "How often they had to come back to us",
}


def size_blocks(incident: int, values: Mapping[str, str], *, is_open: bool) -> Iterator[Block]:
    """Yield the button, and once it was pressed the fields from which a sum is worked out."""
    if is_open:
        for action, label in FIELDS.items():
            value = values.get(action, "")
            yield typed(action.value, action, label, most=LONGEST, value=value, optional=True)
    words = "Put this sum in" if is_open else "Work out a sum"
    yield ActionsBlock(
        block_id=ActionId.SIZE_CREDIT.value,
        elements=[button(words, ActionId.SIZE_CREDIT, incident)],
    )


def worked_out(loss: Loss, suggestion: Suggestion, organisation: Organisation) -> str:
    """Return how the sum came about, for who decides; only what was lost is named."""
    parts = []
    if loss.pro_rata.minor:
        part = f"{shown(loss.pays, organisation)} a month for {span(loss.lasted)}"
        least, most = TIMES
        parts.append(f"{part}: {shown(loss.pro_rata, organisation)}, times {least} to {most}")
    if loss.cost.minor:
        parts.append(f"cost shown: {shown(loss.cost, organisation)}")
    if loss.contacts:
        each = shown(loss.each_contact, organisation)
        times = "once" if loss.contacts == 1 else f"{loss.contacts} times, {each} each"
        parts.append(f"had to come back {times}: {shown(loss.effort, organisation)}")
    low, high = (shown(one, organisation) for one in (suggestion.least, suggestion.most))
    parts.append(f"in all {low}" if low == high else f"in all {low} to {high}")
    if suggestion.cap is not None:
        parts.append(f"no more than is usual, {shown(suggestion.cap, organisation)}")
    return f"{'; '.join(parts)}."
