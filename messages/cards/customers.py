"""Whom an incident hurts: the figures for everybody, the names for those who work on it."""

from collections.abc import Mapping, Sequence
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.domain.customer import Customer, Mood, Tally
from bot.domain.incident import Incident
from messages import people_buttons as buttons
from messages.action_ids import BlockId, numbered
from messages.card import Card, escaped, section, shortened
from messages.cards.answers import plain
from messages.words import MINUTE, named, span

LONGEST_SHOWN: Final = 300
"""Characters of an answer in the list; the form has the whole."""
MOODS: Final[Mapping[Mood, str]] = {
    Mood.CONFUSED: "Confused",
    Mood.WORRIED: "Worried",
    Mood.ANGRY: "Angry",
    Mood.QUIET: "Quiet, and angry all the same",
    Mood.ABUSIVE: "Abusive",
}


def tally_words(tally: Tally) -> str:
    """Return how many, how bad and how many still wait; nobody can be told from it."""
    if not tally.logged:
        return "None logged"
    counts = {
        "angry, quiet or abusive": tally.hard,
        "with special needs": tally.with_needs,
        "may leave": tally.may_leave,
    }
    bad = ", ".join(f"{many:,} {what}" for what, many in counts.items() if many)
    how = f" ({bad})" if bad else ""
    return f"{tally.logged:,} logged{how}; {tally.waiting:,} still wait to hear"


def who(customer: Customer) -> str:
    """Return how the customer is called, escaped: personal data."""
    report = customer.report
    return escaped(" · ".join(filter(None, (report.name, report.reference))))


def waiting_card(incident: Incident, tally: Tally, first: Sequence[Customer]) -> Card:
    """Return who waits to hear, the most urgent first. For one who works on the incident.

    The sentence for the lock screen holds no name.
    """
    text = f"{named(incident)}, affected customers: {tally_words(tally)}."
    more = tally.waiting - len(first)
    blocks: list[Block] = [section(f"*{text}*")]
    for one in first:
        blocks += [
            section(_described(one)),
            ActionsBlock(
                block_id=numbered(BlockId.ACTIONS, one.number), elements=buttons.of_customer(one)
            ),
        ]
    blocks += [section(f"And {more:,} more wait.")] if more > 0 else []
    row = ActionsBlock(block_id=BlockId.ACTIONS, elements=[buttons.log_customer(incident)])
    return Card(text, [*blocks, row])


def customer_logged(customer: Customer, incident: Incident, *, is_new: bool) -> Card:
    """Return the receipt; its button promises an answer to what nobody knows yet."""
    done = "is logged" if is_new else "is changed"
    told = plain(
        f"{customer.label} of {named(incident)} {done}. "
        "The incident's card counts them; names are shown to those who work on it."
    )
    row = ActionsBlock(block_id=BlockId.ACTIONS, elements=[buttons.dont_know_theirs(customer)])
    return Card(told.text, [*told.blocks, row])


def customer_heard(customer: Customer) -> Card:
    return plain(f"{customer.label}: noted that they have heard from us.")


def _described(customer: Customer) -> str:
    report = customer.report
    waited = span(report.waited * MINUTE) if report.waited else ""
    facts = {
        "worried about": report.concern,
        "it means": report.impact,
        "asks for": report.asked_for,
        "needs": report.needs,
    }
    state = [
        MOODS[report.mood].lower() if report.mood else "",
        f"waited {waited}" if waited else "",
        f"{report.contacts} contacts" if report.contacts > 1 else "",
        f"by {escaped(report.via)}" if report.via else "",
        "may leave" if report.may_leave else "",
        "has left us" if report.has_left else "",
    ]
    lines = [f"*{who(customer)}* ({customer.label})", ", ".join(filter(None, state))]
    lines += [
        f"{name}: {shortened(escaped(words), LONGEST_SHOWN)}"
        for name, words in facts.items()
        if words
    ]
    return "\n".join(filter(None, lines))
