"""The lines of an incident's timeline, as its thread and its status tell them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from slack_sdk.models.blocks import Block

from bot.domain.fact import Key
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from bot.domain.severity import Severity
from bot.domain.timeline import Entry, Event
from bot.domain.update import Kind
from messages.card import (
    LONGEST_TEXT,
    MOST_BLOCKS,
    Card,
    context,
    escaped,
    quoted,
    sections,
    shortened,
)
from messages.cards.tellable import SUBJECTS
from messages.words import DRILL, MINUTE, chat_time, person, severity_name, span


def line(entry: Entry, organisation: Organisation) -> str:
    """Return what happened, when and by whom, escaped; words sent to customers stand whole."""
    at = chat_time(entry.at, organisation.time_zone)
    told = f"{at} · {HAPPENED[entry.event](entry, organisation)}"
    text = entry.details.get("text")
    return f"{told}\n{quoted(text)}" if text else told


def lines_card(
    entries: Sequence[Entry], organisation: Organisation, *, is_drill: bool = False
) -> Card:
    """Return several lines as one message; what does not fit is counted, never dropped silently."""
    mark = f"{DRILL} · " if is_drill else ""
    lines = [f"{mark}{line(entry, organisation)}" for entry in entries]
    return Card(shortened("\n".join(lines), LONGEST_TEXT), _blocks(lines))


def _blocks(lines: Sequence[str]) -> list[Block]:
    blocks: list[Block] = []
    for place, words in enumerate(lines):
        parts = sections(words)
        if len(blocks) + len(parts) >= MOST_BLOCKS:
            left = len(lines) - place
            return [*blocks, context(f"{left} more of them: `/incident status` has the last ones.")]
        blocks.extend(parts)
    return blocks


def _opened(entry: Entry, _: Organisation) -> str:
    return f"{person(entry.by)} opened the incident."


def _updated(entry: Entry, organisation: Organisation) -> str:
    is_first = entry.details.get("kind") == Kind.FIRST_WORD
    told = "gave customers the first word" if is_first else "sent customers an update"
    return (
        f"{person(entry.by)} {told}{_late(entry)}.{_where(entry)}{_next_due(entry, organisation)}"
    )


def _held(entry: Entry, organisation: Organisation) -> str:
    told = f"{person(entry.by)} told customers that there is no news yet{_late(entry)}."
    return f"{told}{_where(entry)}{_next_due(entry, organisation)}"


def _apologised(entry: Entry, _: Organisation) -> str:
    return f"{person(entry.by)} apologised to one customer in person."


def _snoozed(entry: Entry, organisation: Organisation) -> str:
    until = _moment(entry, "until", organisation)
    ends = f" until {until}" if until else ""
    return f"{person(entry.by)} snoozed the reminders{ends}. The promise to customers stands."


def _nudged(entry: Entry, _: Organisation) -> str:
    return "Reminder: customers are owed an update."


def _severity_changed(entry: Entry, organisation: Organisation) -> str:
    before, after = (_severity(entry, name) for name in ("before", "after"))
    change = f"changed the severity from {before} to {after}"
    return f"{person(entry.by)} {change}.{_next_due(entry, organisation)}"


def _resolved(entry: Entry, _: Organisation) -> str:
    return f"{person(entry.by)} resolved the incident. The reminders have stopped."


def _reopened(entry: Entry, organisation: Organisation) -> str:
    return f"{person(entry.by)} reopened the incident.{_next_due(entry, organisation)}"


def _cancelled(entry: Entry, _: Organisation) -> str:
    why = f": {escaped(entry.details['why'])}" if entry.details.get("why") else ""
    return f"{person(entry.by)} cancelled the incident as opened in error{why}."


def _taken(entry: Entry, _: Organisation) -> str:
    return f"{person(entry.by)} took the incident."


def _handed_over(entry: Entry, _: Organisation) -> str:
    return f"{person(entry.by)} asked {person(entry.details['to'])} to take over."


def _accepted(entry: Entry, _: Organisation) -> str:
    return f"{person(entry.by)} accepted the incident and owns it now."


def _shift_note(entry: Entry, _: Organisation) -> str:
    return f"{person(entry.by)} left a note for the next shift."


def _facts_changed(entry: Entry, _: Organisation) -> str:
    return f"{person(entry.by)} noted what is known of {_subjects(entry)}."


def _facts_confirmed(entry: Entry, _: Organisation) -> str:
    return f"{person(entry.by)} confirmed that this is still true: {_subjects(entry)}."


def _subjects(entry: Entry) -> str:
    names = ", ".join(SUBJECTS[Key(key)] for key in entry.details["keys"].split())
    return f"{names} (version {entry.details['version']})"


def _channels_changed(entry: Entry, _: Organisation) -> str:
    still = escaped(entry.details["channels"]) or "none"
    return f"{person(entry.by)} said which channels still reach customers: {still}."


def _long_run(entry: Entry, organisation: Organisation) -> str:
    zone = organisation.time_zone.key
    return (
        "The incident is a day old. From the next update on, customers hear from us each day at "
        f"{entry.details['times']} ({zone}). {_contact(entry)}{_next_due(entry, organisation)}"
    )


def _summarised(entry: Entry, organisation: Organisation) -> str:
    silence = span(timedelta(seconds=int(entry.details["longest_silence_s"])))
    return (
        f"Day {entry.details['day']}. So far: updates on time {entry.details['on_time']}, "
        f"without news {entry.details['holding']}, missed {entry.details['missed']}; longest "
        f"silence {silence}. {_contact(entry)}{_next_due(entry, organisation)}"
    )


def _contact(entry: Entry) -> str:
    contact = entry.details["contact"]
    return f"Contact: {person(contact) if contact else 'nobody yet, please take it'}."


def _credit_asked(entry: Entry, organisation: Organisation) -> str:
    return f"{person(entry.by)} asked for a credit of {_credit(entry, organisation)}."


def _credit_approved(entry: Entry, organisation: Organisation) -> str:
    return f"{person(entry.by)} approved the credit of {_credit(entry, organisation)}."


def _credit_declined(entry: Entry, organisation: Organisation) -> str:
    return f"{person(entry.by)} declined the credit of {_credit(entry, organisation)}."


def _credit_ended(entry: Entry, organisation: Organisation) -> str:
    return f"The credit of {_credit(entry, organisation)} no longer stands as it was."


HAPPENED: Final[Mapping[Event, Callable[[Entry, Organisation], str]]] = {
    Event.OPENED: _opened,
    Event.UPDATED: _updated,
    Event.HELD: _held,
    Event.APOLOGISED: _apologised,
    Event.SNOOZED: _snoozed,
    Event.NUDGED: _nudged,
    Event.SEVERITY_CHANGED: _severity_changed,
    Event.RESOLVED: _resolved,
    Event.REOPENED: _reopened,
    Event.CANCELLED: _cancelled,
    Event.TAKEN: _taken,
    Event.HANDED_OVER: _handed_over,
    Event.ACCEPTED: _accepted,
    Event.SHIFT_NOTE: _shift_note,
    Event.FACTS_CHANGED: _facts_changed,
    Event.FACTS_CONFIRMED: _facts_confirmed,
    Event.CHANNELS_CHANGED: _channels_changed,
    Event.LONG_RUN: _long_run,
    Event.SUMMARISED: _summarised,
    Event.CREDIT_ASKED: _credit_asked,
    Event.CREDIT_APPROVED: _credit_approved,
    Event.CREDIT_DECLINED: _credit_declined,
    Event.CREDIT_ENDED: _credit_ended,
}


def _late(entry: Entry) -> str:
    late = timedelta(seconds=int(entry.details.get("late_by_s", "0")))
    return f", {span(late)} after it was due" if late >= MINUTE else ""


def _where(entry: Entry) -> str:
    names = entry.details.get("channels")
    if names is None:
        return ""
    return f" On: {escaped(names)}." if names else " On no channel that customers read."


def _next_due(entry: Entry, organisation: Organisation) -> str:
    due = _moment(entry, "next_due", organisation)
    return f" Next update due {due}." if due else ""


def _moment(entry: Entry, name: str, organisation: Organisation) -> str | None:
    written = entry.details.get(name)
    if written is None:
        return None
    return chat_time(datetime.fromisoformat(written), organisation.time_zone)


def _severity(entry: Entry, name: str) -> str:
    return severity_name(Severity(int(entry.details[name])))


def _credit(entry: Entry, organisation: Organisation) -> str:
    money = Money(int(entry.details["amount_minor"]), entry.details["currency"])
    return f"{money.shown(organisation.locale)} ({entry.details['credit']})"
