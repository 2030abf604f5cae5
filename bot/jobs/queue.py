"""Claiming is leasing: who dies loses the lease, and somebody else runs the job.

Times of the product (`now`, `at`) may be turned by a rehearsal; a lease is measured by the
database's own clock, so that turning the other never ends it. The lease token fences: only who
holds it can finish the job, put it off or bury it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from bot.store import job_statements as sql
from bot.store.metadata import A_MILLISECOND, EPOCH
from bot.store.transaction import Reader, Transaction

LEASE: Final = timedelta(seconds=10)
AT_ONCE: Final = EPOCH


class LeaseLost(Exception):
    """Somebody else has the job now, or it was moved or cancelled: this run must not count."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job that is ours while its lease lives; `attempt` counts from 1."""

    id: int
    workspace: str
    kind: str
    args: Mapping[str, Any]
    lane: str | None
    due_at: datetime
    run_at: datetime
    attempt: int
    crashes: int
    lease: str
    action: str | None = None
    """What led to it; None for a job of a version that did not note it."""

    @property
    def turn(self) -> str:
        """Name what is owed, the same at each attempt: wanted again, a job keeps its number."""
        return f"{self.id}:{self.due_at.isoformat()}"


@dataclass(frozen=True, slots=True)
class Ended:
    """A job that was done; `lane_free_at` is when the next one of its lane may run."""

    job: Claimed
    lane_free_at: datetime = AT_ONCE


@dataclass(frozen=True, slots=True)
class DeadLetter:
    id: int
    workspace: str
    kind: str
    due_at: datetime
    attempt: int
    last_error: str
    dead_at: datetime


