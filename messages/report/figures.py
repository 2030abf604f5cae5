"""The chapters of a report that count: waits, promises, customers, money."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.credit import State
from bot.domain.incident import Status
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from bot.domain.prevention import Item
from bot.domain.promise import Promise
from bot.domain.promise import Status as PromiseStatus
from bot.domain.record import CreditSum, Inside, Record
from bot.domain.rhythm import GRACE, Wait
from bot.domain.update import Kind
from messages.cards.customers import tally_words
from messages.cards.prevention import STATES as PREVENTION_STATES
from messages.cards.promise import STATES as PROMISE_STATES
from messages.report.parts import Chart, Row, Section, Table, Words
from messages.report.times import moment, utc
from messages.words import severity_words, span, state_words

CREDIT_STATES: Final[Mapping[State, str]] = MappingProxyType(
    {
        State.ASKED: "Asked, not decided",
        State.CHANGED: "Sent back to who asked",
        State.APPROVED: "Approved",
        State.DECLINED: "Declined",
        State.LAPSED: "Lapsed",
        State.EXPORTED: "With finance",
        State.PAID: "Paid",
        State.FAILED: "Approved, could not be paid",
        State.VOIDED: "Voided",
        State.REVERSED: "Reversed",
    }
)
UNSAID: Final = "not put in words to customers"


def in_short(record: Record, organisation: Organisation) -> Section:
    """Return the figures that matter most, in one table."""
    inside = record.inside
    figures = _figures(record) | ({} if inside is None else _deadlines(record, inside))
    rows = list((figures | people_figures(record, organisation)).items())
    return Section("In short", [Table("The incident in figures", ("What", "Figure"), rows)])


def people_figures(record: Record, organisation: Organisation) -> dict[str, str]:
    """Return what was promised, how many customers it hurt, and what they were given."""
    promised = {"Promises to customers": _promises(record)}
    if record.inside is None:
        return promised if record.promises else {}
    return promised | _of_customers(record.inside, organisation)


def rhythm_section(record: Record) -> Section:
    """Return each wait for word, with when it had been promised."""
    rows: list[Row] = []
    for one in record.waits:
        due = [] if record.is_public else [_due(one, record)]
        rows.append(
            [
                moment(one.began, record),
                moment(one.ended, record),
                span(one.length),
                *due,
                _then(one, record),
            ]
        )
    promised = [] if record.is_public else ["Word was due by"]
    head = ["From", "Until", "Customers heard nothing for", *promised, "Then"]
    table = Table("How long customers waited for word", head, rows, Chart.RHYTHM)
    return Section("When customers heard from us", [table])


def promise_section(record: Record, inside: Inside) -> Section:
    if not inside.promises:
        return Section("Promises", [Words("None was noted.")])
    rows = [
        (
            one.name,
            _promised(one),
            moment(one.due, record),
            PROMISE_STATES[one.status],
            _closed(one, record),
        )
        for one in inside.promises
    ]
    head = ("Promise", "“I will …”", "Due", "State", "Closed")
    return Section("Promises", [Table("Each promise and what became of it", head, rows)])


def prevention_section(record: Record) -> Section:
    """Return the steps that prevent its return; the published ones were cleared by their owners."""
    title = "What prevents it from happening again"
    if not record.prevention:
        return Section(title, [Words("No step was agreed.")])
    rows = [
        (one.words, PREVENTION_STATES[one.state], one.due.isoformat(), _ended(one, record))
        for one in record.prevention
    ]
    head = ("Step", "State", "Due", "Ended")
    return Section(title, [Table("Each step and what became of it", head, rows)])


def customer_section(record: Record, inside: Inside) -> Section:
    parts: list[Words | Table] = [Words(f"{tally_words(inside.customers)}.")]
    if inside.contacts:
        rows = [(moment(one.began, record), str(one.contacts)) for one in inside.contacts]
        head = ("Quarter of an hour from", "Contacts")
        parts.append(Table("How many customers reached us", head, rows))
    if inside.worries:
        told = [(words, str(many)) for words, many in inside.worries]
        caption = "What more than one of them worries about"
        parts.append(Table(caption, ("Worry", "Customers"), told))
    return Section("Customers", parts)


def credit_section(inside: Inside, organisation: Organisation) -> Section:
    if not inside.credits:
        return Section("Goodwill", [Words("No credit was asked for.")])
    asked = [Words(_asked(one, organisation)) for one in inside.credits]
    asked += [
        Words(f"Left of the incident's budget: {one.shown(organisation.locale)}.")
        for one in inside.left
    ]
    rows = [
        (CREDIT_STATES[state], str(many), _shown(minor, one.currency, organisation))
        for one in inside.credits
        for state, (many, minor) in one.states.items()
    ]
    head = ("Where they stand", "Credits", "Sum")
    return Section("Goodwill", [*asked, Table("Credits by state", head, rows, Chart.CREDITS)])


def _figures(record: Record) -> dict[str, str]:
    rhythm, incident = record.rhythm, record.incident
    first = rhythm.first_word_after
    public = [one for one in record.said if one.update.kind.is_public]
    corrections = sum(one.update.kind is Kind.CORRECTION for one in public)
    return {
        "What customers could not do": record.title or UNSAID,
        "From": utc(incident.opened_at),
        "Until": _until(record),
        "First word to customers": "none" if first is None else f"after {span(first)}",
        "Longest silence": span(rhythm.longest_silence),
        "Messages to everybody": str(len(public)),
        "Of these without news": str(rhythm.holding),
        "Of these corrections": str(corrections),
    }


def _deadlines(record: Record, inside: Inside) -> dict[str, str]:
    return {
        "Messages on time": str(record.rhythm.on_time),
        "Times when word was late": str(record.rhythm.missed),
        "Severity": severity_words(inside.bands[-1].severity),
    }


def _of_customers(inside: Inside, organisation: Organisation) -> dict[str, str]:
    money = "; ".join(_asked(one, organisation) for one in inside.credits)
    return {
        "Customers": tally_words(inside.customers),
        "Contacts that were noted": str(sum(one.contacts for one in inside.contacts)),
        "Goodwill": money or "none was asked for",
    }


def _until(record: Record) -> str:
    incident = record.incident
    if incident.resolved_at is not None:
        return utc(incident.resolved_at)
    if incident.status is Status.CANCELLED:
        return "opened in error"
    return f"{state_words(incident).lower()} at {utc(record.through)}"


def _promises(record: Record) -> str:
    many = {status: record.promises.get(status, 0) for status in PromiseStatus}
    made = sum(many.values())
    if not made:
        return "none"
    kept, late, broken = (
        many[one] for one in (PromiseStatus.KEPT, PromiseStatus.LATE, PromiseStatus.BROKEN)
    )
    return f"{made} made, {kept} kept, {late} late, {broken} not kept in time"


def _due(wait: Wait, record: Record) -> str:
    return "nobody had said" if wait.due is None else moment(wait.due, record)


def _then(wait: Wait, record: Record) -> str:
    if wait.update is not None:
        if record.is_public:
            return f"message {wait.update}"
        late = wait.ended - wait.due if wait.due is not None else GRACE
        on_time = f"{span(late)} late" if wait.is_late else "on time"
        return f"message {wait.update}, {on_time}"
    if record.incident.is_open and wait is record.waits[-1]:
        return "still waiting, late" if wait.is_late else "still waiting"
    return "it ended, with word overdue" if wait.is_late else "it ended"


def _promised(promise: Promise) -> str:
    return promise.words or "to one customer; the words are theirs"


def _closed(promise: Promise, record: Record) -> str:
    return "" if promise.closed_at is None else moment(promise.closed_at, record)


def _ended(item: Item, record: Record) -> str:
    return "" if item.ended_at is None else moment(item.ended_at, record)


def _asked(one: CreditSum, organisation: Organisation) -> str:
    asked = _shown(one.asked_minor, one.currency, organisation)
    given = _shown(one.given_minor, one.currency, organisation)
    return f"{one.asked} asked, {asked} in all; {one.given} given, {given} in all"


def _shown(minor: int, currency: str, organisation: Organisation) -> str:
    return Money(minor, currency).shown(organisation.locale)


def credit_bars(one: CreditSum, organisation: Organisation) -> Iterator[tuple[str, int, str]]:
    """Yield each state with its sum in minor units and as people read it."""
    for state, (_, minor) in one.states.items():
        yield CREDIT_STATES[state], minor, _shown(minor, one.currency, organisation)
