"""SQLite: one writer on the event loop, whose commits are shared by all who wait.

A statement takes some 30 µs here and 20 times that through a thread, so statements run on the
spot; only COMMIT, which waits for the disk, runs in a thread. Bodies take turns, each inside a
savepoint that is undone alone if the body fails. The first body of a group begins the database's
transaction and queues its commit behind whoever is waiting already: they all share it.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Final, Self

import structlog
from sqlalchemy import URL, Connection, Executable, create_engine
from sqlalchemy.exc import SQLAlchemyError

from bot.store.failures import NotRead, NotSaved, PerhapsSaved
from bot.store.sqlite_readers import Readers, driver_of, know_letters
from bot.store.statement import Answer, Execute, Params, answer

TROUBLE: Final = (SQLAlchemyError, sqlite3.Error, OSError)
RETRY_S: Final = 0.01
"""How soon to ask again when another process is writing."""

log = structlog.get_logger()


class _Group:
    """Bodies that are kept by one COMMIT, or lost together."""

    def __init__(self) -> None:
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.committing = False
        self.failure: BaseException | None = None

    def told(self) -> None:
        """Return when the group was kept; raises what its members are to be told otherwise."""
        if self.failure is not None:
            raise NotSaved from self.failure
        if not self.ended.done():
            raise PerhapsSaved


class Sqlite:
    dialect = "sqlite"

    def __init__(self, connection: Connection, readers: Readers) -> None:
        self._connection = connection
        self._driver: sqlite3.Connection = driver_of(connection)
        self._readers = readers
        self._turn = asyncio.Lock()
        self._group: _Group | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="commit")
        self._ending: set[asyncio.Task[None]] = set()

    @classmethod
    async def open(cls, url: URL) -> Self:
        writer = create_engine(
            url.set(drivername="sqlite"),
            isolation_level="AUTOCOMMIT",  # BEGIN and COMMIT are ours
            hide_parameters=True,
            connect_args={"check_same_thread": False},
        )
        connection = await asyncio.to_thread(writer.connect)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=0"):
            connection.exec_driver_sql(f"PRAGMA {pragma}")
        know_letters(driver_of(connection))
        return cls(connection, Readers(url))

    @asynccontextmanager
    async def transaction(self, limit_s: float) -> AsyncIterator[Execute]:
        deadline = asyncio.timeout(limit_s)
        group = None
        try:
            async with deadline:
                joined = None
                try:
                    async with self._turn:
                        joined = await self._joined()
                        with self._savepoint(joined) as execute:
                            yield execute
                        group = joined
                except BaseException as error:
                    # A refusal may rest on what others of the group are yet to keep.
                    if joined is not None and isinstance(error, Exception):
                        await asyncio.shield(joined.ended)
                        joined.told()
                    raise
                await asyncio.shield(joined.ended)
        except TROUBLE as error:
            if isinstance(error, TimeoutError) and not deadline.expired():
                raise
            if group is None:
                log.warning("not saved", error=type(error).__name__)
                raise NotSaved from error
            self._give_up(group, error)
        if group is not None:
            group.told()

    def _give_up(self, group: _Group, error: BaseException) -> None:
        # A member that is told "not saved" must not be saved later with the rest of its group.
        if not group.committing and not group.ended.done():
            group.failure = group.failure or error

    async def _joined(self) -> _Group:
        if self._group is None:
            await self._begin()
            self._group = _Group()
            ending = asyncio.create_task(self._end(self._group))
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)
        if self._group.failure is not None:
            raise NotSaved from self._group.failure
        return self._group

    async def _begin(self) -> None:
        if self._driver.in_transaction:  # a rollback that failed itself
            self._driver.rollback()
        while True:
            try:
                self._driver.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                await asyncio.sleep(RETRY_S)
            else:
                return

    @contextmanager
    def _savepoint(self, group: _Group) -> Iterator[Execute]:
        body = _Body(self._connection)
        self._driver.execute("SAVEPOINT body")
        try:
            yield body.execute
        except BaseException:
            self._in_group(group, "ROLLBACK TO body")
            self._in_group(group, "RELEASE body")
            raise
        else:
            self._in_group(group, "RELEASE body")
        finally:
            body.ended = True

    def _in_group(self, group: _Group, statement: str) -> None:
        # A full disk can undo the whole transaction, savepoints and all: then nobody is kept.
        try:
            self._driver.execute(statement)
        except sqlite3.Error as error:
            group.failure = group.failure or error

    async def _end(self, group: _Group) -> None:
        async with self._turn:
            self._group = None
            group.committing = group.failure is None
            try:
                if group.committing:
                    await self._off_the_loop(self._driver.commit)
            except sqlite3.Error as error:
                group.failure = error
            if group.failure is not None:
                log.warning("not saved", error=type(group.failure).__name__)
                with suppress(sqlite3.Error):
                    await self._off_the_loop(self._driver.rollback)
            group.ended.set_result(None)

    async def _off_the_loop(self, work: Callable[[], object]) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, work)

    @asynccontextmanager
    async def reading(self, limit_s: float | None) -> AsyncIterator[Execute]:
        deadline = asyncio.timeout(limit_s)
        try:
            async with deadline, self._readers.reading(limit_s) as execute:
                yield execute
        except TROUBLE as error:
            if isinstance(error, TimeoutError) and not deadline.expired():
                raise
            raise NotRead from error

    glancing = reading  # to begin costs nothing here

    @asynccontextmanager
    async def hearing(self, _wake: Callable[[], None]) -> AsyncIterator[None]:
        """Hear nothing: other processes are few with SQLite, and a worker looks twice a second."""
        yield

    async def close(self) -> None:
        while self._ending:
            await asyncio.wait(tuple(self._ending))
        self._thread.shutdown()
        self._connection.close()
        self._connection.engine.dispose()
        self._readers.close()


class _Body:
    """The statements of one transaction; refuses those that come after its end."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.ended = False

    async def execute(self, statement: Executable, params: Params = None) -> Answer:
        if self.ended:
            raise RuntimeError("this transaction has ended")
        return answer(self._connection.execute(statement, params))
