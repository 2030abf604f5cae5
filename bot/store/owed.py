"""What the bot owes: jobs enqueued, moved and cancelled in the transaction that decides on them.

A dedupe key has one live row. Enqueued again, a timer (which has no lane) moves: it runs at the new
time only, and a run under way can no longer finish. A delivery keeps the earlier of both times; if
it is running at that moment it will run once more, since it may have read what has just changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot import action
from bot.store.job_tables import LIVE, jobs
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
    """Without a lane it is a timer, which never waits for anything but the database.

    With one it is a delivery: those of a lane run one at a time, in the order in which they were
    enqueued.
    """

    kind: str
    args: Mapping[str, Any]
    workspace: str
    due_at: datetime
    dedupe_key: str | None = None
    lane: str | None = None


async def enqueue(tx: Transaction, job: NewJob) -> None:
    await enqueue_all(tx, [job])


async def enqueue_all(tx: Transaction, new: Iterable[NewJob]) -> None:
    new = tuple(new)
    rows = _rows(new)
    await tx.execute_each(ENQUEUE[tx.dialect], rows)
    tx.deliveries.update(job.kind for job in new if job.lane is not None)
    tx.owes_work = tx.owes_work or bool(rows)


async def cancel(tx: Transaction, *keys: str) -> None:
    """Owe these jobs no longer, fencing a run under way."""
    if keys:
        await tx.execute(CANCEL, {"keys": keys})


def _rows(new: Iterable[NewJob]) -> Sequence[Mapping[str, Any]]:
    # One statement cannot touch a row twice, so of several with one key the last one counts.
    known = {"action": action.current()}
    rows = ({**row_of(job), "run_at": job.due_at, **known} for job in new)
    return list({row["dedupe_key"] or object(): row for row in rows}.values())


def _enqueue(dialect: str) -> sa.Executable:
    insert = postgresql.insert(jobs) if dialect == "postgresql" else sqlite.insert(jobs)
    new = insert.excluded
    moved = {"due_at": new.due_at, "run_at": new.run_at, **FRESH}
    earlier = _earlier(new.due_at, new.run_at)
    changed = {
        name: sa.case((new.lane.is_(None), then), else_=earlier.get(name, jobs.c[name]))
        for name, then in moved.items()
    }
    statement = insert.on_conflict_do_update(
        index_elements=["dedupe_key"],
        index_where=LIVE,
        set_={"args": new.args, "action": new.action, **changed},
    )
    return statement.returning(NOTICE) if dialect == "postgresql" else statement


def _earlier(
    due_at: sa.ColumnElement[datetime], run_at: sa.ColumnElement[datetime]
) -> dict[str, sa.ColumnElement[Any]]:
    # A job that failed keeps its pause; one that runs is asked to run again.
    waits = sa.and_(jobs.c.lease.is_(None), jobs.c.attempt == 0)
    runs = jobs.c.lease.is_not(None)
    sooner = sa.or_(jobs.c.wanted_at.is_(None), run_at < jobs.c.wanted_at)
    times = ((jobs.c.due_at, due_at, waits), (jobs.c.run_at, run_at, waits))
    return {
        **{old.name: _if(sa.and_(when, new < old), new, old) for old, new, when in times},
        "wanted_at": _if(sa.and_(runs, sooner), run_at, jobs.c.wanted_at),
    }


def _if(
    condition: sa.ColumnElement[bool], then: sa.ColumnElement[Any], old: sa.ColumnElement[Any]
) -> sa.ColumnElement[Any]:
    return sa.case((condition, then), else_=old)


ENQUEUE: Final = {dialect: _enqueue(dialect) for dialect in ("sqlite", "postgresql")}
CANCEL: Final = jobs.delete().where(
    jobs.c.dedupe_key.in_(sa.bindparam("keys", expanding=True)), jobs.c.dead_at.is_(None)
)
