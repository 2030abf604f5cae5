"""The chapters of a report on words: what went out beside what was known, and what happened."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Final

from bot.domain.fact import Fact
from bot.domain.organisation import Organisation
from bot.domain.record import Record, Said
from bot.domain.timeline import Entry, Event
from bot.domain.update import Audience, Kind, Update
from messages.cards.tellable import sure_words, value_words
from messages.cards.timeline import HAPPENED
from messages.report.parts import Part, Quote, Section, Table, Words
from messages.report.times import moment, unmarked_line, utc
from messages.subjects import SUBJECTS
from messages.words import sentence

KINDS: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.FIRST_WORD: "First word",
        Kind.HOLDING: "No news yet",
        Kind.PROGRESS: "Progress",
        Kind.RESOLUTION: "It works again",
        Kind.APOLOGY: "Apology",
        Kind.OFFER: "Offer",
        Kind.DECLINE: "A wish declined",
        Kind.PUBLIC_ANSWER: "Answer to one post",
        Kind.INVITATION: "Invitation to a call",
        Kind.PHONE: "A call",
        Kind.SOCIAL: "Social post",
        Kind.STATUS_PAGE: "Status page",
        Kind.BANNER: "Banner in the app",
        Kind.SMS: "Text message",
        Kind.FAKED_CALLS: "Calls in our name",
        Kind.FAKED_CALL: "A call in our name, to who got it",
        Kind.FOLLOW_UP: "A week later",
        Kind.WIN_BACK: "To somebody who had left",
        Kind.SUMMARY: "Summary for management",
        Kind.CORRECTION: "Correction",
        Kind.MISSED_PROMISE: "A promise missed",
        Kind.ANSWER: "An answer promised",
    }
)
NOTHING_SAID: Final = "Customers were told nothing."
KNOWN: Final = "What was known then"
NOTHING_KNOWN: Final = "Nobody had confirmed anything then."
TO_ONE: Final = "To one customer. The words are theirs, and are left out."
NO_ANSWER: Final = "nothing yet"
NOWHERE: Final = "No channel was noted."
ENDED: Final[Mapping[Event, str]] = MappingProxyType(
    {
        Event.RESOLVED: "It worked again.",
        Event.CANCELLED: "It had been opened in error.",
        Event.REOPENED: "It failed again.",
    }
)


def said_sections(record: Record, organisation: Organisation) -> Iterator[Section]:
    """Yield the chapter on what was said, and a part for each of the words."""
    lead = "" if record.said else NOTHING_SAID
    title = "What we told customers" if record.is_public else "What we said, beside what we knew"
    yield Section(title, [Words(lead)] if lead else [])
    for said in record.said:
        yield Section(
            _heading(said.update, record), list(_parts(said, record, organisation)), level=2
        )


def timeline_section(
    record: Record, organisation: Organisation, roles: Mapping[str, str]
) -> Section:
    """Return every line, in order; the published one has only the turns and the words."""
    if record.inside is None:
        rows = [
            (moment(at, record), words) for at, words in sorted([*_turns(record), *_words(record)])
        ]
    else:
        shown = partial(moment, record=record)
        rows = [
            (shown(one.at), line_words(one, organisation, roles, shown))
            for one in record.inside.entries
        ]
    table = Table("The timeline, times in UTC", ("Time", "What happened"), rows)
    return Section("What happened, in order", [table])


def line_words(
    entry: Entry,
    organisation: Organisation,
    roles: Mapping[str, str],
    shown: Callable[[datetime], str] = utc,
) -> str:
    """Return a line of the timeline for paper, with its note; customers' words stand elsewhere."""
    told = unmarked_line(HAPPENED[entry.event](entry, organisation), roles, shown)
    note = entry.details.get("note")
    return f"{told} Note: {sentence(note)}" if note else told


def _heading(update: Update, record: Record) -> str:
    return (
        f"Message {update.number}: {KINDS[update.kind].lower()}, {moment(update.sent_at, record)}"
    )


def _parts(said: Said, record: Record, organisation: Organisation) -> Iterator[Part]:
    update = said.update
    if not update.text:
        yield Words(TO_ONE)
    else:
        yield Words(_where(update, record))
        yield Quote(update.text)
    if update.corrects is not None:
        yield Words(f"It takes back message {update.corrects}.")
    if said.known:
        yield _known(said, record, organisation)
    elif not record.is_public:
        yield Words(NOTHING_KNOWN)


def _where(update: Update, record: Record) -> str:
    if record.incident.is_drill:
        return "A drill: nobody outside read it."
    if update.kind.audience is not Audience.EVERYBODY:
        return TO_ONE
    return f"On: {', '.join(update.channels)}." if update.channels else NOWHERE


def _known(said: Said, record: Record, organisation: Organisation) -> Table:
    at = said.update.sent_at
    answers = [
        (_subject(one), value_words(one, organisation, now=at) or NO_ANSWER) for one in said.known
    ]
    caption = f"{KNOWN}, message {said.update.number}"
    if record.is_public:
        return Table(caption, ("Subject", "Confirmed"), answers)
    rows = [
        (*answer, sure_words(one, at), moment(one.said_at, record))
        for answer, one in zip(answers, said.known, strict=True)
    ]
    return Table(caption, ("Subject", "Answer", "How sure", "Said"), rows)


def _subject(fact: Fact) -> str:
    return sentence(SUBJECTS[fact.key]).removesuffix(".")


def _turns(record: Record) -> Iterator[tuple[datetime, str]]:
    yield record.incident.opened_at, "We saw it for the first time."
    for one in record.turns:
        yield one.at, ENDED[one.event]


def _words(record: Record) -> Iterator[tuple[datetime, str]]:
    for one in record.said:
        update = one.update
        yield update.sent_at, f"Message {update.number} to customers: {KINDS[update.kind]}."
