"""Writing down what became of a job, in one transaction and only while its lease is held."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, assert_never

from bot.jobs import queue
from bot.jobs.outcomes import Again, Done, Never, Outcome, Settled
from bot.jobs.queue import Claimed
from bot.store.transaction import Transaction

LONGEST_WAIT_S: Final = 300
ENOUGH_DOUBLINGS: Final = LONGEST_WAIT_S.bit_length()
JITTER: Final = 0.25
"""How much of a wait chance may add: what failed together must not come back together."""
MOST_CRASHES: Final = 12
"""How often a handler may break before its job is given up. Asking for another try is free."""

Chance = Callable[[], float]
OnBuried = Callable[[Transaction, Claimed, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Broke:
    """The handler raised what nobody expected."""

    why: str


@dataclass(frozen=True, slots=True)
class Lost:
    """The job is somebody else's now; at most its lane is still ours."""


@dataclass(frozen=True, slots=True)
class Settling:
    """How outcomes become rows: the waits' chance, and who is told of a dead letter."""

    chance: Chance
    on_buried: OnBuried | None

    async def settle(
        self, tx: Transaction, job: Claimed, outcome: Outcome | Broke | Lost, *, now: datetime
    ) -> None:
        """Raises LeaseLost when the job is not ours any more; then nothing may be written."""
        match outcome:
            case Done(pause):
                await queue.finish(tx, job, lane_free_at=now + pause if pause else None)
            case Again(why, after, whole_lane):
                at = now + (wait_after(job.attempt, self.chance) if after is None else after)
                lane_free_at = at if whole_lane else None
                await queue.again(tx, job, at=at, why=why, lane_free_at=lane_free_at)
            case Broke(why) if job.crashes + 1 < MOST_CRASHES:
                at = now + wait_after(job.attempt, self.chance)
                await queue.again(tx, job, at=at, why=why, crashed=True)
            case Broke(why) | Never(why):
                await self._bury(tx, job, why, now)
            case Lost():
                await queue.free_lane(tx, job)
            case Settled():
                pass
            case _:
                assert_never(outcome)

    async def _bury(self, tx: Transaction, job: Claimed, why: str, now: datetime) -> None:
        if await queue.bury(tx, job, at=now, why=why) and self.on_buried is not None:
            await self.on_buried(tx, job, why)


def wait_after(attempts: int, chance: Chance) -> timedelta:
    """Return the pause after `attempts` runs: 1 s, 2 s, 4 s … at most 5 min, plus up to 25 %."""
    # Bounded before it is raised, and whole before it is a timedelta: 2**47 seconds do not fit one.
    seconds = min(2 ** min(max(attempts - 1, 0), ENOUGH_DOUBLINGS), LONGEST_WAIT_S)
    return timedelta(seconds=seconds * (1 + JITTER * chance()))
