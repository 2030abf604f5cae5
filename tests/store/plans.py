"""What the product asks its database, overheard as it runs, and how the database goes about it."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import ExecutionContext
from sqlalchemy.ext.asyncio import create_async_engine

from bench.growing import GROWING
from bot.store import address
from bot.store.statement import SCANS
from bot.store.transaction import Store

LARGE: Final = "|".join(table.name for table in GROWING)
PARTIAL: Final = "ix_incidents_open|ix_promises_live|ix_releases_asked|ix_credits_waiting"
"""These hold only what is open, so that reading all of one is reading little."""
ALIAS: Final = re.compile(rf"\b(?:{LARGE}) AS (\w+)")
Explain = Callable[[str, Any], Awaitable[str]]


@contextmanager
def overheard() -> Iterator[dict[str, Any]]:
    """Note each statement that a connection executes, as the driver gets it, with its values.

    Not those that say themselves that they read many rows of a large table.
    """
    heard: dict[str, Any] = {}

    def note(
        _connection: object,
        _cursor: object,
        statement: str,
        given: Any,  # noqa: ANN401 - a driver's
        context: ExecutionContext | None,
        is_many: bool,
    ) -> None:
        if context is not None and not SCANS.items() <= context.execution_options.items():
            first = given[0] if is_many and isinstance(given[0], tuple | list) else given
            heard[statement] = tuple(first or ())

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield heard
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def filled(store: Store, least: int) -> str:
    """Return the large tables that have so many rows: PostgreSQL reads small ones as it likes."""
    async with store.reading() as reader:
        rows = {
            table.name: await reader.scalar(sa.select(sa.func.count()).select_from(table))
            for table in GROWING
        }
    return "|".join(name for name, many in rows.items() if many >= least)


def whole(statement: str, plan: str, *, filled: str) -> bool:
    """Return whether a plan reads a large table from end to end, or all of a workspace."""
    names = "|".join([LARGE, *ALIAS.findall(statement)])
    found = re.search(
        rf"Seq Scan on ({filled})\b"
        rf"|\bSCAN ({names})\b(?! USING (COVERING )?INDEX ({PARTIAL}))"
        rf"|SEARCH ({names}) USING (COVERING )?INDEX (?!{PARTIAL})\S+ \(workspace=\?\)$",
        plan,
        re.MULTILINE,
    )
    return found is not None


@asynccontextmanager
async def explaining(database_url: str) -> AsyncIterator[Explain]:
    """Ask a connection of our own how a statement would be executed."""
    engine = create_async_engine(address.read(database_url))
    explain = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
    async with engine.connect() as connection:

        async def ask(statement: str, given: Any) -> str:  # noqa: ANN401 - a driver's
            rows = await connection.exec_driver_sql(f"{explain} {statement}", given)
            return "\n".join(str(row[-1]) for row in rows)

        yield ask
    await engine.dispose()
