"""The queue's SQL, built once: building a claim anew each time made it half as fast again."""

from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.job_tables import job_lanes, jobs
from bot.store.metadata import A_MILLISECOND, UtcTime, database_ms
from bot.store.owed import FRESH

CLAIMED: Final = (
    "id",
    "workspace",
    "kind",
    "args",
    "lane",
    "due_at",
    "run_at",
    "attempt",
    "crashes",
    "action",
)
LONGEST_REST: Final = timedelta(minutes=5)
"""Of a lane. If one seems to rest longer, somebody has set the clock back: the rest is over."""


def _moment(name: str) -> sa.BindParameter[Any]:
    return sa.bindparam(name, type_=UtcTime)


def _all_of(name: str) -> sa.BindParameter[Any]:
    return sa.bindparam(name, expanding=True)


def _free(lease_until: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    return sa.or_(lease_until.is_(None), lease_until <= database_ms())


def _known(kind: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    # Of a newer version's kinds nothing is known here: they are left to whoever knows them.
    return kind.in_(_all_of("kinds"))


def _first_in_lane() -> sa.ColumnElement[bool]:
    # A job that is not due yet does not hold up those behind it, nor does one that nobody here
    # knows; one that failed does.
    earlier = jobs.alias("earlier")
    ahead = sa.select(earlier.c.id).where(
        earlier.c.lane == jobs.c.lane,
        earlier.c.id < jobs.c.id,
        earlier.c.dead_at.is_(None),
        earlier.c.due_at <= _moment("now"),
        _known(earlier.c.kind),
    )
    return ~ahead.exists()


def _ready(most: str, source: sa.FromClause, *conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Return the statement for those that can run, at most as many as the parameter says."""
    due = (
        sa.select(*(jobs.c[name] for name in CLAIMED))
        .select_from(source)
        .where(
            *conditions,
            jobs.c.run_at <= _moment("now"),
            _free(jobs.c.lease_until),
            _known(jobs.c.kind),
        )
        .order_by(jobs.c.run_at, jobs.c.id)
        .limit(sa.bindparam(most, type_=sa.Integer))
        .with_for_update(of=jobs, skip_locked=True)
    )
    return sa.select(due.subquery(most))


def _lane_is_free() -> sa.ColumnElement[bool]:
    return sa.or_(job_lanes.c.lane.is_(None), _rested())


def _rested() -> sa.ColumnElement[bool]:
    latest = sa.cast(_moment("now"), sa.BigInteger) + LONGEST_REST // A_MILLISECOND
    free_at = job_lanes.c.free_at
    over = sa.or_(free_at <= _moment("now"), sa.cast(free_at, sa.BigInteger) > latest)
    return sa.and_(over, _free(job_lanes.c.lease_until))


def _take_lanes(dialect: str) -> sa.Executable:
    # In order, so that two workers that want the same lanes cannot wait for each other.
    wanted = (
        sa.select(jobs.c.lane, jobs.c.workspace, _moment("now"), *_leased().values())
        .where(jobs.c.id.in_(_all_of("ids")))
        .order_by(jobs.c.lane)
    )
    insert = postgresql.insert(job_lanes) if dialect == "postgresql" else sqlite.insert(job_lanes)
    return (
        insert.from_select(["lane", "workspace", "free_at", "lease", "lease_until"], wanted)
        .on_conflict_do_update(
            index_elements=["lane"],
            set_={name: insert.excluded[name] for name in ("free_at", "lease", "lease_until")},
            where=_rested(),
        )
        .returning(job_lanes.c.lane)
    )


def _leased() -> dict[str, sa.ColumnElement[Any]]:
    until = database_ms() + sa.bindparam("lease_ms", type_=sa.BigInteger)
    return {"lease": sa.bindparam("lease", type_=sa.Text), "lease_until": until}


def _all_held(key: sa.Column[Any]) -> tuple[sa.ColumnElement[bool], ...]:
    # The keys by themselves are what an index can find.
    return key.in_(_all_of("keys")), sa.tuple_(key, key.table.c.lease).in_(_all_of("held"))


def _next(moment: sa.Column[Any], *conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return sa.select(sa.func.min(moment).label("moment")).where(
        *conditions, moment > _moment("now")
    )


def _extend(key: sa.Column[Any]) -> sa.Executable:
    # Rows that somebody is changing are left for the next beat, instead of waiting crosswise.
    ours = sa.select(key).where(*_all_held(key)).with_for_update(skip_locked=True)
    until = _leased()["lease_until"]
    return key.table.update().where(key.in_(ours)).values(lease_until=until).returning(key)


HELD: Final = sa.and_(jobs.c.id == sa.bindparam("job"), jobs.c.lease == sa.bindparam("held"))
NO_LEASE: Final = {"lease": None, "lease_until": None}
LIVE: Final = jobs.c.dead_at.is_(None)
TIMER: Final = sa.and_(LIVE, jobs.c.lane.is_(None))
DELIVERY: Final = sa.and_(LIVE, jobs.c.lane.is_not(None))

READY: Final = sa.union_all(
    _ready("timers", jobs, TIMER),
    _ready(
        "deliveries",
        jobs.outerjoin(job_lanes, job_lanes.c.lane == jobs.c.lane),
        DELIVERY,
        _lane_is_free(),
        _first_in_lane(),
    ),
)
TAKE_LANES: Final = {dialect: _take_lanes(dialect) for dialect in ("sqlite", "postgresql")}
TAKE: Final = (
    jobs.update()
    .where(jobs.c.id.in_(_all_of("ids")))
    .values(attempt=jobs.c.attempt + 1, wanted_at=None, **_leased())
)

EXTEND: Final = _extend(jobs.c.id)
EXTEND_LANES: Final = _extend(job_lanes.c.lane)

FINISH: Final = (
    jobs.delete().where(*_all_held(jobs.c.id), jobs.c.wanted_at.is_(None)).returning(jobs.c.id)
)
RUN_AS_WANTED: Final = (
    jobs.update()
    .where(*_all_held(jobs.c.id))
    .values(due_at=jobs.c.wanted_at, run_at=jobs.c.wanted_at, **FRESH)
    .returning(jobs.c.id)
)
AGAIN: Final = (
    jobs.update()
    .where(HELD)
    .values(
        run_at=_moment("at"),
        last_error=sa.bindparam("why"),
        crashes=jobs.c.crashes + sa.bindparam("crashed", type_=sa.Integer),
        wanted_at=None,
        **NO_LEASE,
    )
)
BURY: Final = (
    jobs.update()
    .where(HELD, jobs.c.wanted_at.is_(None))
    .values(dead_at=_moment("at"), last_error=sa.bindparam("why"), **NO_LEASE)
)
MOVE: Final = jobs.update().where(HELD).values(lane=sa.bindparam("to", type_=sa.Text))
GIVE_BACK: Final = jobs.update().where(*_all_held(jobs.c.id)).values(NO_LEASE)
FREE_LANES: Final = (
    job_lanes.update()
    .where(*_all_held(job_lanes.c.lane))
    .values(
        free_at=sa.case(
            (job_lanes.c.free_at < _moment("at"), _moment("at")), else_=job_lanes.c.free_at
        ),
        **NO_LEASE,
    )
)

_MOMENTS: Final = sa.union_all(
    _next(jobs.c.run_at, TIMER),
    _next(jobs.c.run_at, DELIVERY),
    _next(job_lanes.c.free_at),
).subquery()
NEXT_RUN_AT: Final = sa.select(sa.func.min(_MOMENTS.c.moment))

DEAD_LETTERS: Final = (
    sa.select(
        jobs.c.id,
        jobs.c.workspace,
        jobs.c.kind,
        jobs.c.due_at,
        jobs.c.attempt,
        jobs.c.last_error,
        jobs.c.dead_at,
    )
    .where(jobs.c.dead_at.is_not(None))
    .order_by(jobs.c.dead_at.desc(), jobs.c.id.desc())
    .limit(sa.bindparam("limit", type_=sa.Integer))
)

MOST_SHOWN: Final = 1000
"""Dead letters listed at a time, the newest first."""
_JOB: Final = sa.bindparam("job", type_=sa.BigInteger)
DEAD: Final = (
    sa.select(jobs.c.id)
    .where(
        jobs.c.dead_at.is_not(None),
        sa.or_(_JOB.is_(None), jobs.c.id == _JOB),
    )
    .order_by(jobs.c.id.desc())
)
_LIVING = jobs.alias("living")
REVIVE: Final = (
    jobs.update()
    .where(
        jobs.c.id == _JOB,
        ~sa.select(_LIVING.c.id)
        .where(_LIVING.c.dedupe_key == jobs.c.dedupe_key, _LIVING.c.dead_at.is_(None))
        .exists(),
    )
    .values(dead_at=None, run_at=jobs.c.due_at, **{**FRESH, "attempt": 1})
)
"""Its first run counts as its second: from then on a message is looked for before it is sent."""
DROP_DEAD: Final = jobs.delete().where(jobs.c.id.in_(_all_of("ids")), jobs.c.dead_at.is_not(None))
LOOK_FIRST: Final = (
    jobs.update()
    .where(DELIVERY)
    .values(attempt=sa.case((jobs.c.attempt < 1, 1), else_=jobs.c.attempt), **NO_LEASE)
)
FORGET_LANES: Final = job_lanes.update().values(**NO_LEASE)
