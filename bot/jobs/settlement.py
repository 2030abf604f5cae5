"""Writing down what became of the jobs, only while their leases are held.

While the database is away nothing is lost: what was done is written down when it is back.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, assert_never

import structlog

from bot.jobs import queue
from bot.jobs.outcomes import Again, Done, Never, Outcome, Settled
from bot.jobs.queue import Claimed, Ended, LeaseLost
from bot.store.failures import DatabaseTrouble
from bot.store.transaction import Store, Transaction

LONGEST_WAIT_S: Final = 300
ENOUGH_DOUBLINGS: Final = LONGEST_WAIT_S.bit_length()
JITTER: Final = 0.25
"""How much of a wait chance may add: what failed together must not come back together."""
MOST_CRASHES: Final = 12
"""How often a handler may break before its job is given up. Asking for another try is free."""
LONGEST_OUTAGE_WAIT_S: Final = 5

Chance = Callable[[], float]
OnBuried = Callable[[Transaction, Claimed, str], Awaitable[None]]

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Broke:
    """The handler raised what nobody expected."""

    why: str


@dataclass(frozen=True, slots=True)
class Lost:
    """The job is somebody else's now; at most its lane is still ours."""


@dataclass(eq=False, slots=True)
class _Ended:
    """One that waits to be written down; `is_ours` is known once it was."""

    job: Claimed
    pause: timedelta
    is_ours: bool | None = None


class Settlement:
    """How outcomes become rows. `on_buried` is told of a dead letter in the same transaction."""

    def __init__(
        self,
        store: Store,
        now: Callable[[], datetime],
        chance: Chance,
        on_buried: OnBuried | None,
    ) -> None:
        self._store = store
        self._now = now
        self._chance = chance
        self._on_buried = on_buried
        self._waiting: list[_Ended] = []
        self._turn = asyncio.Lock()

    async def settle(self, job: Claimed, outcome: Outcome | Broke | Lost) -> Outcome | Broke | Lost:
        """Write it down, however long the database is away; return what in truth became of it."""
        outages = 0
        while not isinstance(outcome, Settled):
            try:
                if isinstance(outcome, Done):
                    await self._finish(job, outcome)
                else:
                    await self._write(job, outcome)
                break
            except LeaseLost:
                outcome = Lost()
            except DatabaseTrouble as trouble:
                # What is done must not be done again: keep trying; the lease token fences us.
                outages += 1
                log.warning("cannot write down", id=job.id, error=type(trouble).__name__)
                await asyncio.sleep(outage_wait_s(outages))
        return outcome

    async def _finish(self, job: Claimed, done: Done) -> None:
        """End the job together with all that were done while the ones before were written down."""
        ended = _Ended(job, done.pause_lane)
        self._waiting.append(ended)
        try:
            async with self._turn:
                if ended.is_ours is None:
                    await self._finish_all(tuple(self._waiting))
        finally:
            self._waiting.remove(ended)
        if not ended.is_ours:
            raise LeaseLost

    async def _finish_all(self, waiting: Sequence[_Ended]) -> None:
        # At one moment, so that lanes that rest as long are freed by one statement.
        now = self._now()
        free_at = {one.pause: now + one.pause if one.pause else queue.AT_ONCE for one in waiting}
        async with self._store.transaction() as tx:
            ended = [Ended(one.job, free_at[one.pause]) for one in waiting]
            lost = await queue.finish_all(tx, ended)
        for one in waiting:
            one.is_ours = one.job.id not in lost

    async def _write(self, job: Claimed, outcome: Again | Never | Broke | Lost) -> None:
        async with self._store.transaction() as tx:
            match outcome:
                case Again(why, after, whole_lane):
                    at = self._at(job) if after is None else self._now() + after
                    free_at = at if whole_lane else queue.AT_ONCE
                    await queue.again(tx, job, at=at, why=why, lane_free_at=free_at)
                case Broke(why) if job.crashes + 1 < MOST_CRASHES:
                    await queue.again(tx, job, at=self._at(job), why=why, crashed=True)
                case Broke(why) | Never(why):
                    await self._bury(tx, job, why)
                case Lost():
                    await queue.free_lanes(tx, [job])
                case _:
                    assert_never(outcome)

    def _at(self, job: Claimed) -> datetime:
        return self._now() + wait_after(job.attempt, self._chance)

    async def _bury(self, tx: Transaction, job: Claimed, why: str) -> None:
        is_buried = await queue.bury(tx, job, at=self._now(), why=why)
        if is_buried and self._on_buried is not None:
            await self._on_buried(tx, job, why)


def wait_after(attempts: int, chance: Chance) -> timedelta:
    """Return the pause after `attempts` runs: 1 s, 2 s, 4 s … at most 5 min, plus up to 25 %."""
    # Bounded before it is raised, and whole before it is a timedelta: 2**47 seconds do not fit one.
    seconds = min(2 ** min(max(attempts - 1, 0), ENOUGH_DOUBLINGS), LONGEST_WAIT_S)
    return timedelta(seconds=seconds * (1 + JITTER * chance()))


def outage_wait_s(outages: int) -> float:
    return min(0.5 * 2.0 ** min(outages - 1, 10), LONGEST_OUTAGE_WAIT_S)