async def claim(
    tx: Transaction,
    *,
    now: datetime,
    kinds: Sequence[str],
    timers: int,
    deliveries: int,
    lease: timedelta = LEASE,
) -> list[Claimed]:
    """Take up to so many timers and deliveries of these kinds that are due, timers first.

    Of each lane only the first is taken, if the lane is free.
    """
    room = {"timers": timers, "deliveries": deliveries}
    ready = await tx.rows(sql.READY, {"now": now, "kinds": kinds, **room})
    if not ready:
        return []
    token = uuid4().hex
    leased = {"lease": token, "lease_ms": lease // A_MILLISECOND}
    lanes = {job.lane: job.id for job in ready if job.lane is not None}
    if lanes:
        taken = await tx.rows(
            sql.TAKE_LANES[tx.dialect], {**leased, "now": now, "ids": [*lanes.values()]}
        )
        lost = lanes.keys() - {row.lane for row in taken}
        ready = [job for job in ready if job.lane not in lost]
    await tx.execute(sql.TAKE, {**leased, "ids": [job.id for job in ready]})
    return [_claimed(job._asdict(), token) for job in ready]


def _claimed(job: Mapping[str, Any], token: str) -> Claimed:
    return Claimed(**{**job, "attempt": job["attempt"] + 1, "lease": token})


async def finish(tx: Transaction, job: Claimed) -> None:
    """End the job, or run it afresh if it was asked for again meanwhile; raises LeaseLost."""
    if await finish_all(tx, [Ended(job)]):
        raise LeaseLost


async def finish_all(tx: Transaction, ended: Sequence[Ended]) -> frozenset[int]:
    """End these jobs, or run them afresh; return the ids of those that are ours no longer."""
    jobs = [one.job for one in ended]
    gone = {row.id for row in await tx.rows(sql.FINISH, _all_held(jobs))}
    left = [job for job in jobs if job.id not in gone]
    again = await _run_as_wanted(tx, left)
    for at in {one.lane_free_at for one in ended}:
        await free_lanes(tx, [one.job for one in ended if one.lane_free_at == at], at=at)
    return frozenset(job.id for job in left) - again


async def again(
    tx: Transaction,
    job: Claimed,
    *,
    at: datetime,
    why: str,
    crashed: bool = False,
    lane_free_at: datetime = AT_ONCE,
) -> None:
    """Put the job off; raises LeaseLost."""
    put_off = {**_held(job), "at": at, "why": why, "crashed": int(crashed)}
    if (await tx.execute(sql.AGAIN, put_off)).rowcount == 0:
        raise LeaseLost
    await free_lanes(tx, [job], at=lane_free_at)


async def bury(tx: Transaction, job: Claimed, *, at: datetime, why: str) -> bool:
    """Keep the job as a dead letter; raises LeaseLost.

    Returns False when it was asked for again meanwhile: then it runs afresh instead.
    """
    buried = await tx.execute(sql.BURY, {**_held(job), "at": at, "why": why})
    if buried.rowcount == 0 and not await _run_as_wanted(tx, [job]):
        raise LeaseLost
    await free_lanes(tx, [job])
    return buried.rowcount > 0


async def move(tx: Transaction, job: Claimed, *, lane: str) -> None:
    """Should it be wanted again, let it run in another lane than the one that it holds.

    Raises LeaseLost.
    """
    if (await tx.execute(sql.MOVE, {**_held(job), "to": lane})).rowcount == 0:
        raise LeaseLost


async def give_back(tx: Transaction, jobs: Sequence[Claimed]) -> None:
    """Let somebody else have what we still hold of these."""
    await tx.execute(sql.GIVE_BACK, _all_held(jobs))
    await free_lanes(tx, jobs)


async def heartbeat(
    tx: Transaction, jobs: Sequence[Claimed], *, lease: timedelta = LEASE
) -> frozenset[int]:
    """Extend the leases that are still ours; return the ids of the jobs whose were extended."""
    until = {"lease_ms": lease // A_MILLISECOND}
    extended = await tx.rows(sql.EXTEND, {**_all_held(jobs), **until})
    if lanes := _lanes_held(jobs):
        await tx.execute(sql.EXTEND_LANES, {**lanes, **until})
    return frozenset(row.id for row in extended)


async def free_lanes(tx: Transaction, jobs: Iterable[Claimed], *, at: datetime = AT_ONCE) -> None:
    """Let the next one of each lane run, from `at`; of lanes that are not ours, change nothing."""
    if lanes := _lanes_held(jobs):
        await tx.execute(sql.FREE_LANES, {**lanes, "at": at})


async def next_run_at(reader: Reader, *, now: datetime) -> datetime | None:
    """Return when the next job falls due, or the next resting lane is free, after `now`."""
    moment: datetime | None = await reader.scalar(sql.NEXT_RUN_AT, {"now": now})
    return moment


async def dead_letters(reader: Reader, *, limit: int = 100) -> list[DeadLetter]:
    """Return what was given up, the newest first."""
    rows = await reader.rows(sql.DEAD_LETTERS, {"limit": limit})
    return [DeadLetter(**row._asdict()) for row in rows]


async def _run_as_wanted(tx: Transaction, jobs: Sequence[Claimed]) -> frozenset[int]:
    """Run afresh those that were asked for again while they ran; return their ids."""
    if not jobs:
        return frozenset()
    wanted = await tx.rows(sql.RUN_AS_WANTED, _all_held(jobs))
    tx.owes_work = tx.owes_work or bool(wanted)
    return frozenset(row.id for row in wanted)


def _held(job: Claimed) -> dict[str, Any]:
    return {"job": job.id, "held": job.lease}


def _all_held(jobs: Iterable[Claimed]) -> dict[str, Any]:
    held = [(job.id, job.lease) for job in jobs]
    return {"keys": [key for key, _ in held], "held": held}


def _lanes_held(jobs: Iterable[Claimed]) -> dict[str, Any]:
    """Return the parameters that name the lanes of these jobs; none when they have none."""
    held = [(job.lane, job.lease) for job in jobs if job.lane is not None]
    return {"keys": [key for key, _ in held], "held": held} if held else {}
