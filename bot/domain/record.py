"""What is kept of an incident, put together: what happened, what was said, and what was known then.

Source: practices P028 and P036. It blames nobody, and a customer appears in it as a number only.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain.credit import GRANTED, Credit, State
from bot.domain.customer import NOBODY, Tally
from bot.domain.fact import Fact, Key
from bot.domain.incident import Incident
from bot.domain.money import Money
from bot.domain.prevention import NOTHING_SAID, Item, Question
from bot.domain.promise import Promise
from bot.domain.promise import Status as PromiseStatus
from bot.domain.rhythm import ENDS, Rhythm, Wait, waits
from bot.domain.severity import Severity
from bot.domain.timeline import Entry, Event
from bot.domain.update import Audience, Update

QUARTER: Final = timedelta(minutes=15)
CONTACTS: Final = (Event.CALLED, Event.CUSTOMER_LOGGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All that is kept of an incident, each in the order in which it came."""

    incident: Incident
    entries: Sequence[Entry]
    sent: Sequence[Update]
    facts: Sequence[Fact] = ()
    """Every version."""
    promises: Sequence[Promise] = ()
    prevention: Sequence[Item] = ()
    customers: Tally = NOBODY
    credits: Sequence[Credit] = ()
    answers: Mapping[Question, str] = field(default_factory=lambda: NOTHING_SAID)
    """To the five questions, without anybody's name."""
    worries: Sequence[tuple[str, int]] = ()
    """What several customers worry about, and how many; the commonest first."""
    left: Sequence[Money] = ()
    """What is left of the incident's budgets."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words that went out, beside what was known then; those to one person without their text."""

    update: Update
    known: tuple[Fact, ...]
    """The newest that had been said of each subject, in the order of the subjects."""


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch under one severity."""

    severity: Severity
    began: datetime
    ended: datetime


@dataclass(frozen=True, slots=True)
class Quarter:
    """How many customers reached us within fifteen minutes."""

    began: datetime
    contacts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditSum:
    """All credits of one currency; sums in minor units."""

    currency: str
    asked: int
    """How many."""
    asked_minor: int
    """What was asked at first."""
    given: int
    given_minor: int
    states: Mapping[State, tuple[int, int]]
    """How many stand there, and their sum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An incident's record up to `through`. The published one lacks all that is `Inside`."""

    incident: Incident
    title: str
    """What customers could not do; empty where no words to customers say it so."""
    through: datetime
    rhythm: Rhythm
    waits: tuple[Wait, ...]
    turns: tuple[Entry, ...]
    """When it was resolved, cancelled, opened again."""
    said: tuple[Said, ...]
    promises: Mapping[PromiseStatus, int]
    """How many stand in each state."""
    prevention: tuple[Item, ...]
    inside: "Inside | None"

    @property
    def is_public(self) -> bool:
        return self.inside is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What is for those who work here."""

    entries: tuple[Entry, ...]
    bands: tuple[Band, ...]
    promises: tuple[Promise, ...]
    """Of those to one customer the words are left out."""
    customers: Tally
    contacts: tuple[Quarter, ...]
    credits: tuple[CreditSum, ...]
    answers: Mapping[Question, str]
    worries: tuple[tuple[str, int], ...]
    left: tuple[Money, ...]


def recorded(sources: Sources, *, now: datetime) -> Record:
    """Return the record; of an incident that has ended it is the same whenever it is asked for."""
    incident, entries = sources.incident, sources.entries
    turns = tuple(one for one in entries if one.event in (*ENDS, Event.REOPENED))
    through = now if incident.is_open else _last(sources)
    inside = Inside(
        entries=tuple(entries),
        bands=tuple(_bands(incident, entries, _ended(incident, turns, through))),
        promises=tuple(map(_discreet, sources.promises)),
        customers=sources.customers,
        contacts=contacts(entries),
        credits=credit_sums(sources.credits, entries),
        answers=sources.answers,
        worries=tuple(sources.worries),
        left=tuple(sources.left),
    )
    return Record(
        incident=incident,
        title=incident.what_fails,
        through=through,
        rhythm=Rhythm.of(incident, sources.sent, turns, through),
        waits=tuple(
            _with_due(one, entries) for one in waits(incident, sources.sent, turns, through)
        ),
        turns=turns,
        said=tuple(said_beside(sources.sent, sources.facts)),
        promises=Counter(one.status for one in sources.promises),
        prevention=tuple(sources.prevention),
        inside=inside,
    )


def said_beside(sent: Iterable[Update], facts: Sequence[Fact]) -> Iterator[Said]:
    """Yield what customers read or heard, each with what was known when it was sent."""
    for update in sent:
        if update.kind.is_external:
            newest = {one.key: one for one in facts if one.version <= update.facts}
            known = tuple(newest[key] for key in Key if key in newest)
            is_private = update.kind.audience is not Audience.EVERYBODY or not update.kind.is_public
            yield Said(replace(update, text="") if is_private else update, known)


def contacts(entries: Iterable[Entry]) -> tuple[Quarter, ...]:
    """Count who reached us; a customer who was logged by a call counts once."""
    moments = {(one.at, one.by): one.event for one in entries if one.event in CONTACTS}
    counted = Counter(_quarter_of(at) for at, _ in moments)
    return tuple(Quarter(began, counted[began]) for began in sorted(counted))


def credit_sums(credits_: Iterable[Credit], entries: Iterable[Entry]) -> tuple[CreditSum, ...]:
    """Return the sums of each currency; what was asked is what was asked at first."""
    first = _asked_at_first(entries)
    by_currency: dict[str, list[Credit]] = {}
    for one in credits_:
        by_currency.setdefault(one.amount.currency, []).append(one)
    return tuple(_sum(currency, by_currency[currency], first) for currency in sorted(by_currency))


def _sum(currency: str, own: Sequence[Credit], first: Mapping[tuple[str, str], int]) -> CreditSum:
    given = [one for one in own if one.state in GRANTED]
    asked = (first.get((one.name, currency), one.amount.minor) for one in own)
    states = {
        state: (len(there), sum(one.amount.minor for one in there))
        for state in State
        if (there := [one for one in own if one.state is state])
    }
    return CreditSum(
        currency=currency,
        asked=len(own),
        asked_minor=sum(asked),
        given=len(given),
        given_minor=sum(one.amount.minor for one in given),
        states=states,
    )


def _asked_at_first(entries: Iterable[Entry]) -> dict[tuple[str, str], int]:
    first: dict[tuple[str, str], int] = {}
    for one in entries:
        if one.event is Event.CREDIT_ASKED:
            key = (one.details["credit"], one.details["currency"])
            first.setdefault(key, int(one.details["amount_minor"]))
    return first


def _bands(incident: Incident, entries: Iterable[Entry], ended: datetime) -> Iterator[Band]:
    began = incident.opened_at
    for one in entries:
        if one.event is Event.SEVERITY_CHANGED and one.at <= ended:
            yield Band(Severity(int(one.details["before"])), began, one.at)
            began = one.at
    yield Band(incident.severity, began, max(began, ended))


def _ended(incident: Incident, turns: Sequence[Entry], through: datetime) -> datetime:
    return through if incident.is_open or not turns else turns[-1].at


def _with_due(wait: Wait, entries: Iterable[Entry]) -> Wait:
    """Return a wait that no word ended with the time that customers had last been given."""
    if wait.due is not None or wait.update is not None:
        return wait
    given = [one for one in entries if one.at <= wait.ended and "next_due" in one.details]
    due = datetime.fromisoformat(given[-1].details["next_due"]) if given else None
    return replace(wait, due=due if due is not None and due >= wait.began else None)


def _last(sources: Sources) -> datetime:
    moments = (one.at for one in sources.entries)
    return max(moments, default=sources.incident.opened_at)


def _discreet(promise: Promise) -> Promise:
    """What one customer was promised is theirs."""
    return promise if promise.customer is None else replace(promise, words="", evidence="", why="")


def _quarter_of(at: datetime) -> datetime:
    seconds = int(at.timestamp()) // int(QUARTER.total_seconds()) * int(QUARTER.total_seconds())
    return datetime.fromtimestamp(seconds, at.tzinfo)
