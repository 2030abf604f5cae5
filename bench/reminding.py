"""The product's own worker among open incidents, in a process of its own."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

from bench.lines import answer_all, say
from bench.silent import Silent
from bench.striking import now, struck
from bot.app import deliveries
from bot.domain.cadence import DEFAULT_CADENCES
from bot.domain.incident import Incident, open_incident
from bot.domain.nudge import next_nudge_at
from bot.domain.organisation import Organisation
from bot.domain.severity import Severity
from bot.jobs.clocks import Clocks
from bot.jobs.deliver import Post
from bot.store import owed
from bot.store.owed import NewJob
from bot.store.rows import row_of
from bot.store.tables import incidents, postings
from bot.store.transaction import Store
from bot.usecases import change, nudges

ORGANISATION: Final = Organisation()
SEVERITY: Final = Severity.SEV2
CADENCE: Final = DEFAULT_CADENCES[SEVERITY]
REMINDED_AFTER: Final = CADENCE.first_word - ORGANISATION.ladder.near
BATCH: Final = 1000
BATCH_LIMIT_S: Final = 60
LEAD: Final = timedelta(seconds=20)
"""From the last row that is written to the first timer that strikes."""
MINUTE: Final = timedelta(minutes=1)
DUE_MOST: Final = 1_000_000
"""Numbers below are left to those that fall due."""


async def fill(*, url: str, pending: int) -> None:
    """Open so many incidents that are to be reminded in twenty minutes."""
    store = await Store.open(url)
    opened_at = now()
    await _open(store, (_incident(DUE_MOST + number, opened_at) for number in range(pending)))
    await store.close()


async def strike(*, url: str, due: int) -> dict[str, Any]:
    """Let so many be reminded, spread over a minute; return what `bench.striking` saw."""
    store = await Store.open(url)
    first, apart = now() + LEAD, MINUTE / due
    opened_at = first - REMINDED_AFTER
    await _open(store, (_incident(1 + one, opened_at + one * apart) for one in range(due)))
    assert now() < first, "Writing the rows took longer than the lead: the machine is too busy."
    post = Post(store, Silent(), ORGANISATION, now)
    found = await struck(
        store,
        deliveries(post),
        batches=Clocks(post).batches(),
        kinds=[change.NUDGE, nudges.NUDGE_NOTE],
        due=due,
    )
    await store.close()
    return found


async def _open(store: Store, opened: Iterator[Incident]) -> None:
    while batch := list(islice(opened, BATCH)):
        async with store.transaction(limit_s=BATCH_LIMIT_S) as tx:
            await tx.execute(incidents.insert(), [row_of(one) for one in batch])
            await tx.execute(postings.insert(), [_posting(one) for one in batch])
            await owed.enqueue_all(tx, _timers(batch))


def _incident(number: int, opened_at: datetime) -> Incident:
    return open_incident(
        workspace="T01PRACTICE",
        number=number,
        place=f"C{number}",
        what_fails="Customers cannot pay by card",
        severity=SEVERITY,
        cadence=CADENCE,
        by="U01DAN",
        owner=f"U{number}",
        now=opened_at,
    )


def _posting(incident: Incident) -> dict[str, object]:
    """Return the row of the incident's card, which was posted when it was opened."""
    shown = {"place": incident.place, "message": f"{incident.place}:0", "told": 1}
    return {"workspace": incident.workspace, "subject": incident.name, **shown}


def _timers(opened: list[Incident]) -> Iterator[NewJob]:
    for incident in opened:
        due_at = next_nudge_at(incident, ORGANISATION.ladder)
        assert due_at is not None
        yield NewJob(
            kind=change.NUDGE,
            args={"incident": incident.number},
            workspace=incident.workspace,
            due_at=due_at,
            dedupe_key=change.key(change.NUDGE, incident),
        )


async def main() -> None:
    say("ready")
    await answer_all({doing.__name__: doing for doing in (fill, strike)})


if __name__ == "__main__":
    asyncio.run(main())
