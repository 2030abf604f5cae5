"""One customer's case: resolved, written about, answered; and what became of them."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.addressee import Addressee
from bot.domain.case import Case, Outcome, said_words
from bot.domain.case_refusals import CaseIsTheirs
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.promise import Promise, possible_due, promised_words
from bot.domain.refusals import WordsAreMissing
from bot.domain.timeline import Event
from bot.store import cases, customers, done, incidents, owed
from bot.store.transaction import Store, Transaction
from bot.usecases import case_timers, change, notes, promises
from bot.usecases.addressees import GIVEN_NOTE, UNHAPPY_NOTE, addressee, case_note
from bot.usecases.customers import check_works_on
from bot.usecases.follow_ups import owner_of
from bot.usecases.promises import Made

Rule = Callable[[Case], Case]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unhappy:
    """What somebody said who is not happy, and what is done next."""

    said: str
    next_step: str
    due: datetime
    rating: int | None = None


async def read(
    store: Store,
    *,
    workspace: str,
    number: int,
    by: str,
    roles: AbstractSet[str],
) -> tuple[Addressee, Incident]:
    """Return a case. Raises `NoSuchCustomer` or `NotOnIncident`."""
    async with store.reading() as reader:
        customer = await customers.read(reader, workspace, number)
        incident = await incidents.read(reader, workspace, customer.incident)
        await check_works_on(reader, incident, by, roles)
        return await addressee(reader, incident, number), incident


async def resolve(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    by: str,
    now: datetime,
) -> Case:
    """Note that it works again for this customer. Raises `CaseIsResolved`."""
    async with store.transaction() as tx:
        incident, before = await _locked(tx, workspace, number)
        case = before.resolved(incident, now=now)
        await _keep(tx, organisation, incident, case, Event.CASE_RESOLVED, by=by, now=now)
        await owed.enqueue_all(tx, case_timers.after_case(organisation, incident, case))
    return case


async def change_case(
    store: Store,
    organisation: Organisation,
    rule: Rule,
    event: Event,
    *,
    workspace: str,
    number: int,
    by: str,
    now: datetime,
    deed: str | None = None,
) -> Case:
    """Let `rule` decide what becomes of the case; `event` names it.

    Raises what the rule does, or `NoteIsBlocked`.
    """
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        incident, before = await _locked(tx, workspace, number)
        case = rule(before)
        notes.check({"led_to": case.wishes.led_to, "said": case.said})
        await _keep(tx, organisation, incident, case, event, by=by, now=now)
    return case


async def give(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    to: str,
    by: str,
    now: datetime,
    deed: str | None = None,
) -> Case:
    """Let `to` follow the customer up, and tell them. Raises `CaseIsTheirs`."""
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        incident, before = await _locked(tx, workspace, number)
        customer = await customers.read(tx, workspace, number)
        if before.owner is None and to == owner_of(incident, customer.logged_by):
            raise CaseIsTheirs(before.label)
        case = before.given(to)
        await _keep(tx, organisation, incident, case, Event.CASE_CHANGED, by=by, now=now)
        if to != by:
            await owed.enqueue(tx, case_note(GIVEN_NOTE, case, to, now=now))
    return case


async def answer_unhappy(
    store: Store,
    organisation: Organisation,
    unhappy: Unhappy,
    *,
    workspace: str,
    number: int,
    by: str,
    now: datetime,
    deed: str | None = None,
) -> tuple[Case, Promise]:
    """Open the case again, promise the next step, and tell those who answer for it.

    Raises `WordsAreMissing`, `NoteIsBlocked`, `TimeHasPassed`, `NobodyWrote` or `CaseIsAnswered`.
    """
    if not said_words(unhappy.said):
        raise WordsAreMissing("said")
    notes.check({"said": unhappy.said, "next_words": promised_words(unhappy.next_step)})
    possible_due(unhappy.due, now=now)
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        incident, before = await _locked(tx, workspace, number)
        case = before.answered(Outcome.NOT_HAPPY, said=unhappy.said, rating=unhappy.rating, now=now)
        customer = await customers.read(tx, workspace, number)
        await customers.save(tx, replace(customer, heard_at=None))
        incident = await _keep(
            tx, organisation, incident, case, Event.CASE_REOPENED, by=by, now=now
        )
        made = Made(words=unhappy.next_step, due=unhappy.due, owner=by, customer=number)
        promise = await promises.keep(tx, organisation, incident, made, by=by, now=now)
        people = managers(organisation, incident)
        await owed.enqueue_all(tx, [case_note(UNHAPPY_NOTE, case, one, now=now) for one in people])
    return case, promise


def managers(organisation: Organisation, incident: Incident) -> tuple[str, ...]:
    """Return who is told that a customer is not happy."""
    named = organisation.managers or organisation.head_of_support or organisation.leads
    return named or (incident.owner or incident.opened_by,)


async def _locked(tx: Transaction, workspace: str, number: int) -> tuple[Incident, Case]:
    customer = await customers.read(tx, workspace, number)
    incident = await incidents.lock(tx, workspace, customer.incident)
    return incident, await cases.of_customer(tx, customer)


async def _keep(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    case: Case,
    event: Event,
    *,
    by: str,
    now: datetime,
) -> Incident:
    """The timeline learns a number and an outcome, never a name nor what was said."""
    await cases.save(tx, case)
    after = incident.noted()
    details = {"customer": case.label, "outcome": str(case.outcome or "")}
    await change.keep(tx, organisation, after, event, by=by, now=now, details=details)
    return after
