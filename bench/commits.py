"""A bare commit: one row, the driver alone, as durable as in earnest. Nothing kept is faster."""

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

import asyncpg

from bench.databases import POSTGRES, SQLITE
from bench.stage import Stage
from bench.table import percentile

SECONDS: Final = 3.0
AT_ONCE: Final = 16
TABLE: Final = "CREATE TABLE bare (words text)"
ROW: Final = "INSERT INTO bare VALUES ('The payment provider has found the failing part.')"


async def measure(stage: Stage) -> None:
    stage.table.begin("Ceiling: a bare commit of one row, nothing but the driver")
    await _in_sqlite(stage)
    for connections in (1, AT_ONCE):
        await _in_postgres(stage, connections)


async def _in_sqlite(stage: Stage) -> None:
    url = await stage.databases.fresh(SQLITE)
    with _connected(url.removeprefix("sqlite:///")) as connection:

        async def commit() -> None:
            connection.execute(ROW)

        took = await _timed(commit)
    _note(stage, took, 1, SQLITE)


@contextmanager
def _connected(path: str) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(TABLE)
    yield connection
    connection.close()


async def _in_postgres(stage: Stage, connections: int) -> None:
    url = await stage.databases.fresh(POSTGRES)
    opened = [await asyncpg.connect(url) for _ in range(connections)]
    await opened[0].execute(TABLE)
    timed = (_timed(partial(one.execute, ROW)) for one in opened)
    took = [waited for waits in await asyncio.gather(*timed) for waited in waits]
    for one in opened:
        await one.close()
    _note(stage, took, connections, POSTGRES)


async def _timed(commit: Callable[[], Awaitable[object]]) -> list[float]:
    took = []
    until = time.monotonic() + SECONDS
    while (began := time.monotonic()) < until:
        await commit()
        took.append(time.monotonic() - began)
    return took


def _note(stage: Stage, took: list[float], connections: int, on: str) -> None:
    what = f"{connections} at a time" if connections > 1 else "one at a time"
    stage.table.note(f"{what}: commits", "1/s", len(took) / SECONDS, on=on)
    stage.table.note(f"{what}: p50", "ms", percentile(took, 50) * 1000, on=on)
    stage.table.note(f"{what}: p99", "ms", percentile(took, 99) * 1000, on=on)
