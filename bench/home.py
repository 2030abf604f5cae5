"""App Home of one who leads, with much in the past: read from the database, and drawn."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, Final

from bench.databases import BOTH
from bench.stage import Stage
from bench.table import percentile
from bot.domain.case import Wishes
from bot.domain.customer import Customer, Report
from bot.domain.incident import Incident, Status
from bot.domain.organisation import Organisation
from bot.domain.promise import Promise
from bot.domain.promise import Status as PromiseStatus
from bot.domain.severity import Severity
from bot.domain.timeline import Event
from bot.domain.update import Kind
from bot.store import customers
from bot.store.case_tables import cases
from bot.store.cases import fresh
from bot.store.people_tables import promises
from bot.store.rows import row_of
from bot.store.tables import incidents, timeline, updates
from bot.store.transaction import Store
from bot.usecases.home.sections import drawn
from bot.usecases.home.viewer import Viewer

SIZES: Final = (100, 10_000)
OPEN: Final = 100
UPDATES_EACH: Final = 6
CUSTOMERS_EACH: Final = 3
LEFT: Final = 10
"""Of so many customers one was not asked yet whether it still works."""
TIMES: Final = 200
BATCH: Final = 500
BATCH_LIMIT_S: Final = 60
WORKSPACE, LEAD = "T01", "U02AMIRA"
NOW: Final = datetime(2026, 10, 1, 12, tzinfo=UTC)
A_YEAR: Final = timedelta(days=365)
ORGANISATION: Final = Organisation(leads=(LEAD,), managers=(LEAD,), incident_place="C01")
VIEWER: Final = Viewer(
    workspace=WORKSPACE,
    person=LEAD,
    organisation=ORGANISATION,
    now=NOW,
    holders={"leads": frozenset({LEAD}), "managers": frozenset({LEAD})},
)


async def measure(stage: Stage) -> None:
    for size in SIZES:
        stage.table.begin(f"App Home of a lead, {size:,} incidents, {OPEN} of them open")
        for kind in BOTH:
            await _measure(stage, size, kind)


async def _measure(stage: Stage, size: int, on: str) -> None:
    stage.tell(f"home: {size:,} incidents on {on}")
    url = await stage.databases.fresh(on)
    store = await Store.open(url)
    await fill(store, size)
    stage.databases.vacuum(url)
    busy = time.process_time()
    times = [await _once(store) for _ in range(TIMES)]
    busy_ms = (time.process_time() - busy) * 1000 / TIMES
    stage.table.note("read and drawn, half within", "ms", percentile(times, 50), on=on)
    stage.table.note("read and drawn, 99 % within", "ms", percentile(times, 99), on=on)
    stage.table.note("of it our own work, on average", "ms", busy_ms, on=on)
    await store.close()


async def _once(store: Store) -> float:
    """Return how long one page takes, in milliseconds."""
    began = time.perf_counter()
    async with store.reading() as reader:
        page = await drawn(reader, VIEWER)
    assert len(page["blocks"]) > TIMES // 10
    return (time.perf_counter() - began) * 1000


async def fill(store: Store, size: int, *, over: timedelta = A_YEAR) -> None:
    """Keep so many incidents `over` a time, with what belongs to each."""
    numbers = iter(range(1, size + 1))
    while batch := [_incident(number, size, over) for number in islice(numbers, BATCH)]:
        async with store.transaction(limit_s=BATCH_LIMIT_S) as tx:
            await tx.execute(incidents.insert(), [row_of(one) for one in batch])
            await tx.execute(updates.insert(), [row for one in batch for row in _updates(one)])
            await tx.execute(timeline.insert(), [row for one in batch for row in _lines(one)])
            await tx.execute(promises.insert(), [row_of(_promise(one)) for one in batch])
            hurt = [customer for one in batch for customer in _customers(one)]
            await customers.add_all(tx, hurt)
            await tx.execute(cases.insert(), [_asked(one) for one in hurt if one.number % LEFT])


def _incident(number: int, size: int, over: timedelta) -> Incident:
    opened_at = NOW - over * (size - number) / size - timedelta(minutes=40)
    is_open = number > size - OPEN
    told = opened_at + timedelta(minutes=9)
    incident = Incident(
        workspace=WORKSPACE,
        number=number,
        place=f"C0{number % 5}",
        what_fails="Customers cannot pay by card",
        severity=Severity.SEV2,
        owner=LEAD if number % 20 == 0 else f"U{number % 50}",
        opened_by="U01DAN",
        opened_at=opened_at,
        first_word_at=told,
        last_update_at=told,
        next_update_due=NOW + timedelta(minutes=number % 90),
        updates=UPDATES_EACH,
        entries=UPDATES_EACH + 2,
    )
    if is_open:
        return incident
    ended = opened_at + timedelta(hours=3)
    return replace(incident, status=Status.RESOLVED, resolved_at=ended, next_update_due=None)


def _customers(incident: Incident) -> Iterator[Customer]:
    first = incident.number * CUSTOMERS_EACH
    for number in range(first, first + CUSTOMERS_EACH):
        yield Customer(
            workspace=WORKSPACE,
            number=number,
            incident=incident.number,
            report=Report(reference=f"T-{number}", waited=number % 90),
            logged_by=incident.owner or "",
            logged_at=incident.opened_at,
        )


def _asked(customer: Customer) -> Mapping[str, Any]:
    """Their case, once they were asked whether it still works."""
    row = row_of(replace(fresh(customer), written_at=customer.logged_at, written_by=LEAD))
    wishes: Wishes = row.pop("wishes")
    return {**row, **row_of(wishes)}


def _updates(incident: Incident) -> Iterator[Mapping[str, Any]]:
    for number in range(1, UPDATES_EACH + 1):
        at = incident.opened_at + number * timedelta(minutes=25)
        yield {
            "workspace": WORKSPACE,
            "incident": incident.number,
            "number": number,
            "kind": Kind.PROGRESS.value,
            "text": "Customers cannot pay by card. We are sorry. The provider looks into it. " * 3,
            "sent_by": "U01DAN",
            "sent_at": at,
            "promised_by": at + timedelta(minutes=(number % 3) - 1),
        }


def _lines(incident: Incident) -> Iterator[Mapping[str, Any]]:
    events = [Event.OPENED, *[Event.UPDATED] * UPDATES_EACH]
    events += [] if incident.is_open else [Event.RESOLVED]
    for number, event in enumerate(events, start=1):
        yield {
            "workspace": WORKSPACE,
            "incident": incident.number,
            "number": number,
            "event": event.value,
            "by": "U01DAN",
            "at": incident.opened_at + number * timedelta(minutes=20),
            "details": {},
        }


def _promise(incident: Incident) -> Promise:
    due = incident.opened_at + timedelta(hours=2)
    kept = not incident.is_open
    return Promise(
        workspace=WORKSPACE,
        number=incident.number,
        incident=incident.number,
        customer=None,
        words="tell everybody what failed",
        due=due if kept else NOW + timedelta(minutes=incident.number % 200),
        owner=incident.owner or LEAD,
        made_by="U01DAN",
        made_at=incident.opened_at,
        made_in="",
        status=PromiseStatus.KEPT if kept else PromiseStatus.OPEN,
        counted_from=incident.opened_at,
        evidence="The status page" if kept else "",
        closed_at=due if kept else None,
    )
