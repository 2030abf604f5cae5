"""The lines of the timeline on what keeps it from happening again."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from bot.domain.organisation import Organisation
from bot.domain.prevention import Question
from bot.domain.timeline import Entry, Event
from messages.card import escaped
from messages.words import day_words, person


def _step(does: str) -> Callable[[Entry, Organisation], str]:
    def line(entry: Entry, organisation: Organisation) -> str:
        details = entry.details
        due = day_words(date.fromisoformat(details["due"]), locale=organisation.locale)
        why = f" Why: {escaped(details['why'])}" if details.get("why") else ""
        return (
            f"{person(entry.by)} {does} {details['item']}, “{escaped(details['words'])}”; due "
            f"{due}; {person(details['owner'])} does it.{why}"
        )

    return line


def _reviewed(entry: Entry, _: Organisation) -> str:
    many = entry.details["answered"]
    return f"{person(entry.by)} answered {many} of {len(Question)} questions on prevention."


def _closed(entry: Entry, _: Organisation) -> str:
    why = f" No step: {escaped(entry.details['why'])}" if entry.details.get("why") else ""
    return f"{person(entry.by)} closed the incident. Steps agreed: {entry.details['steps']}.{why}"


OF_PREVENTION: Final[Mapping[Event, Callable[[Entry, Organisation], str]]] = {
    Event.REVIEWED: _reviewed,
    Event.PREVENTION_AGREED: _step("agreed on"),
    Event.PREVENTION_CHANGED: _step("changed"),
    Event.PREVENTION_DONE: _step("did"),
    Event.PREVENTION_DROPPED: _step("dropped"),
    Event.PREVENTION_CLEARED: _step("lets customers read of"),
    Event.CLOSED: _closed,
}
