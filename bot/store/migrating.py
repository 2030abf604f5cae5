"""Bring a database to the schema that this version of the code expects."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.store import address

SCRIPTS: Final = Path(__file__).parent / "migrations"
ONE_AT_A_TIME: Final = text("SELECT pg_advisory_xact_lock(2021021321)")


async def upgrade(url: str) -> None:
    """Run what is pending, all or nothing; replicas that start together wait for each other.

    On the schema of a newer version nothing is pending.
    """
    async with _connected(url) as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(ONE_AT_A_TIME)
        await connection.run_sync(_upgrade)


async def current(url: str) -> str | None:
    """Return the revision of the database; None when it is empty."""
    async with _connected(url) as connection:
        return await connection.run_sync(
            lambda sync: MigrationContext.configure(sync).get_current_revision()
        )


def head() -> str | None:
    """Return the revision that this version of the code expects."""
    return _scripts().get_current_head()


async def fits(url: str) -> bool:
    """Tell whether this version can work on the database: on its own schema, or on a newer one.

    A database that is not there is not made. What a migration changes before the code of its
    version runs (`pre`, in its first line), the version before can live with: so replicas of two
    versions share a database while they are exchanged one by one.
    """
    if address.is_missing(url):
        return False
    return knows(await current(url))


@cache
def knows(revision: str | None) -> bool:
    """Tell whether this version can work on that schema: on its own, or on a newer one."""
    return revision is not None and (revision == head() or _is_newer(revision))


def _is_newer(revision: str) -> bool:
    return revision not in {script.revision for script in _scripts().walk_revisions()}


def _upgrade(connection: Connection) -> None:
    present = MigrationContext.configure(connection).get_current_revision()
    if present is not None and _is_newer(present):
        return
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator[AsyncConnection]:
    engine = create_async_engine(address.read(url))
    if engine.dialect.name == "sqlite":
        _try_to_open(engine)
        _begin_at_once(engine)
    try:
        async with engine.begin() as connection:
            yield connection
    finally:
        await engine.dispose()


def _try_to_open(engine: AsyncEngine) -> None:
    """Raises `sqlite3.Error` for a file that cannot be had."""
    # When this fails in the driver, its thread outlives the loop and complains on stderr.
    sqlite3.connect(str(engine.url.database)).close()


def _begin_at_once(engine: AsyncEngine) -> None:
    # Python's driver would leave CREATE TABLE outside of the transaction.
    @event.listens_for(engine.sync_engine, "connect")
    def _leave_begin_to_us(connection: Any, _record: object) -> None:  # noqa: ANN401 - SQLAlchemy's adapter
        connection.isolation_level = None

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
