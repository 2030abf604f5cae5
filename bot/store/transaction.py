"""The store: decide inside a transaction, and nothing is told before it has been kept.

The same use case runs on both databases: SQLite with one writer whose commits are shared
(`bot.store.sqlite`), PostgreSQL with a connection for each transaction (`bot.store.postgres`).
"""

import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import Any, Protocol, Self

from sqlalchemy import Executable, Row

from bot import meters, tracing
from bot.store import address, patience
from bot.store.failures import LIMIT_S, NotSaved, PerhapsSaved
from bot.store.postgres import Postgres
from bot.store.sqlite import Sqlite
from bot.store.statement import Answer, Execute, Params

Wake = Callable[[], None]


class Reader:
    def __init__(self, execute: Execute, dialect: str) -> None:
        self._execute = execute
        self.dialect = dialect

    async def rows(self, statement: Executable, params: Params = None) -> Sequence[Row[Any]]:
        return (await self._execute(statement, params)).rows

    async def first(self, statement: Executable, params: Params = None) -> Row[Any] | None:
        rows = await self.rows(statement, params)
        return rows[0] if rows else None

    async def scalar(self, statement: Executable, params: Params = None) -> Any:  # noqa: ANN401 - a column's type
        row = await self.first(statement, params)
        return None if row is None else row[0]

    @property
    def is_postgres(self) -> bool:
        return self.dialect == "postgresql"


class Transaction(Reader):
    """What happens in here is kept as a whole or not at all.

    Never wait for anything but the database in here: on SQLite everybody else waits too, and a
    transaction opened inside another waits for itself.
    """

    owes_work = False
    """Whether a job was enqueued, so that the worker is woken once this has committed."""

    def __init__(self, execute: Execute, dialect: str) -> None:
        super().__init__(execute, dialect)
        self.deliveries: Counter[str] = Counter()
        """How many were asked for, by their kinds; several may become one."""

    async def execute(self, statement: Executable, params: Params = None) -> Answer:
        return await self._execute(statement, params)

    async def execute_each(self, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
        """Execute it for each of the rows, all of them on one trip to the database."""
        if rows:
            await self._execute(statement, rows if len(rows) > 1 else rows[0])


class Database(Protocol):
    dialect: str

    def transaction(self, limit_s: float) -> AbstractAsyncContextManager[Execute]: ...
    def reading(self, limit_s: float | None) -> AbstractAsyncContextManager[Execute]: ...
    def glancing(self, limit_s: float) -> AbstractAsyncContextManager[Execute]: ...
    def hearing(self, wake: Wake, /) -> AbstractAsyncContextManager[None]: ...
    async def close(self) -> None: ...


class Store:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._wakes: set[Wake] = set()

    @classmethod
    async def open(cls, url: str) -> Self:
        """Open the database at `sqlite:///…` or `postgresql://…`; raises ValueError for others."""
        place = address.read(url)
        if place.get_backend_name() == "sqlite":
            return cls(await Sqlite.open(place))
        return cls(Postgres(place))

    @property
    def dialect(self) -> str:
        return self._database.dialect

    @asynccontextmanager
    async def transaction(self, *, limit_s: float = LIMIT_S) -> AsyncIterator[Transaction]:
        """Keep everything done inside once this exits; raises NotSaved, or PerhapsSaved."""
        with _timed():
            if patience.is_over():
                raise NotSaved
            async with self._database.transaction(patience.limit(limit_s)) as execute:
                tx = Transaction(execute, self.dialect)
                yield tx
        for kind, many in tx.deliveries.items():
            meters.OWED.labels(kind).inc(many)
        if tx.owes_work:
            for wake in tuple(self._wakes):
                wake()

    @asynccontextmanager
    async def reading(self, *, limit_s: float | None = LIMIT_S) -> AsyncIterator[Reader]:
        """Read one moment of the database, however many statements; raises NotRead."""
        limit_s = None if limit_s is None else patience.limit(limit_s)
        async with self._database.reading(limit_s) as execute:
            yield Reader(execute, self.dialect)

    @asynccontextmanager
    async def glancing(self) -> AsyncIterator[Reader]:
        """Read statement by statement, each its own moment; raises NotRead.

        That is half the trips to the database where one statement, or few, are read.
        """
        async with self._database.glancing(patience.limit(LIMIT_S)) as execute:
            yield Reader(execute, self.dialect)

    @asynccontextmanager
    async def woken_by_work(self, wake: Wake) -> AsyncIterator[None]:
        """Call `wake` when work was committed: here, and on PostgreSQL by any other process."""
        self._wakes.add(wake)
        try:
            async with self._database.hearing(wake):
                yield
        finally:
            self._wakes.discard(wake)

    async def close(self) -> None:
        await self._database.close()


@contextmanager
def _timed() -> Iterator[None]:
    began, outcome = time.perf_counter(), "undone"
    try:
        with tracing.span("transaction"):
            yield
        outcome = "kept"
    except NotSaved:
        outcome = "not_saved"
        raise
    except PerhapsSaved:
        outcome = "perhaps_saved"
        raise
    finally:
        meters.TRANSACTIONS.labels(outcome).observe(time.perf_counter() - began)
