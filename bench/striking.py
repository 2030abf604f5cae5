"""The product's own worker on the real clock: how late each job begins."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from bench.processes import resident_mb
from bot.jobs.queue import Claimed
from bot.jobs.worker import Batch, Handler, Worker
from bot.store.transaction import Store

LONGEST_S: Final = 300


async def struck(
    store: Store,
    handlers: Mapping[str, Handler],
    *,
    batches: Mapping[str, Batch] | None = None,
    kinds: Sequence[str],
    due: int,
) -> dict[str, Any]:
    """Work until `due` jobs of each kind have run.

    Return how late each began, by kind (s), and the memory before and after (MB). A job begins
    when its handler is called.
    """
    late: dict[str, list[float]] = {kind: [] for kind in kinds}
    all_ran = asyncio.Event()

    def observe(job: Claimed, outcome: str, lateness: timedelta) -> None:
        if job.kind in late:
            late[job.kind].append(lateness.total_seconds())
            if all(len(runs) >= due for runs in late.values()):
                all_ran.set()

    worker = Worker(store, handlers, now, batches=batches, observe=observe)
    before = resident_mb()
    async with asyncio.TaskGroup() as tasks, asyncio.timeout(LONGEST_S):
        tasks.create_task(worker.run())
        await all_ran.wait()
        worker.stop()
    return {"late": late, "before": before, "after": resident_mb()}


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - lateness is measured on the real clock
