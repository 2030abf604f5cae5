"""A promise: its card in the thread, the reminders of it, and its words for those who may see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from slack_sdk.models.blocks import ActionsBlock

from bot.domain.customer import Customer
from bot.domain.incident import Incident
from bot.domain.missed import Missed
from bot.domain.organisation import Organisation
from bot.domain.promise import NEAR, Promise, Status, Step
from messages import people_buttons as buttons
from messages.action_ids import BlockId
from messages.card import (
    Card,
    copyable,
    escaped,
    section,
    sections,
)
from messages.cards.answers import plain
from messages.cards.customers import who
from messages.missed import missed_words
from messages.proposals import Proposal
from messages.words import MINUTE, chat_time, person, place, since_time, title

STATES: Final = {
    Status.OPEN: "Open",
    Status.MOVED: "Open; moved in time",
    Status.BROKEN: "Not kept in time",
    Status.KEPT: "Kept",
    Status.LATE: "Kept late",
    Status.WITHDRAWN: "Withdrawn",
}


def promise_card(
    promise: Promise, incident: Incident, organisation: Organisation, *, now: datetime
) -> Card:
    """Return the card in the thread. What was promised to one customer does not stand on it."""
    lead = f"{promise.name} · {in_public(promise)}"
    due = due_line(promise, organisation, now=now)
    parts = [f"*{lead}*", f"{due} Owner: {person(promise.owner)}.", *_ended(promise)]
    words = "\n".join(parts)
    row = ActionsBlock(block_id=BlockId.ACTIONS, elements=buttons.of_promise(promise))
    text = f"{title(incident)}. {lead} {due} Owner: {person(promise.owner)}."
    return Card(text, [*sections(words), row])


def promise_note(
    promise: Promise,
    incident: Incident,
    step: int,
    organisation: Organisation,
    *,
    now: datetime,
    customer: Customer | None,
) -> Card:
    """Return the reminder to one person; the name stands below, not on the lock screen."""
    due = due_line(promise, organisation, now=now)
    lead = f"{_asks(promise, step)} {due}".strip()
    text = f"{lead} {promise.name} of {title(incident)}."
    shown = [f"*{lead}*", _in_private(promise, customer), f"{title(incident)}. {_where(incident)}"]
    row = ActionsBlock(block_id=BlockId.ACTIONS, elements=buttons.of_promise(promise))
    return Card(text, [*sections("\n".join(shown)), row])


def promise_message(
    promise: Promise,
    incident: Incident,
    organisation: Organisation,
    *,
    now: datetime,
    unreachable: str | None,
) -> Card:
    """Return the reminder in the thread; `unreachable` is whom it could not be told in private."""
    lost = f"I could not reach {person(unreachable)} in a direct message. " if unreachable else ""
    due = due_line(promise, organisation, now=now)
    words = (
        f"{lost}{person(promise.owner)}, {promise.name} needs you: {in_public(promise)} {due} "
        "Keep it, or tell them it is late and give a new time."
    )
    row = ActionsBlock(block_id=BlockId.ACTIONS, elements=buttons.of_promise(promise))
    return Card(f"{title(incident)}. {words}", [*sections(words), row])


def promise_details(
    promise: Promise,
    incident: Incident,
    organisation: Organisation,
    *,
    now: datetime,
    customer: Customer | None,
) -> Card:
    """Return everything that is noted of a promise, for one who works on the incident."""
    zone = organisation.time_zone
    lines = [
        f"*{promise.name} of {title(incident)}*",
        _in_private(promise, customer),
        f"{due_line(promise, organisation, now=now)} Owner: {person(promise.owner)}.",
        f"Made by {person(promise.made_by)}, {chat_time(promise.made_at, zone)}.",
        *([f"First due {chat_time(promise.moved_from, zone)}."] if promise.moved_from else []),
        *([f"Kept by: {escaped(promise.evidence)}"] if promise.evidence else []),
        *([f"Why: {escaped(promise.why)}"] if promise.why else []),
        *([f"It would be put right by: {escaped(promise.settles)}"] if promise.settles else []),
    ]
    return plain("\n".join(lines))


def promise_made(
    promise: Promise, organisation: Organisation, *, now: datetime, say: str = ""
) -> Card:
    """Return the receipt; `say` is the honest sentence to copy, if there is one."""
    told = (
        f"{promise.name} is logged. {due_line(promise, organisation, now=now)} "
        f"Owner: {person(promise.owner)}, reminded at half time, {NEAR // MINUTE} minutes "
        "before and when it is due."
    )
    return plain(f"{told}\nYou can say:\n{copyable(say)}" if say else told)


def promise_changed(
    promise: Promise, organisation: Organisation, *, now: datetime, has_moved: bool = False
) -> Card:
    """Return the receipt for whoever kept, moved, gave away or withdrew a promise."""
    if not promise.is_live:
        return plain(
            f"{promise.name}: {STATES[promise.status].lower()}. Its reminders have stopped."
        )
    due = due_line(promise, organisation, now=now)
    moved = " Tell whom it was made to, before the old time passes."
    return plain(
        f"{promise.name}: {due} Owner: {person(promise.owner)}.{moved if has_moved else ''}"
    )


def promise_renewed(
    promise: Promise, missed: Missed, organisation: Organisation, *, now: datetime
) -> Card:
    """Return what to say to everybody of a promise that was missed; the new one is logged."""
    return plain(
        f"{promise.name} is logged with the new time. Copy this to whom it was made:\n"
        f"{copyable(missed_words(missed, organisation, now=now))}"
    )


def renewed_notice(promise: Promise) -> str:
    return (
        f"{promise.name} is logged with the new time. Tell them so with these words; you find them "
        "again under *Write to them* on the card of the missed promise."
    )


def with_settling(card: Card, missed: Missed) -> Card:
    """Return the receipt of words on a missed promise, which ask what would put it right."""
    asked = section("The words ask what would put it right. Note what they say:")
    row = ActionsBlock(block_id=BlockId.ACTIONS, elements=[buttons.settle_promise(missed.promise)])
    return Card(card.text, [*card.blocks, asked, row])


def promise_wish(promise: Promise, incident: Incident) -> Card:
    """Return the receipt; a drill has no money to ask for."""
    told = plain(
        f"{promise.name}: noted what would put it right. Take it to who decides; tell them by when "
        "they hear."
    )
    if incident.is_drill:
        return told
    row = ActionsBlock(block_id=BlockId.ACTIONS, elements=[buttons.settle_by_credit(promise)])
    return Card(told.text, [*told.blocks, row])


def with_proposals(
    card: Card,
    incident: Incident,
    update: int,
    proposals: Sequence[tuple[int, Proposal]],
    organisation: Organisation,
) -> Card:
    """Return the receipt of an update that offers to log the promises in it, each by its place."""
    zone = organisation.time_zone
    blocks = [
        section(
            f"You promised “{escaped(one.words)}” by {chat_time(one.due, zone)}.",
            accessory=buttons.log_promise(incident, update, place),
        )
        for place, one in proposals
    ]
    lead = " It holds a promise: press *Log this promise* to be reminded." if blocks else ""
    return Card(f"{card.text}{lead}", [*card.blocks, *blocks])


def in_public(promise: Promise) -> str:
    """Return what may stand in the thread: nothing of what one customer was promised."""
    if promise.customer is None:
        return f"“{escaped(promise.words)}”."
    return f"A promise to one customer (CU-{promise.customer})."


def _in_private(promise: Promise, customer: Customer | None) -> str:
    to = "everybody" if customer is None else f"{who(customer)} ({customer.label})"
    return f"Promised to {to}: “{escaped(promise.words)}”."


def due_line(promise: Promise, organisation: Organisation, *, now: datetime) -> str:
    """Return when it is due, or how late it is, in words that stay true while they stand."""
    at = chat_time(promise.due, organisation.time_zone)
    if not promise.is_live:
        return f"{STATES[promise.status]}. It was due {at}."
    late = now - promise.due
    if late >= MINUTE:
        since = since_time(promise.due, organisation.time_zone, now=now)
        return f"{STATES[Status.BROKEN]}. It was due {since}."
    if late >= 0 * MINUTE:
        return f"Due now, {at}."
    moved = f" {STATES[Status.MOVED]}." if promise.status is Status.MOVED else ""
    return f"Due {at}.{moved}"


def _ended(promise: Promise) -> list[str]:
    if promise.customer is not None:
        return []
    kept = [f"Kept by: {escaped(promise.evidence)}"] if promise.evidence else []
    return kept + ([f"Why: {escaped(promise.why)}"] if promise.why else [])


def _asks(promise: Promise, step: int) -> str:
    # The name and the words of what was promised to one customer stay off the lock screen.
    what = f": “{escaped(promise.words)}”" if promise.customer is None else " to a customer"
    if not step:
        return f"You keep a promise from now on{what}."
    if step == Step.LEADS:
        return f"{person(promise.owner)} is late with a promise{what}."
    return f"You made a promise{what}."


def _where(incident: Incident) -> str:
    return f"It is in {place(incident.place)}."
