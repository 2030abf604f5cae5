"""Affected customers: logged, changed, heard, imported, and shown to those who work on it."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.domain.customer import Customer, Report, Tally, checked
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.people_refusals import CustomerIsLogged, NotOnIncident
from bot.domain.timeline import Event
from bot.store import cases, counters, customers, done, incidents, timeline
from bot.store.transaction import Reader, Store, Transaction
from bot.usecases import care, change, notes

MOST_SHOWN: Final = 10
NOTES: Final = ("concern", "impact", "asked_for", "needs")
"""What a person writes of a customer; what a ticket system holds was written elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Who still waits to hear, the most urgent first; `tally` counts all of them."""

    incident: Incident
    tally: Tally
    first: Sequence[Customer]


async def log_customer(
    store: Store,
    organisation: Organisation,
    report: Report,
    *,
    workspace: str,
    incident: int,
    by: str,
    now: datetime,
    deed: str | None = None,
) -> tuple[Customer, Incident]:
    """Keep the report. Raises `CustomerIsNameless`, `CustomerIsLogged` or `WordsAreTooLong`."""
    report = _noted(report)
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        about = await incidents.lock(tx, workspace, incident)
        await _check_reference(tx, about, report)
        if report.is_hard:
            await care.hard_contact(tx, organisation, workspace, by=by, now=now)
        return await add(tx, organisation, about, report, by=by, now=now)


async def change_report(
    store: Store,
    organisation: Organisation,
    report: Report,
    *,
    workspace: str,
    number: int,
    seen: str,
    by: str,
    roles: AbstractSet[str],
    now: datetime,
    deed: str | None = None,
) -> tuple[Customer, Incident]:
    """Keep what is known now; `seen` are marks of what was known when the form was opened.

    Raises as `log_customer`, `NoSuchCustomer` or `NotOnIncident`.
    """
    report = _noted(report)
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        incident, before = await _locked(tx, workspace, number)
        await check_works_on(tx, incident, by, roles)
        report = checked(before.report.merged(report, seen))
        if report.reference != before.report.reference:
            await _check_reference(tx, incident, report)
        customer = before.changed(report, now=now)
        event = Event.CUSTOMER_CHANGED
        await keep(tx, organisation, incident, customer, event, by=by, now=now)
    return customer, incident


async def mark_heard(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    by: str,
    roles: AbstractSet[str],
    now: datetime,
) -> Customer:
    """Note that the customer has had a personal answer.

    Raises `NoSuchCustomer` or `NotOnIncident`.
    """
    async with store.transaction() as tx:
        incident, before = await _locked(tx, workspace, number)
        await check_works_on(tx, incident, by, roles)
        customer = before.heard(now=now)
        if customer != before:
            event = Event.CUSTOMER_HEARD
            await keep(tx, organisation, incident, customer, event, by=by, now=now)
    return customer


async def waiting(
    store: Store, *, workspace: str, incident: int, by: str, roles: AbstractSet[str]
) -> Waiting:
    """Return who waits. Raises `NotOnIncident` unless `by` works on it or is one of `roles`."""
    async with store.reading() as reader:
        about = await incidents.read(reader, workspace, incident)
        await check_works_on(reader, about, by, roles)
        return Waiting(
            incident=about,
            tally=await customers.tally(reader, workspace, incident),
            first=await customers.waiting(reader, workspace, incident, most=MOST_SHOWN),
        )


async def read(
    store: Store, *, workspace: str, number: int, by: str, roles: AbstractSet[str]
) -> tuple[Customer, Incident]:
    """Return one customer. Raises `NoSuchCustomer` or `NotOnIncident`."""
    async with store.reading() as reader:
        customer = await customers.read(reader, workspace, number)
        incident = await incidents.read(reader, workspace, customer.incident)
        await check_works_on(reader, incident, by, roles)
        return customer, incident


async def called(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    words: str,
    *,
    by: str,
    now: datetime,
) -> tuple[Customer, Incident]:
    """Return the customer of that name or reference, logged now if they were not known."""
    report = checked(Report(name=words))
    known = await customers.called(tx, incident.workspace, incident.number, report.name)
    if known is not None:
        return known, incident
    return await add(tx, organisation, incident, report, by=by, now=now)


async def add(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    report: Report,
    *,
    by: str,
    now: datetime,
) -> tuple[Customer, Incident]:
    """Keep a report on an incident that is locked; return the incident since."""
    customer = Customer(
        workspace=incident.workspace,
        number=await counters.next_number(tx, incident.workspace, "customer"),
        incident=incident.number,
        report=report,
        logged_by=by,
        logged_at=now,
    )
    await customers.add(tx, customer)
    event = Event.CUSTOMER_LOGGED
    return customer, await _tell(tx, organisation, incident, customer, event, by=by, now=now)


async def check_works_on(
    reader: Reader, incident: Incident, person: str, roles: AbstractSet[str]
) -> None:
    """Raises `NotOnIncident` unless the person works on it, or is one of `roles`."""
    if person in roles | {incident.owner, incident.handed_to, incident.opened_by}:
        return
    asked = (reader, incident.workspace, incident.number, person)
    if not (await timeline.has_worked(*asked) or await cases.was_given(*asked)):
        raise NotOnIncident(incident.name)


def _noted(report: Report) -> Report:
    """Return what somebody typed of a customer. Raises as `checked`, or `NoteIsBlocked`."""
    report = checked(report)
    notes.check({name: getattr(report, name) for name in NOTES})
    return report


async def _check_reference(tx: Transaction, incident: Incident, report: Report) -> None:
    number = await customers.with_reference(
        tx, incident.workspace, incident.number, report.reference
    )
    if number is not None:
        raise CustomerIsLogged(incident.name, f"CU-{number}")


async def _locked(tx: Transaction, workspace: str, number: int) -> tuple[Incident, Customer]:
    customer = await customers.read(tx, workspace, number)
    incident = await incidents.lock(tx, workspace, customer.incident)
    return incident, await customers.read(tx, workspace, number)


async def keep(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    customer: Customer,
    event: Event,
    *,
    by: str,
    now: datetime,
) -> Incident:
    """Keep what is known of a customer now, on an incident that is locked; return it since."""
    await customers.save(tx, customer)
    return await _tell(tx, organisation, incident, customer, event, by=by, now=now)


async def _tell(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    customer: Customer,
    event: Event,
    *,
    by: str,
    now: datetime,
) -> Incident:
    """The timeline learns a number, never a name."""
    after = incident.noted()
    details = {"customer": customer.label}
    await change.keep(tx, organisation, after, event, by=by, now=now, details=details)
    return after
