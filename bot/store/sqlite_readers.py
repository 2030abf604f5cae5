"""Reading SQLite: on the event loop like the writer, each reader with a connection of its own.

A look at a few rows takes some 30 µs here and 20 times that through a thread. Only a statement
that looks at every row (`SCANS`) goes to a thread, so that nobody waits for it.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final, cast

from sqlalchemy import URL, Connection, Executable, NullPool, create_engine

from bot.store.statement import Answer, Execute, Params, answer, is_scan

LOOK_AT_CLOCK: Final = 10_000
"""After so many steps of SQLite's machine, some tenths of a millisecond."""


class Readers:
    def __init__(self, url: URL) -> None:
        self._engine = create_engine(
            url.set(drivername="sqlite"),
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",  # BEGIN is ours
            hide_parameters=True,
            connect_args={"check_same_thread": False},
        )
        self._idle: list[Connection] = []

    @asynccontextmanager
    async def reading(self, limit_s: float | None) -> AsyncIterator[Execute]:
        """A statement that takes longer is broken off."""
        connection = self._idle.pop() if self._idle else self._opened()
        driver = driver_of(connection)
        driver.set_progress_handler(_too_late(limit_s), LOOK_AT_CLOCK)
        driver.execute("BEGIN")
        try:
            yield _statements(connection)
        finally:
            driver.rollback()
            self._idle.append(connection)

    def _opened(self) -> Connection:
        connection = self._engine.connect()
        connection.exec_driver_sql("PRAGMA query_only=ON")
        know_letters(driver_of(connection))
        return connection

    def close(self) -> None:
        for connection in self._idle:
            connection.close()


def driver_of(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def know_letters(driver: sqlite3.Connection) -> None:
    """Let `lower` know more letters than ASCII's: a search must find Überweisung."""
    driver.create_function("lower", 1, _lower, deterministic=True)


def _lower(text: str | None) -> str | None:
    return None if text is None else text.lower()


def _too_late(limit_s: float | None) -> Callable[[], bool] | None:
    """Return what SQLite asks now and then whether to break off."""
    if limit_s is None:
        return None
    loop = asyncio.get_running_loop()
    deadline = loop.time() + limit_s
    return lambda: loop.time() > deadline


def _statements(connection: Connection) -> Execute:
    async def execute(statement: Executable, params: Params = None) -> Answer:
        def run() -> Answer:
            return answer(connection.execute(statement, params))

        return await _in_thread(connection, run) if is_scan(statement) else run()

    return execute


async def _in_thread(connection: Connection, run: Callable[[], Answer]) -> Answer:
    running = asyncio.ensure_future(asyncio.to_thread(run))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        driver_of(connection).interrupt()
        await asyncio.wait({running})
        raise
