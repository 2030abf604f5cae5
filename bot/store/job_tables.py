"""The jobs that are owed, and the lanes in which some of them go one at a time."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text, text

from bot.store.metadata import Json, RowId, UtcTime, metadata

# `due_at`, `run_at` and `dead_at` are in the product's time, which a rehearsal may turn; a lease
# lasts until `lease_until` by the database's own clock, in milliseconds since 1970.
jobs = Table(
    "jobs",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("workspace", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("args", Json, nullable=False),
    Column("dedupe_key", Text),
    Column("lane", Text),
    Column("due_at", UtcTime, nullable=False),
    Column("run_at", UtcTime, nullable=False),  # due_at, or later after a failure
    Column("wanted_at", UtcTime),  # asked for again while it ran
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("crashes", Integer, nullable=False, server_default="0"),
    Column("lease", Text),
    Column("lease_until", BigInteger),
    Column("last_error", Text),
    Column("dead_at", UtcTime),
    Column("action", Text),  # what somebody did that led to it, as in the log
    sqlite_autoincrement=True,  # a number is never given twice
)

LIVE = text("dead_at IS NULL")
LIVE_IN_LANE = text("lane IS NOT NULL AND dead_at IS NULL")
LIVE_TIMER = text("lane IS NULL AND dead_at IS NULL")
DEAD = text("dead_at IS NOT NULL")

Index(
    "uq_jobs_dedupe_key",
    jobs.c.dedupe_key,
    unique=True,
    sqlite_where=LIVE,
    postgresql_where=LIVE,
)
# Each in an index of its own, so that neither is sought among the other when those pile up.
Index(
    "ix_jobs_timers",
    jobs.c.run_at,
    jobs.c.id,
    sqlite_where=LIVE_TIMER,
    postgresql_where=LIVE_TIMER,
)
Index(
    "ix_jobs_deliveries",
    jobs.c.run_at,
    jobs.c.id,
    sqlite_where=LIVE_IN_LANE,
    postgresql_where=LIVE_IN_LANE,
)
Index(
    "ix_jobs_lane",
    jobs.c.lane,
    jobs.c.id,
    sqlite_where=LIVE_IN_LANE,
    postgresql_where=LIVE_IN_LANE,
)
Index("ix_jobs_dead_at", jobs.c.dead_at, sqlite_where=DEAD, postgresql_where=DEAD)

job_lanes = Table(
    "job_lanes",
    metadata,
    Column("lane", Text, primary_key=True),
    Column("workspace", Text, nullable=False),
    Column("free_at", UtcTime, nullable=False, index=True),
    Column("lease", Text),
    Column("lease_until", BigInteger),
)
