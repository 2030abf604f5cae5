"""Runs what is owed, when it is due, whichever replica is alive.

A handler says what becomes of its job (`bot.jobs.outcomes`), and `bot.jobs.settlement` writes that
down. While the database is away nothing is lost: claiming goes on when it is back.

Timers have room of their own: a burst of messages, or a Slack that does not answer, takes none of
it. Deliveries make way while many timers run, but never starve: a quarter of their room stays.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from traceback import extract_tb
from typing import Any, Final
from uuid import uuid4

import structlog

from bot.jobs import queue
from bot.jobs.outcomes import Again, Outcome
from bot.jobs.queue import Claimed, LeaseLost
from bot.jobs.settlement import Broke, Chance, Lost, OnBuried, Settlement, outage_wait_s
from bot.store.failures import DatabaseTrouble
from bot.store.transaction import Store, Transaction

Handler = Callable[[Claimed], Awaitable[Outcome]]
Observer = Callable[[Claimed, str, timedelta], None]
"""Told of each run: the job, the outcome's name, and how late it began."""

POLL: Final = timedelta(seconds=0.5)
"""How often to look although nothing was heard: a notice can be lost, a lease can run out."""
STOP_LIMIT: Final = timedelta(seconds=10)
BREATH_S: Final = 0.005
"""Between two looks: what falls due or ends meanwhile is claimed with one."""

log = structlog.get_logger()


def log_run(job: Claimed, outcome: str, late: timedelta) -> None:
    log.info(
        "job",
        kind=job.kind,
        id=job.id,
        attempt=job.attempt,
        outcome=outcome,
        late_ms=late // timedelta(milliseconds=1),
    )


class Worker:
    def __init__(
        self,
        store: Store,
        handlers: Mapping[str, Handler],
        now: Callable[[], datetime],
        *,
        concurrency: int = 16,
        lease: timedelta = queue.LEASE,
        poll: timedelta = POLL,
        stop_limit: timedelta = STOP_LIMIT,
        on_buried: OnBuried | None = None,
        chance: Chance = random.random,
        observe: Observer = log_run,
    ) -> None:
        self._store = store
        self._handlers = handlers
        self._now = now
        self._concurrency = concurrency
        self._reserved = max(1, concurrency // 4)
        self._lease = lease
        self._poll = poll
        self._stop_limit = stop_limit
        self._settlement = Settlement(store, now, chance, on_buried)
        self._observe = observe
        self._running: dict[asyncio.Task[None], Claimed] = {}
        self._woken = asyncio.Event()
        self._stopping = False

    async def run(self) -> None:
        """Run jobs until `stop` is called; cancelled, hand back what is under way at once."""
        async with self._store.woken_by_work(self.wake), asyncio.TaskGroup() as tasks:
            beating = tasks.create_task(self._keep_leases())
            try:
                await self._work()
            finally:
                await self._wind_down()
                beating.cancel()

    async def run_due(self) -> int:
        """Run what is due now and what that enqueues for now; return how many jobs that were."""
        ran = 0
        while True:
            async with self._store.transaction() as tx:
                claimed = await self._claim(tx, self._now())
            if not claimed:
                return ran
            await _together(map(self._run, claimed))
            ran += len(claimed)

    def wake(self) -> None:
        """Look for work at once: call this when the product's clock was turned."""
        self._woken.set()

    def stop(self) -> None:
        """Take no new work; `run` returns when the jobs under way are done, or handed back."""
        self._stopping = True
        self.wake()

    async def _work(self) -> None:
        outages = 0
        while not self._stopping:
            self._woken.clear()
            try:
                rest_s = await self._start_what_is_due()
                outages = 0
            except DatabaseTrouble as trouble:
                outages += 1
                rest_s = outage_wait_s(outages)
                log.warning("cannot claim", error=type(trouble).__name__, rest_s=rest_s)
            await asyncio.sleep(BREATH_S)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), rest_s)

    async def _start_what_is_due(self) -> float:
        """Start jobs, as many as there is room for; return how many seconds to rest."""
        now = self._now()
        async with self._store.transaction() as tx:
            claimed = await self._claim(tx, now)
            next_at = await queue.next_run_at(tx, now=now)
        for job in claimed:
            running = asyncio.create_task(self._run(job))
            self._running[running] = job
            running.add_done_callback(self._ended)
        # Where the room is full, the first to end wakes us.
        rest = self._poll if next_at is None else min(self._poll, next_at - now)
        return rest.total_seconds()

    async def _claim(self, tx: Transaction, now: datetime) -> list[Claimed]:
        timers = sum(job.lane is None for job in self._running.values())
        deliveries = len(self._running) - timers
        left = self._concurrency - timers
        return await queue.claim(
            tx,
            now=now,
            timers=left,
            deliveries=max(0, max(left, self._reserved) - deliveries),
            lease=self._lease,
        )

    def _ended(self, running: asyncio.Task[None]) -> None:
        job = self._running.pop(running)
        if not running.cancelled() and (error := running.exception()) is not None:
            # Its lease runs out, and then it is run again.
            _log_breakage("job was not written down", job, error, reference="")
        self.wake()

    async def _run(self, job: Claimed) -> None:
        late = self._now() - job.run_at
        outcome = await self._settlement.settle(job, await self._outcome(job))
        self._observe(job, type(outcome).__name__.lower(), late)

    async def _outcome(self, job: Claimed) -> Outcome | Broke | Lost:
        handling = asyncio.create_task(self._handle(job))
        try:
            await asyncio.wait({handling})
        finally:
            handling.cancel()
        error = asyncio.CancelledError() if handling.cancelled() else handling.exception()
        match error:
            case None:
                return handling.result()
            case LeaseLost():
                return Lost()
            case DatabaseTrouble():
                return Again(str(error))
        reference = uuid4().hex[:8]
        _log_breakage("job broke", job, error, reference)
        return Broke(f"{type(error).__name__} ({reference})")

    async def _handle(self, job: Claimed) -> Outcome:
        return await self._handlers[job.kind](job)

    async def _keep_leases(self) -> None:
        while True:
            await asyncio.sleep(self._lease.total_seconds() / 3)
            if self._running:
                with suppress(DatabaseTrouble):  # logged by the store; the next beat may pass
                    async with self._store.transaction() as tx:
                        await queue.heartbeat(tx, [*self._running.values()], lease=self._lease)

    async def _wind_down(self) -> None:
        if not self._running:
            return
        limit_s = self._stop_limit.total_seconds() if self._stopping else 0
        _, late = await asyncio.wait(tuple(self._running), timeout=limit_s)
        jobs = [self._running[running] for running in late]
        for running in late:
            running.cancel()
        if late:
            await asyncio.wait(late)
            with suppress(DatabaseTrouble):  # then the leases run out by themselves
                async with self._store.transaction() as tx:
                    await queue.give_back(tx, jobs)


async def _together(runs: Iterable[Coroutine[Any, Any, None]]) -> None:
    """Await them all; should one break off, none goes on behind the caller's back."""
    tasks = [asyncio.create_task(run) for run in runs]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


def _log_breakage(what: str, job: Claimed, error: BaseException, reference: str) -> None:
    # Where, but not the error's own words: they may hold what a customer is called.
    where = [f"{frame.filename}:{frame.lineno}" for frame in extract_tb(error.__traceback__)[-5:]]
    log.error(
        what,
        kind=job.kind,
        id=job.id,
        error=type(error).__name__,
        where=where,
        reference=reference,
    )
