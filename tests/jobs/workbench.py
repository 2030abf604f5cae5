"""One store and a clock that a test turns, with the words in which tests of jobs are written."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

import sqlalchemy as sa

from bot.jobs import queue
from bot.jobs.outcomes import Done, Outcome
from bot.jobs.queue import Claimed, DeadLetter, Ended
from bot.jobs.settlement import OnBuried
from bot.jobs.worker import Batch, Worker
from bot.store import owed
from bot.store.job_tables import jobs
from bot.store.owed import NewJob
from bot.store.transaction import Store

NINE: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KEY: Final = "T1:timer:7"
LAPSED: Final = timedelta(0)
"""A lease that has run out as soon as it is given: its holder was too slow."""

Answer = Callable[[Claimed], Awaitable[Outcome]]


async def be_done(_job: Claimed) -> Outcome:
    return Done()


@dataclass
class Workbench:
    store: Store
    now: datetime = NINE
    answer: Answer = be_done
    ran: list[Claimed] = field(default_factory=list)

    async def handle(self, job: Claimed) -> Outcome:
        self.ran.append(job)
        return await self.answer(job)

    def later(self, **by: float) -> datetime:
        return self.now + timedelta(**by)

    def wait(self, **by: float) -> None:
        self.now += timedelta(**by)

    def job(
        self,
        name: str,
        *,
        due_at: datetime | None = None,
        key: str | None = None,
        lane: str | None = None,
        workspace: str = "T1",
    ) -> NewJob:
        return NewJob("say", {"name": name}, workspace, due_at or self.now, key, lane)

    async def owe(self, *new: NewJob) -> None:
        async with self.store.transaction() as tx:
            await owed.enqueue_all(tx, new)

    async def claim(self, *, limit: int = 100, lease: timedelta = queue.LEASE) -> list[Claimed]:
        async with self.store.transaction() as tx:
            return await queue.claim(
                tx, now=self.now, kinds=["say"], timers=limit, deliveries=limit, lease=lease
            )

    async def claim_one(self, *, lease: timedelta = queue.LEASE) -> Claimed:
        [job] = await self.claim(lease=lease)
        return job

    async def claim_names(self) -> list[str]:
        return [job.args["name"] for job in await self.claim()]

    async def finish(self, job: Claimed) -> None:
        async with self.store.transaction() as tx:
            await queue.finish(tx, job)

    async def finish_and_rest(self, job: Claimed, *, until: datetime) -> None:
        async with self.store.transaction() as tx:
            assert not await queue.finish_all(tx, [Ended(job, until)])

    async def put_off(
        self, job: Claimed, *, until: datetime, lane_free_at: datetime = queue.AT_ONCE
    ) -> None:
        async with self.store.transaction() as tx:
            await queue.again(tx, job, at=until, why="busy", lane_free_at=lane_free_at)

    async def bury(self, job: Claimed) -> bool:
        async with self.store.transaction() as tx:
            return await queue.bury(tx, job, at=self.now, why="no such channel")

    async def dead_letters(self) -> list[DeadLetter]:
        async with self.store.reading() as reader:
            return await queue.dead_letters(reader)

    async def how_many(self) -> int:
        async with self.store.reading() as reader:
            return int(await reader.scalar(sa.select(sa.func.count()).select_from(jobs)))

    def worker(
        self,
        *,
        concurrency: int = 16,
        lease: timedelta = queue.LEASE,
        poll: timedelta = timedelta(minutes=1),
        stop_limit: timedelta = timedelta(seconds=5),
        on_buried: OnBuried | None = None,
        batch: Batch | None = None,
    ) -> Worker:
        """Return a worker that is woken rather than looking: its poll is a minute."""
        return Worker(
            self.store,
            {"say": self.handle},
            lambda: self.now,
            batches={} if batch is None else {"say": batch},
            timers=concurrency,
            deliveries=concurrency,
            lease=lease,
            poll=poll,
            stop_limit=stop_limit,
            on_buried=on_buried,
            chance=lambda: 0.0,
        )

    @property
    def names(self) -> list[str]:
        return [job.args["name"] for job in self.ran]
