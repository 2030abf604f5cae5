"""Runs what is owed, when it is due, whichever replica is alive.

A handler says what becomes of its job (`bot.jobs.outcomes`), and `bot.jobs.settlement` writes that
down. While the database is away nothing is lost: claiming goes on when it is back.

Timers have room of their own: a burst of messages, or a Slack that does not answer, takes none of
it, and no burst of timers takes any of theirs. What strikes together is run together, where a kind
of timer can be: at one transaction for many, clocks keep time beside any number of messages. What a
batch leaves, or a batch that failed, is run one by one.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import chain
from typing import Final

import structlog

from bot import action, tracing
from bot.jobs import queue
from bot.jobs.attempts import attempted, together
from bot.jobs.observed import Observer, note_run
from bot.jobs.outcomes import Again, Outcome
from bot.jobs.queue import Claimed, LeaseLost
from bot.jobs.settlement import Broke, Chance, Lost, OnBuried, Settlement, outage_wait_s
from bot.jobs.underway import Jobs, UnderWay, log_breakage
from bot.store.failures import DatabaseTrouble
from bot.store.transaction import Store, Transaction

Handler = Callable[[Claimed], Awaitable[Outcome]]
Batch = Callable[[Sequence[Claimed]], Awaitable[frozenset[int]]]
"""Ends many jobs of a kind in one transaction; returns the ids of those that it ended."""

POLL: Final = timedelta(seconds=0.5)
"""How often to look although nothing was heard: a notice can be lost, a lease can run out."""
TIMERS: Final = 50
"""The room for timers, and so the most that strike in one transaction."""
DELIVERIES: Final = 48
"""The room for them. A lane has one at a time, so many places need many to keep up."""
STOP_LIMIT: Final = timedelta(seconds=5)
"""For what is under way. The process has ten in all, and gives back what it still has."""
BREATH_S: Final = 0.02
"""Between two looks: what falls due or ends meanwhile is claimed with one."""

log = structlog.get_logger()


class Worker:
    def __init__(
        self,
        store: Store,
        handlers: Mapping[str, Handler],
        now: Callable[[], datetime],
        *,
        batches: Mapping[str, Batch] | None = None,
        timers: int = TIMERS,
        deliveries: int = DELIVERIES,
        lease: timedelta = queue.LEASE,
        poll: timedelta = POLL,
        stop_limit: timedelta = STOP_LIMIT,
        on_buried: OnBuried | None = None,
        chance: Chance = random.random,
        observe: Observer = note_run,
    ) -> None:
        self._store = store
        self._handlers = handlers
        self._kinds = tuple(handlers)
        self._now = now
        self._batches = batches or {}
        self._timers = timers
        self._deliveries = deliveries
        self._lease = lease
        self._poll = poll
        self._stop_limit = stop_limit
        self._settlement = Settlement(store, now, chance, on_buried)
        self._observe = observe
        self._under_way = UnderWay(self._run_all, self.wake, lease)
        self._woken = asyncio.Event()
        self._stopping = False
        self._looked_at = time.monotonic()

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
            left = await together(map(self._run_all, self._batched(claimed)))
            await together(self._run_all((job,)) for job in chain.from_iterable(left))
            ran += len(claimed)

    def looked_s(self) -> float:
        """Return how long ago, in seconds, it last looked for work and was told."""
        return time.monotonic() - self._looked_at

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
                outages, self._looked_at = 0, time.monotonic()
            except DatabaseTrouble as trouble:
                outages += 1
                rest_s = outage_wait_s(outages)
                log.warning("cannot claim", error=type(trouble).__name__, rest_s=rest_s)
            await asyncio.sleep(BREATH_S)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), rest_s)

    async def _start_what_is_due(self) -> float:
        """Start jobs, as many as there is room for; return how many seconds to rest."""
        now, since = self._now(), time.monotonic()
        async with self._store.transaction() as tx:
            claimed = await self._claim(tx, now)
            next_at = None if claimed else await queue.next_run_at(tx, now=now)
        for jobs in self._batched(claimed):
            self._under_way.start(jobs, since=since)
        if claimed:
            return 0  # where there was one there may be more
        # Where the room is full, the first to end wakes us.
        rest = self._poll if next_at is None else min(self._poll, next_at - now)
        return rest.total_seconds()

    async def _claim(self, tx: Transaction, now: datetime) -> list[Claimed]:
        running = self._under_way.jobs
        timers = sum(job.lane is None for job in running)
        return await queue.claim(
            tx,
            now=now,
            kinds=self._kinds,
            timers=self._timers - timers,
            deliveries=self._deliveries - (len(running) - timers),
            lease=self._lease,
        )

    def _batched(self, claimed: Sequence[Claimed]) -> list[Jobs]:
        """Return those that run together, and each of the others by itself."""
        batches: dict[str | int, list[Claimed]] = {}
        for job in claimed:
            batches.setdefault(job.kind if job.kind in self._batches else job.id, []).append(job)
        return [tuple(jobs) for jobs in batches.values()]

    async def _run_all(self, jobs: Jobs) -> Jobs:
        """Return those that are left, to be run one by one."""
        # What a batch owes comes from many: it has an id of its own, and its jobs name theirs.
        one = jobs[0]
        with (
            action.begun(None if len(jobs) > 1 else one.action),
            tracing.span("job", kind=one.kind, jobs=len(jobs)),
        ):
            if len(jobs) > 1:
                return await self._run_batch(jobs)
            await self._run(one)
            return ()

    async def _run_batch(self, jobs: Jobs) -> Jobs:
        began = self._now()
        ended = await attempted(self._handle_all(jobs))
        if isinstance(ended, BaseException):
            log.warning("batch undone", kind=jobs[0].kind, error=type(ended).__name__)
            return jobs
        for job in jobs:
            if job.id in ended:
                self._observe(job, "settled", began - job.run_at)
        return tuple(job for job in jobs if job.id not in ended)

    async def _run(self, job: Claimed) -> None:
        late = self._now() - job.run_at
        came = await self._outcome(job)
        self._under_way.is_handled()
        outcome = await self._settlement.settle(job, came)
        self._observe(job, type(outcome).__name__.lower(), late)

    async def _outcome(self, job: Claimed) -> Outcome | Broke | Lost:
        match await attempted(self._handle(job)):
            case LeaseLost():
                return Lost()
            case DatabaseTrouble() as trouble:
                return Again(str(trouble))
            case BaseException() as error:
                reference = action.reference()
                log_breakage("job broke", job, error, reference)
                return Broke(f"{type(error).__name__} ({reference})")
            case outcome:
                return outcome

    async def _handle(self, job: Claimed) -> Outcome:
        return await self._handlers[job.kind](job)

    async def _handle_all(self, jobs: Jobs) -> frozenset[int]:
        return await self._batches[jobs[0].kind](jobs)

    async def _keep_leases(self) -> None:
        while True:
            await asyncio.sleep(self._lease.total_seconds() / 3)
            jobs, since = self._under_way.jobs, time.monotonic()
            if jobs:
                with suppress(DatabaseTrouble):  # logged by the store; the next beat may pass
                    async with self._store.transaction() as tx:
                        held = await queue.heartbeat(tx, jobs, lease=self._lease)
                    self._under_way.hold(held, since=since)

    async def _wind_down(self) -> None:
        limit_s = self._stop_limit.total_seconds() if self._stopping else 0
        await self._under_way.ended(within_s=limit_s)
        late = await self._under_way.cancelled()
        if late:
            with suppress(DatabaseTrouble):  # then the leases run out by themselves
                async with self._store.transaction() as tx:
                    await queue.give_back(tx, late)
