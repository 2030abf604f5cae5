"""What the bot owes: jobs enqueued, moved and cancelled in the transaction that decides on them.

A dedupe key has one live row. Enqueued again, that row keeps the earlier of both times; if it is
running at that moment it will run once more, since it may have read what has just changed. Moved,
it runs at the new time only, and a run under way can no longer finish.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.job_tables import LIVE, jobs
from bot.store.metadata import UtcTime
from bot.store.rows import row_of
from bot.store.transaction import Transaction

CHANNEL: Final = "candour_jobs"
# Told to every process when this commits; on the way with the statement it costs no round trip.
NOTICE: Final = sa.cast(sa.func.pg_notify(CHANNEL, ""), sa.Text)

FRESH: Final = {
    "attempt": 0,
    "crashes": 0,
    "lease": None,
    "lease_until": None,
    "wanted_at": None,
    "last_error": None,
}


@dataclass(frozen=True, slots=True)
class NewJob:
    """Jobs of one lane run one at a time, in the order in which they were enqueued."""

    kind: str
    args: Mapping[str, Any]
    workspace: str
    due_at: datetime
    dedupe_key: str | None = None
    lane: str | None = None


async def enqueue(tx: Transaction, job: NewJob, *, move: bool = False) -> None:
    await enqueue_all(tx, [job], move=move)


async def enqueue_all(tx: Transaction, new: Iterable[NewJob], *, move: bool = False) -> None:
    """Owe these jobs; with `move`, those whose key is owed already run at the new time instead."""
    rows = _rows(new)
    if rows:
        await tx.execute(ENQUEUE[tx.dialect, move], rows if len(rows) > 1 else rows[0])
        tx.owes_work = True


async def move(tx: Transaction, key: str, due_at: datetime) -> bool:
    """Let the job run at `due_at`, fencing a run under way; return whether there was one."""
    moved = await tx.execute(MOVE[tx.dialect], {"key": key, "due_at": due_at})
    tx.owes_work = True
    return moved.rowcount > 0


async def cancel(tx: Transaction, key: str) -> bool:
    """Owe the job no longer, fencing a run under way; return whether there was one."""
    return (await tx.execute(CANCEL, {"key": key})).rowcount > 0


def _rows(new: Iterable[NewJob]) -> Sequence[Mapping[str, Any]]:
    # One statement cannot touch a row twice, so of several with one key the last one counts.
    rows = ({**row_of(job), "run_at": job.due_at} for job in new)
    return list({row["dedupe_key"] or object(): row for row in rows}.values())


def _enqueue(dialect: str, *, move: bool) -> sa.Executable:
    insert = postgresql.insert(jobs) if dialect == "postgresql" else sqlite.insert(jobs)
    new = insert.excluded
    times = {"due_at": new.due_at, "run_at": new.run_at}
    statement = insert.on_conflict_do_update(
        index_elements=["dedupe_key"],
        index_where=LIVE,
        set_={"args": new.args, **(times | FRESH if move else _earlier(times))},
    )
    return statement.returning(NOTICE) if dialect == "postgresql" else statement


def _earlier(times: Mapping[str, sa.ColumnElement[datetime]]) -> dict[str, Any]:
    # A job that failed keeps its pause; one that runs is asked to run again.
    waits = sa.and_(jobs.c.lease.is_(None), jobs.c.attempt == 0)
    kept: dict[str, Any] = {
        name: sa.case((sa.and_(waits, new < jobs.c[name]), new), else_=jobs.c[name])
        for name, new in times.items()
    }
    runs = jobs.c.lease.is_not(None)
    sooner = sa.or_(jobs.c.wanted_at.is_(None), times["run_at"] < jobs.c.wanted_at)
    wanted_at = sa.case((sa.and_(runs, sooner), times["run_at"]), else_=jobs.c.wanted_at)
    return kept | {"wanted_at": wanted_at}


def _move(dialect: str) -> sa.Executable:
    due_at = sa.bindparam("due_at", type_=UtcTime)
    statement = (
        jobs.update()
        .where(jobs.c.dedupe_key == sa.bindparam("key"), jobs.c.dead_at.is_(None))
        .values(due_at=due_at, run_at=due_at, **FRESH)
    )
    return statement.returning(NOTICE) if dialect == "postgresql" else statement


DIALECTS: Final = ("sqlite", "postgresql")
ENQUEUE: Final = {
    (dialect, move): _enqueue(dialect, move=move) for dialect in DIALECTS for move in (False, True)
}
MOVE: Final = {dialect: _move(dialect) for dialect in DIALECTS}
CANCEL: Final = jobs.delete().where(
    jobs.c.dedupe_key == sa.bindparam("key"), jobs.c.dead_at.is_(None)
)
