"""Claiming is leasing: who dies loses the lease, and somebody else runs the job.

Times of the product (`now`, `at`) may be turned by a rehearsal; a lease is measured by the
database's own clock, so that turning the other never ends it. The lease token fences: only who
holds it can finish the job, put it off or bury it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from bot.store import job_statements as sql
from bot.store.metadata import A_MILLISECOND, EPOCH
from bot.store.transaction import Reader, Transaction

LEASE: Final = timedelta(seconds=10)


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
    tx: Transaction, *, now: datetime, limit: int, lease: timedelta = LEASE
) -> list[Claimed]:
    """Take up to `limit` jobs that are due: of each lane only the first, if the lane is free."""
    ready = await tx.rows(sql.READY, {"now": now, "limit": limit})
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


async def finish(tx: Transaction, job: Claimed, *, lane_free_at: datetime | None = None) -> None:
    """End the job, or run it afresh if it was asked for again meanwhile; raises LeaseLost."""
    if (await tx.execute(sql.FINISH, _held(job))).rowcount == 0:
        await _run_as_wanted(tx, job)
    await free_lane(tx, job, at=lane_free_at)


async def again(
    tx: Transaction,
    job: Claimed,
    *,
    at: datetime,
    why: str,
    crashed: bool = False,
    lane_free_at: datetime | None = None,
) -> None:
    """Put the job off; raises LeaseLost."""
    put_off = {**_held(job), "at": at, "why": why, "crashed": int(crashed)}
    if (await tx.execute(sql.AGAIN, put_off)).rowcount == 0:
        raise LeaseLost
    await free_lane(tx, job, at=lane_free_at)


async def bury(tx: Transaction, job: Claimed, *, at: datetime, why: str) -> bool:
    """Keep the job as a dead letter; raises LeaseLost.

    Returns False when it was asked for again meanwhile: then it runs afresh instead.
    """
    buried = await tx.execute(sql.BURY, {**_held(job), "at": at, "why": why})
    if buried.rowcount == 0:
        await _run_as_wanted(tx, job)
    await free_lane(tx, job)
    return buried.rowcount > 0


async def give_back(tx: Transaction, jobs: Sequence[Claimed]) -> None:
    """Let somebody else have what we still hold of these."""
    for job in jobs:
        await tx.execute(sql.GIVE_BACK, _held(job))
        await free_lane(tx, job)


async def heartbeat(tx: Transaction, jobs: Sequence[Claimed], *, lease: timedelta = LEASE) -> None:
    """Extend the leases that are still ours."""
    held = {"lease_ms": lease // A_MILLISECOND, "leases": list({job.lease for job in jobs})}
    await tx.execute(sql.EXTEND, {**held, "ids": [job.id for job in jobs]})
    lanes = [job.lane for job in jobs if job.lane is not None]
    if lanes:
        await tx.execute(sql.EXTEND_LANES, {**held, "lanes": lanes})


async def free_lane(tx: Transaction, job: Claimed, *, at: datetime | None = None) -> None:
    """Let the next one of the lane run, from `at`; of a lane that is not ours, change nothing."""
    if job.lane is not None:
        ours = {"of_lane": job.lane, "held": job.lease, "at": at or EPOCH}
        await tx.execute(sql.FREE_LANE, ours)


async def next_run_at(reader: Reader, *, now: datetime) -> datetime | None:
    """Return when the next job falls due, or the next resting lane is free, after `now`."""
    moment: datetime | None = await reader.scalar(sql.NEXT_RUN_AT, {"now": now})
    return moment


async def dead_letters(reader: Reader, *, limit: int = 100) -> list[DeadLetter]:
    """Return what was given up, the newest first."""
    rows = await reader.rows(sql.DEAD_LETTERS, {"limit": limit})
    return [DeadLetter(**row._asdict()) for row in rows]


async def _run_as_wanted(tx: Transaction, job: Claimed) -> None:
    if (await tx.execute(sql.RUN_AS_WANTED, _held(job))).rowcount == 0:
        raise LeaseLost
    tx.owes_work = True


def _held(job: Claimed) -> dict[str, Any]:
    return {"job": job.id, "held": job.lease}
