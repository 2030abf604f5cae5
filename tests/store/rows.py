"""Rows that the tests of queries keep, and how they keep them."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.incident import Incident, Status
from bot.domain.severity import Severity
from bot.store import incidents
from bot.store.transaction import Store, Transaction

NINE = datetime(2026, 3, 2, 9, 0, 0, 123000, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
INCIDENT = Incident(
    workspace="T1",
    number=7,
    place="C1",
    what_fails="Kundinnen können nicht zahlen: <!channel> 'so' 🎉",
    severity=Severity.SEV1,
    owner="U-mara",
    opened_by="U-dan",
    opened_at=NINE,
    reopened_at=NINE + 1 * MINUTE,
    first_word_at=NINE + 2 * MINUTE,
    last_update_at=NINE + 3 * MINUTE,
    next_update_due=NINE + 33 * MINUTE,
    snoozed_until=NINE + 13 * MINUTE,
    nudged=2,
    holding_run=3,
    updates=4,
    letters=5,
    entries=6,
)
RESOLVED = replace(
    INCIDENT, number=8, status=Status.RESOLVED, resolved_at=NINE, next_update_due=None
)

Act = Callable[[Transaction], Awaitable[object]]


async def do(store: Store, act: Act) -> None:
    async with store.transaction() as tx:
        await act(tx)


async def keep(store: Store, *kept: Incident) -> None:
    async with store.transaction() as tx:
        for incident in kept:
            await incidents.add(tx, incident)
