"""Following up: somebody is asked to write to a customer after a week, and once more after 90 days.

Who logged the customer, unless it was given to somebody else.

Many are told at once: one note to each person says how many, and shows the most urgent.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.domain.case import Case
from bot.domain.customer import Customer
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.timeline import Event
from bot.store import cases, customers, follow_ups, incidents, owed
from bot.store.owed import NewJob
from bot.store.transaction import Reader, Store, Transaction
from bot.usecases import case_timers, change
from bot.usecases.case_timers import FOLLOW_UP, WAITS
from bot.usecases.customers import check_works_on
from messages.cards.case import MOST_LISTED

NOTE: Final = "follow_up_note"
MOST_SHOWN: Final = 10
OWED: Final = {FOLLOW_UP: "to_write"}
Pairs = Sequence[tuple[Customer, Case]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Whom somebody has to do with after an incident: of each up to one more than is listed."""

    incident: Incident
    to_write: Pairs = ()
    waiting: Pairs = ()
    seasoned: Pairs = ()
    left: Pairs = ()


async def read(
    store: Store,
    *,
    workspace: str,
    incident: int,
    by: str,
    roles: AbstractSet[str],
    now: datetime,
) -> Lists:
    """Return who is to be followed up. Raises `NotOnIncident`: names are for those on it."""
    async with store.reading() as reader:
        about = await incidents.read(reader, workspace, incident)
        await check_works_on(reader, about, by, roles)
        most = MOST_LISTED + 1  # one more than is shown tells that there are more
        return Lists(
            incident=about,
            to_write=await follow_ups.to_write(reader, workspace, incident, now=now, most=most),
            waiting=await follow_ups.waiting(reader, workspace, incident, most=most),
            seasoned=await follow_ups.seasoned(reader, workspace, incident, now=now, most=most),
            left=await follow_ups.left(reader, workspace, incident, most=most),
        )


async def strike(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    kind: str,
    customer: int | None,
    *,
    now: datetime,
) -> None:
    """Owe a note to each person who has somebody to follow up, once they are at work.

    The incident is locked, and the timer that struck is finished.
    """
    later = case_timers.at_work(organisation, incident, kind, customer, now=now)
    if later is not None:
        await owed.enqueue(tx, later)
        return
    which = OWED.get(kind, kind)
    workspace, number = incident.workspace, incident.number
    found = await follow_ups.owed_by(
        tx, which, workspace, number, before=now - WAITS[kind], customer=customer
    )
    people = {owner_of(incident, one) for one in found}
    await owed.enqueue_all(
        tx, [note(incident, kind, one, customer, now=now) for one in sorted(people)]
    )


async def close_unanswered(
    tx: Transaction, organisation: Organisation, incident: Incident, number: int, *, now: datetime
) -> None:
    """Close the case of a customer who did not answer in time. The incident is locked."""
    customer = await customers.read(tx, incident.workspace, number)
    before = await cases.of_customer(tx, customer)
    case = before.unanswered(now=now)
    if case == before:
        return
    await cases.save(tx, case)
    details = {"customer": case.label, "outcome": str(case.outcome)}
    event = Event.CASE_ANSWERED
    await change.keep(tx, organisation, incident.noted(), event, by="", now=now, details=details)


async def owed_to(
    reader: Reader, incident: Incident, kind: str, person: str, *, now: datetime
) -> tuple[int, Pairs]:
    """Return how many this person has still to follow up, and the most urgent of them."""
    which = OWED.get(kind, kind)
    workspace, number = incident.workspace, incident.number
    counts = await follow_ups.owed_by(
        reader, which, workspace, number, before=now - WAITS[kind], customer=None
    )
    theirs = [one for one in counts if owner_of(incident, one) == person]
    find = follow_ups.to_write if kind == FOLLOW_UP else follow_ups.seasoned
    first = await find(reader, workspace, number, now=now, most=MOST_SHOWN, whose=theirs)
    return sum(counts[one] for one in theirs), first


def owner_of(incident: Incident, whose: str) -> str:
    """Return who follows a customer up; for those of a file, who owns the incident."""
    return whose or incident.owner or incident.opened_by


def note(
    incident: Incident,
    kind: str,
    person: str,
    customer: int | None,
    *,
    now: datetime,
    to: str | None = None,
) -> NewJob:
    """Return the note owed to a person; `customer` is there if it is about one alone.

    `to` is who does it for somebody who cannot be reached.
    """
    who = incident.name if customer is None else f"CU-{customer}"
    return NewJob(
        kind=NOTE,
        args={"incident": incident.number, "about": kind, "person": person, "instead": to},
        workspace=incident.workspace,
        due_at=now,
        dedupe_key=f"{incident.workspace}:{NOTE}:{kind}:{who}:{person}:{to or ''}",
        lane=change.lane(incident.workspace, to or person),
    )
