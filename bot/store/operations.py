"""What those who run the bot ask of its database. Each reads an index of few rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from bot.store.job_statements import LIVE
from bot.store.job_tables import jobs
from bot.store.metadata import database_ms
from bot.store.tables import incidents
from bot.store.transaction import Reader

REVISION: Final = sa.text("SELECT version_num FROM alembic_version")
DEAD_LETTERS: Final = (
    sa.select(sa.func.count()).select_from(jobs).where(jobs.c.dead_at.is_not(None))
)
OPEN: Final = sa.select(sa.func.count()).select_from(incidents).where(incidents.c.status == "open")
NOT_BEGUN: Final = (
    sa.select(jobs.c.run_at)
    .where(
        LIVE,
        jobs.c.lane.is_(None),
        sa.or_(jobs.c.lease_until.is_(None), jobs.c.lease_until <= database_ms()),
        jobs.c.kind.in_(sa.bindparam("kinds", expanding=True)),
    )
    .order_by(jobs.c.run_at, jobs.c.id)
    .limit(1)
)


async def revision(reader: Reader) -> str | None:
    found: str | None = await reader.scalar(REVISION)
    return found


async def count_dead_letters(reader: Reader) -> int:
    return int(await reader.scalar(DEAD_LETTERS))


async def count_open(reader: Reader) -> int:
    return int(await reader.scalar(OPEN))


async def first_timer(reader: Reader, kinds: Sequence[str]) -> datetime | None:
    """Return when the first timer of these kinds is due that nobody has begun.

    It waits for the database only.
    """
    due_at: datetime | None = await reader.scalar(NOT_BEGUN, {"kinds": kinds})
    return due_at
