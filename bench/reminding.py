"""The product's own worker among open incidents, in a process of its own."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from bench.lines import answer_all, say
from bench.processes import resident_mb
from bench.silent import Silent
from bot.app import deliveries
from bot.domain.cadence import DEFAULT_CADENCES
from bot.domain.incident import Incident, open_incident
from bot.domain.nudge import next_nudge_at
from bot.domain.organisation import Organisation
from bot.domain.severity import Severity
from bot.jobs.deliver import Post
from bot.jobs.queue import Claimed
from bot.jobs.worker import Worker
from bot.store import owed
from bot.store.owed import NewJob
from bot.store.rows import row_of
from bot.store.tables import incidents, postings
from bot.store.transaction import Store
from bot.usecases import change

ORGANISATION: Final = Organisation()
SEVERITY: Final = Severity.SEV2
CADENCE: Final = DEFAULT_CADENCES[SEVERITY]
REMINDED_AFTER: Final = CADENCE.first_word - ORGANISATION.ladder.near
BATCH: Final = 1000
BATCH_LIMIT_S: Final = 60
LEAD: Final = timedelta(seconds=20)
"""From the last row that is written to the first timer that strikes."""
MINUTE: Final = timedelta(minutes=1)
LONGEST_S: Final = 300


async def fill(*, url: str, first: int, count: int, within_a_minute: bool) -> None:
    """Open so many incidents: reminded from soon on within a minute, or in twenty minutes."""
    store = await Store.open(url)
    began = _now() - (REMINDED_AFTER - LEAD if within_a_minute else timedelta(0))
    apart = MINUTE / count if within_a_minute else timedelta(0)
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        opened = [_incident(first + number, began + number * apart) for number in numbers]
        async with store.transaction(limit_s=BATCH_LIMIT_S) as tx:
            await tx.execute(incidents.insert(), [row_of(one) for one in opened])
            await tx.execute(postings.insert(), [_posting(one) for one in opened])
            await owed.enqueue_all(tx, _timers(opened))
    await store.close()


async def remind(*, url: str, due: int) -> dict[str, Any]:
    """Let so many fall due; return how late each reminder began (s), and the memory (MB)."""
    late: list[float] = []
    store = await Store.open(url)
    all_ran = asyncio.Event()

    def observe(job: Claimed, outcome: str, lateness: timedelta) -> None:
        if job.kind == change.NUDGE:
            late.append(lateness.total_seconds())
            if len(late) == due:
                all_ran.set()

    post = Post(store, Silent(), ORGANISATION, _now)
    worker = Worker(store, deliveries(post), _now, observe=observe)
    before = resident_mb()
    async with asyncio.TaskGroup() as tasks, asyncio.timeout(LONGEST_S):
        tasks.create_task(worker.run())
        await all_ran.wait()
        worker.stop()
    await store.close()
    return {"late": late, "before": before, "after": resident_mb()}


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


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - lateness is measured on the real clock


async def main() -> None:
    say("ready")
    await answer_all({doing.__name__: doing for doing in (fill, remind)})


if __name__ == "__main__":
    asyncio.run(main())
