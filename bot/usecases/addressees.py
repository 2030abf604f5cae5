"""Whom words to one customer are for: what was found since, and what sending them changes."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.domain.addressee import Addressee
from bot.domain.case import Case
from bot.domain.fact import Key
from bot.domain.findings import Change, Findings
from bot.domain.incident import Incident
from bot.domain.people_refusals import NoSuchCustomer
from bot.domain.prevention import Question, State, told_to_customers
from bot.domain.update import Kind
from bot.store import cases, customers, facts, owed, prevention
from bot.store.owed import NewJob
from bot.store.transaction import Reader, Transaction
from bot.usecases import case_timers, change

UNHAPPY_NOTE: Final = "unhappy_note"
WRITTEN_NOTE: Final = "written_note"
GIVEN_NOTE: Final = "given_note"
FROM_CASES: Final = frozenset({Kind.FOLLOW_UP, Kind.WIN_BACK})
"""Words that go to a customer who is logged, and to nobody else."""


async def addressee(reader: Reader, incident: Incident, number: int) -> Addressee:
    """Raises `NoSuchCustomer`."""
    customer = await customers.read(reader, incident.workspace, number)
    case = await cases.of_customer(reader, customer)
    if await cases.opted_out_elsewhere(reader, customer):
        case = replace(case, wishes=replace(case.wishes, opted_out=True))
    other = await cases.open_elsewhere(reader, customer)
    return Addressee(
        customer=customer,
        case=case,
        findings=await findings(reader, incident),
        other=None if other is None else f"CU-{other}",
    )


async def findings(reader: Reader, incident: Incident) -> Findings:
    """Return what was found wrong, and what was changed since that customers may read of."""
    cause = (await facts.known(reader, incident)).get(Key.CAUSE)
    told = cause.value["words"] if cause is not None and cause.is_told else ""
    review = await prevention.review(reader, incident.workspace, incident.number)
    answer = review.answers.get(Question.WHY_HAPPENED, "") if review else ""
    items = await prevention.of_incident(reader, incident.workspace, incident.number)
    return Findings(
        failures=tuple(filter(None, dict.fromkeys([told, answer]))),
        changes=tuple(
            Change(item.words, item.ended_at)
            for item in told_to_customers(items, State.DONE)
            if item.ended_at is not None
        ),
    )


async def sent(
    tx: Transaction, incident: Incident, kind: Kind, to: Addressee | None, *, by: str, now: datetime
) -> None:
    """Note that words go to this customer: they have heard, and their answer is awaited.

    Raises what `Addressee.check_may_get` does, or `NoSuchCustomer` where words that only a case
    allows name none, so that nothing of it is kept.
    """
    if to is None:
        if kind in FROM_CASES:
            raise NoSuchCustomer("CU-…")
        return
    to.check_may_get(kind, incident)
    await customers.save(tx, to.customer.heard(now=now))
    case = await cases.of_customer(tx, to.customer)
    if kind is Kind.FOLLOW_UP:
        case = case.written(by=by, now=now)
        await owed.enqueue_all(tx, case_timers.after_words(incident, case))
    elif kind is Kind.WIN_BACK:
        case = case.won(by=by, now=now)
    else:
        return
    await cases.save(tx, case)
    await owed.enqueue(tx, case_note(WRITTEN_NOTE, case, by, now=now))


def note_to_each(case: Case, people: AbstractSet[str], *, now: datetime) -> list[NewJob]:
    """Return the same note for each of the people, in place of their group."""
    return [case_note(UNHAPPY_NOTE, case, one, now=now) for one in sorted(people)]


def case_note(kind: str, case: Case, person: str, *, now: datetime) -> NewJob:
    said = case.outcome_at or case.written_at or case.won_at
    at = now if said is None or kind == GIVEN_NOTE else said
    return NewJob(
        kind=kind,
        args={
            "incident": case.incident,
            "customer": case.customer,
            "person": person,
            "at": int(at.timestamp()),
        },
        workspace=case.workspace,
        due_at=now,
        dedupe_key=f"{case.workspace}:{kind}:{case.customer}:{person}",
        lane=change.lane(case.workspace, person),
    )
