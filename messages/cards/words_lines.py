"""The lines of a timeline on words: what customers were told, and who let it out."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from bot.domain.organisation import Organisation
from bot.domain.timeline import Entry, Event
from bot.domain.update import Approval, Kind
from messages.card import escaped
from messages.cards.moments import next_due
from messages.cards.release import APPROVALS
from messages.words import MINUTE, person, span

TOLD: Final[Mapping[Kind, str]] = {
    Kind.FIRST_WORD: "gave customers the first word",
    Kind.RESOLUTION: "told customers that it works again",
    Kind.CORRECTION: "corrected what customers were told",
    Kind.PUBLIC_ANSWER: "answered one customer's post in public",
    Kind.INVITATION: "invited one customer to a call, in private",
}


def _updated(entry: Entry, organisation: Organisation) -> str:
    told = TOLD.get(Kind(entry.details.get("kind", Kind.PROGRESS)), "sent customers an update")
    corrected = entry.details.get("corrects")
    told = f"{told} in update {corrected}" if corrected else told
    ends = f"{_where(entry)}{_leave(entry)}{next_due(entry, organisation)}"
    return f"{person(entry.by)} {told}{_late(entry)}.{ends}"


def _held(entry: Entry, organisation: Organisation) -> str:
    told = f"{person(entry.by)} told customers that there is no news yet{_late(entry)}."
    return f"{told}{_where(entry)}{next_due(entry, organisation)}"


def _apologised(entry: Entry, _: Organisation) -> str:
    return f"{person(entry.by)} apologised to one customer in person."


def _wrote(entry: Entry, _: Organisation) -> str:
    told = TOLD.get(Kind(entry.details.get("kind", Kind.ANSWER)), "wrote to one customer")
    return f"{person(entry.by)} {told}.{_leave(entry)}"


def _learned(entry: Entry, _: Organisation) -> str:
    return f"{person(entry.by)} noted what an angry customer taught us:"


def _release_asked(entry: Entry, _: Organisation) -> str:
    role = APPROVALS[Approval(entry.details["approval"])]
    return f"{person(entry.by)} asked {role} to release words for customers{_words_of(entry)}."


def _released(entry: Entry, _: Organisation) -> str:
    return f"{person(entry.by)} released words for customers{_words_of(entry)}."


def _sent_back(entry: Entry, _: Organisation) -> str:
    return f"{person(entry.by)} sent words for customers back, with a note{_words_of(entry)}."


def _words_of(entry: Entry) -> str:
    return f" ({entry.details['release']})"


def _late(entry: Entry) -> str:
    late = timedelta(seconds=int(entry.details.get("late_by_s", "0")))
    return f", {span(late)} after it was due" if late >= MINUTE else ""


def _where(entry: Entry) -> str:
    names = entry.details.get("channels")
    if names is None:
        return ""
    return f" On: {escaped(names)}." if names else " On no channel that customers read."


def _leave(entry: Entry) -> str:
    """Who released the words, which rules they break with leave, and why."""
    by, passed, because = (entry.details.get(name) for name in ("released_by", "passed", "because"))
    released = f" Released by {person(by)}." if by else ""
    if not passed:
        return released
    why = f", because: “{escaped(because)}”" if because else ""
    return f"{released} Against the advice of {', '.join(passed.split())}{why}."


OF_WORDS: Final[Mapping[Event, Callable[[Entry, Organisation], str]]] = {
    Event.UPDATED: _updated,
    Event.HELD: _held,
    Event.APOLOGISED: _apologised,
    Event.WROTE: _wrote,
    Event.LEARNED: _learned,
    Event.RELEASE_ASKED: _release_asked,
    Event.RELEASED: _released,
    Event.SENT_BACK: _sent_back,
}
