"""The form for one customer's report: who, how it is for them, what they need."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from slack_sdk.models.blocks import Block, CheckboxesElement, InputBlock, StaticSelectElement

from bot.domain.customer import (
    LONGEST_CONCERN,
    LONGEST_IMPACT,
    LONGEST_NAME,
    LONGEST_REFERENCE,
    LONGEST_VIA,
    LONGEST_WISH,
    MOST_CONTACTS,
    MOST_MINUTES,
    Customer,
    Mood,
    Report,
)
from bot.domain.incident import Incident
from messages.action_ids import ActionId, ViewId
from messages.card import context, plain
from messages.cards.customers import MOODS
from messages.modals.form import LONGEST_LABEL, Note, form, options, typed
from messages.words import title

LONGEST_CALLED: Final = max(LONGEST_NAME, LONGEST_REFERENCE)
UNSAID: Final = "unsaid"
MAY_LEAVE: Final = "may_leave"
HAS_LEFT: Final = "has_left"
RISKS: Final[Mapping[str, str]] = {MAY_LEAVE: "They may leave us", HAS_LEFT: "They have left us"}


@dataclass(frozen=True, slots=True)
class CustomerNote(Note):
    """`customer` is the number of one who is logged already; None for a new one."""

    incident: int
    customer: int | None = None
    seen: str = ""
    """Marks of what was known of them when the form was opened."""


def customer_view(
    incident: Incident, report: Report, *, customer: Customer | None = None
) -> dict[str, object]:
    """Return the form with what is known before; for a customer who is logged, to change it."""
    blocks: list[Block] = [
        context(f"{title(incident)}. Only those who work on it see names."),
        _line(ActionId.CUSTOMER_NAME, "Name, as they wish it", LONGEST_NAME, report.name),
        _line(ActionId.REFERENCE, "Reference", LONGEST_REFERENCE, report.reference),
        _text(ActionId.CONCERN, "What worries them most?", LONGEST_CONCERN, report.concern),
        _text(ActionId.IMPACT, "What does it mean for them?", LONGEST_IMPACT, report.impact),
        _mood(report.mood),
        _line(ActionId.ASKED_FOR, "What did they ask for?", LONGEST_WISH, report.asked_for),
        _line(ActionId.NEEDS, "Do they need anything special?", LONGEST_WISH, report.needs),
        _line(ActionId.VIA, "How did they reach us?", LONGEST_VIA, report.via),
        _count(
            ActionId.CONTACTS, "How often have they been in touch?", MOST_CONTACTS, report.contacts
        ),
        _count(ActionId.WAITED, "Minutes they have waited", MOST_MINUTES, report.waited),
        _risks(report),
    ]
    if len(report.impact) > LONGEST_IMPACT:
        blocks.append(
            context(f"Cut after {LONGEST_IMPACT:,} characters: the message has the rest.")
        )
    number = customer.number if customer else None
    note = CustomerNote(incident.number, number, report.marks if customer else "")
    heading = "Change a customer" if customer else "Log a customer"
    return form(ViewId.CUSTOMER, heading, blocks, submit="Save", note=note)


def _line(action: ActionId, label: str, most: int, value: str) -> InputBlock:
    return typed(action.value, action, label, most=most, value=value, optional=True)


def _text(action: ActionId, label: str, most: int, value: str) -> InputBlock:
    return typed(
        action.value,
        action,
        label,
        most=most,
        value=value,
        hint="In their own words.",
        multiline=True,
        optional=True,
    )


def _count(action: ActionId, label: str, most: int, value: int) -> InputBlock:
    return typed(action.value, action, label, most=len(str(most)), value=str(value), optional=True)


def _mood(mood: Mood | None) -> InputBlock:
    named = {UNSAID: "Not known", **{one.value: words for one, words in MOODS.items()}}
    offered = options(named)
    chosen = UNSAID if mood is None else mood.value
    select = StaticSelectElement(
        action_id=ActionId.MOOD,
        options=offered,
        initial_option=next(one for one in offered if one.value == chosen),
    )
    return InputBlock(
        block_id=ActionId.MOOD.value, label=plain("How are they?", LONGEST_LABEL), element=select
    )


def _risks(report: Report) -> InputBlock:
    offered = options(RISKS)
    held = {MAY_LEAVE: report.may_leave, HAS_LEFT: report.has_left}
    chosen = [one for one in offered if held[str(one.value)]]
    boxes = CheckboxesElement(
        action_id=ActionId.RISKS, options=offered, initial_options=chosen or None
    )
    return InputBlock(
        block_id=ActionId.RISKS.value,
        label=plain("At risk", LONGEST_LABEL),
        optional=True,
        element=boxes,
    )
