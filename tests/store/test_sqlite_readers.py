"""Reading SQLite on the event loop holds nobody up for long."""

import asyncio

import pytest
import sqlalchemy as sa

from bot.store.failures import NotRead
from bot.store.statement import SCANS
from bot.store.transaction import Store

ONE = sa.text("SELECT 1")
ENDLESS = sa.text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
)
ENDLESS_SCAN = ENDLESS.execution_options(**SCANS)


async def read(store: Store, statement: sa.Executable, *, limit_s: float = 2.5) -> object:
    async with store.reading(limit_s=limit_s) as reader:
        return await reader.scalar(statement)


@pytest.mark.parametrize("statement", [ENDLESS, ENDLESS_SCAN], ids=["on the loop", "in a thread"])
async def test_what_takes_too_long_is_broken_off(sqlite_url: str, statement: sa.Executable) -> None:
    store = await Store.open(sqlite_url)
    with pytest.raises(NotRead):
        await read(store, statement, limit_s=0.05)
    assert await read(store, ONE) == 1
    await store.close()


async def test_nobody_waits_for_a_scan(sqlite_url: str) -> None:
    store = await Store.open(sqlite_url)
    scanning = asyncio.create_task(read(store, ENDLESS_SCAN, limit_s=60))
    for _ in range(100):
        assert await read(store, ONE) == 1
        await asyncio.sleep(0)
    assert not scanning.done()
    scanning.cancel()
    await asyncio.wait({scanning})
    assert scanning.cancelled()
    assert await read(store, ONE) == 1
    await store.close()
