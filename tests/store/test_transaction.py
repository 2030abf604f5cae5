"""What a transaction promises, on either database."""

import asyncio
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from bot.store import owed
from bot.store.failures import NotRead, NotSaved
from bot.store.job_tables import job_lanes
from bot.store.owed import NewJob
from bot.store.patience import UNTIL
from bot.store.transaction import Store, Transaction

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NAMES = sa.select(job_lanes.c.lane).order_by(job_lanes.c.lane)
NO_SUCH_TABLE = sa.text("SELECT * FROM nowhere")


async def add(tx: Transaction, name: str) -> None:
    await tx.execute(job_lanes.insert(), {"lane": name, "workspace": "T1", "free_at": NOW})


async def names(store: Store) -> list[str]:
    async with store.reading() as reader:
        return [row.lane for row in await reader.rows(NAMES)]


async def break_off(store: Store, name: str) -> None:
    async with store.transaction() as tx:
        await add(tx, name)
        raise LookupError(name)


async def test_what_was_done_is_kept(store: Store) -> None:
    async with store.transaction() as tx:
        await add(tx, "a")
        assert await tx.scalar(NAMES) == "a"
    assert await names(store) == ["a"]


async def test_a_transaction_that_raises_leaves_nothing(store: Store) -> None:
    with pytest.raises(LookupError):
        await break_off(store, "a")
    assert await names(store) == []


async def test_only_the_one_that_raises_is_undone(store: Store) -> None:
    async def keep(name: str) -> None:
        async with store.transaction() as tx:
            await add(tx, name)

    tasks = [keep("a"), break_off(store, "b"), keep("c"), break_off(store, "d"), keep("e")]
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(result) for result in results[1::2]] == [LookupError, LookupError]
    assert await names(store) == ["a", "c", "e"]


async def test_480_who_read_and_write_the_same_row_lose_nothing(store: Store) -> None:
    async with store.transaction() as tx:
        await tx.execute(
            job_lanes.insert(), {"lane": "n", "workspace": "T1", "free_at": NOW, "lease_until": 0}
        )

    async def count() -> None:
        async with store.transaction(limit_s=60) as tx:
            reached = await tx.scalar(sa.select(job_lanes.c.lease_until).with_for_update())
            await tx.execute(job_lanes.update().values(lease_until=reached + 1))

    await asyncio.gather(*(count() for _ in range(480)))
    async with store.reading() as reader:
        assert await reader.scalar(sa.select(job_lanes.c.lease_until)) == 480


async def test_one_that_takes_too_long_is_not_saved(store: Store) -> None:
    async def dawdle() -> None:
        async with store.transaction(limit_s=0.05) as tx:
            await add(tx, "a")
            await asyncio.Event().wait()

    with pytest.raises(NotSaved):
        await dawdle()
    assert await names(store) == []


async def test_a_timeout_inside_stays_what_it_is(store: Store) -> None:
    with pytest.raises(TimeoutError, match="theirs"):
        async with store.transaction():
            raise TimeoutError("theirs")


async def test_trouble_with_the_database_is_not_saved(store: Store) -> None:
    async def stumble() -> None:
        async with store.transaction() as tx:
            await add(tx, "a")
            await tx.rows(NO_SUCH_TABLE)

    with pytest.raises(NotSaved, match="not saved"):
        await stumble()
    assert await names(store) == []


async def test_trouble_while_reading_is_not_read(store: Store) -> None:
    with pytest.raises(NotRead):
        async with store.reading() as reader:
            await reader.rows(NO_SUCH_TABLE)


async def test_a_reader_sees_one_moment(store: Store) -> None:
    async with store.reading() as reader:
        assert await reader.rows(NAMES) == []
        async with store.transaction() as tx:
            await add(tx, "a")
        assert await reader.rows(NAMES) == []
    assert await names(store) == ["a"]


async def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(NotRead):
        async with store.reading() as reader:
            await reader.rows(sa.text("DELETE FROM jobs RETURNING id"))


async def test_the_worker_is_woken_once_the_job_is_kept(store: Store) -> None:
    woken = asyncio.Event()
    job = NewJob(kind="say", args={}, workspace="T1", due_at=NOW)
    async with store.woken_by_work(woken.set):
        if store.dialect == "postgresql":
            await asyncio.wait_for(woken.wait(), 5)  # whoever begins to listen looks once
        woken.clear()
        async with store.transaction() as tx:
            await owed.enqueue(tx, job)
            assert not woken.is_set()
        assert woken.is_set()


async def test_a_cancelled_transaction_leaves_nothing_and_holds_up_nobody(store: Store) -> None:
    begun = asyncio.Event()

    async def dawdle() -> None:
        async with store.transaction() as tx:
            await add(tx, "a")
            begun.set()
            await asyncio.Event().wait()

    dawdling = asyncio.create_task(dawdle())
    await begun.wait()
    dawdling.cancel()
    async with store.transaction() as tx:
        await add(tx, "b")
    assert dawdling.cancelled()
    assert await names(store) == ["b"]


async def test_who_has_no_time_left_takes_nobody_along(store: Store) -> None:
    async def keep(name: str) -> None:
        async with store.transaction() as tx:
            await add(tx, name)

    async def keep_too_late(name: str) -> None:
        UNTIL.set(0.0)
        await keep(name)

    works = [keep("a"), keep_too_late("b"), keep("c")]
    results = await asyncio.gather(*works, return_exceptions=True)

    assert [type(result) for result in results] == [type(None), NotSaved, type(None)]
    assert await names(store) == ["a", "c"]
