"""The lines of an incident's timeline, as its thread and its status tell them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Final

from slack_sdk.models.blocks import Block

from bot.domain.fact import Key
from bot.domain.organisation import Organisation
from bot.domain.severity import Severity
from bot.domain.timeline import Entry, Event
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
from messages.cards import ending
from messages.cards.moments import moment, next_due
from messages.cards.money_lines import OF_MONEY
from messages.cards.people_lines import OF_PEOPLE
from messages.cards.prevention_lines import OF_PREVENTION
from messages.cards.words_lines import OF_WORDS
from messages.subjects import SUBJECTS
from messages.words import DRILL, chat_time, person, severity_name, span


def line(entry: Entry, organisation: Organisation) -> str:
    """Return what happened, when and by whom, escaped; words sent to customers stand whole."""
    at = chat_time(entry.at, organisation.time_zone)
    told = f"{at} · {HAPPENED[entry.event](entry, organisation)}"
    text = entry.details.get("text") or entry.details.get("note")
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


def _snoozed(entry: Entry, organisation: Organisation) -> str:
    until = moment(entry, "until", organisation)
    ends = f" until {until}" if until else ""
    return f"{person(entry.by)} snoozed the reminders{ends}. The promise to customers stands."


def _nudged(entry: Entry, _: Organisation) -> str:
    return "Reminder: customers are owed an update."


def _severity_changed(entry: Entry, organisation: Organisation) -> str:
    before, after = (_severity(entry, name) for name in ("before", "after"))
    change = f"changed the severity from {before} to {after}"
    return f"{person(entry.by)} {change}.{next_due(entry, organisation)}"


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


def _cause_approved(entry: Entry, _: Organisation) -> str:
    return (
        f"{person(entry.by)} approved the cause: customers may be told of it "
        f"(version {entry.details['version']})."
    )


def _subjects(entry: Entry) -> str:
    names = ", ".join(SUBJECTS[Key(key)] for key in entry.details["keys"].split())
    return f"{names} (version {entry.details['version']})"


def _channels_changed(entry: Entry, _: Organisation) -> str:
    still = escaped(entry.details["channels"]) or "none"
    unsure = entry.details.get("unsure")
    doubt = f" Not sure: {escaped(unsure)}." if unsure else ""
    return f"{person(entry.by)} said which channels still reach customers: {still}.{doubt}"


def _long_run(entry: Entry, organisation: Organisation) -> str:
    zone = organisation.time_zone.key
    return (
        "The incident is a day old. From the next update on, customers hear from us each day at "
        f"{entry.details['times']} ({zone}). {_contact(entry)}{next_due(entry, organisation)}"
    )


def _summarised(entry: Entry, organisation: Organisation) -> str:
    silence = span(timedelta(seconds=int(entry.details["longest_silence_s"])))
    return (
        f"Day {entry.details['day']}. So far: updates on time {entry.details['on_time']}, "
        f"without news {entry.details['holding']}, missed {entry.details['missed']}; longest "
        f"silence {silence}. {_contact(entry)}{next_due(entry, organisation)}"
    )


def _contact(entry: Entry) -> str:
    contact = entry.details["contact"]
    return f"Contact: {person(contact) if contact else 'nobody yet, please take it'}."


HAPPENED: Final[Mapping[Event, Callable[[Entry, Organisation], str]]] = {
    Event.OPENED: _opened,
    Event.SNOOZED: _snoozed,
    Event.NUDGED: _nudged,
    Event.SEVERITY_CHANGED: _severity_changed,
    Event.FIXED: ending.fixed_line,
    Event.NOT_FIXED: ending.not_fixed_line,
    Event.RESOLVED: ending.resolved_line,
    Event.REOPENED: ending.reopened_line,
    Event.CANCELLED: ending.cancelled_line,
    Event.TAKEN: _taken,
    Event.HANDED_OVER: _handed_over,
    Event.ACCEPTED: _accepted,
    Event.SHIFT_NOTE: _shift_note,
    Event.FACTS_CHANGED: _facts_changed,
    Event.FACTS_CONFIRMED: _facts_confirmed,
    Event.CAUSE_APPROVED: _cause_approved,
    Event.CHANNELS_CHANGED: _channels_changed,
    Event.LONG_RUN: _long_run,
    Event.SUMMARISED: _summarised,
    **OF_WORDS,
    **OF_PEOPLE,
    **OF_PREVENTION,
    **OF_MONEY,
}


def _severity(entry: Entry, name: str) -> str:
    return severity_name(Severity(int(entry.details[name])))
