"""A connection for each transaction: what happens when the server is slow, or gone."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from bot.store import owed
from bot.store.failures import NotRead, NotSaved, PerhapsSaved
from bot.store.job_tables import job_lanes
from bot.store.owed import NewJob
from bot.store.transaction import Reader, Store, Transaction

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ON_COMMIT = """
CREATE FUNCTION on_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {does}; END $$;
"""
TRIGGER = """
CREATE CONSTRAINT TRIGGER on_commit AFTER INSERT ON job_lanes
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION on_commit()
"""
HANG_UP_ON_ALL_OTHERS = sa.text(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture
async def postgres_store(postgres_url: str) -> AsyncIterator[Store]:
    store = await Store.open(postgres_url)
    yield store
    await store.close()


@pytest.fixture
async def other_store(postgres_url: str) -> AsyncIterator[Store]:
    store = await Store.open(postgres_url)
    yield store
    await store.close()


async def add(tx: Transaction, name: str) -> None:
    await tx.execute(job_lanes.insert(), {"lane": name, "workspace": "T1", "free_at": NOW})


async def keep(store: Store, name: str, *, limit_s: float = 2.5) -> None:
    async with store.transaction(limit_s=limit_s) as tx:
        await add(tx, name)


async def server_of(reader: Reader) -> int:
    """Return the process that serves this connection."""
    return int(await reader.scalar(sa.text("SELECT pg_backend_pid()")))


@contextmanager
def frozen(server: int) -> Iterator[None]:
    os.kill(server, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server, signal.SIGCONT)


async def when_committing(store: Store, does: str) -> None:
    async with store.transaction() as tx:
        await tx.execute(sa.text(ON_COMMIT.format(does=does)))
        await tx.execute(sa.text(TRIGGER))


async def test_who_waits_too_long_for_a_row_is_not_saved(postgres_store: Store) -> None:
    async with postgres_store.transaction() as tx:
        await add(tx, "a")
        with pytest.raises(NotSaved):
            await keep(postgres_store, "a", limit_s=0.1)
    await keep(postgres_store, "b")


async def test_a_refusal_at_commit_is_not_saved(postgres_store: Store) -> None:
    await when_committing(postgres_store, "RAISE EXCEPTION 'no'")
    with pytest.raises(NotSaved):
        await keep(postgres_store, "a")


async def test_a_server_lost_at_commit_leaves_it_open_what_was_saved(postgres_store: Store) -> None:
    await when_committing(postgres_store, "PERFORM pg_terminate_backend(pg_backend_pid(), 5000)")
    with pytest.raises(PerhapsSaved):
        await keep(postgres_store, "a")


async def test_a_silent_server_at_commit_leaves_it_open_what_was_saved(
    postgres_store: Store,
) -> None:
    await when_committing(postgres_store, "PERFORM pg_sleep(30)")
    with pytest.raises(PerhapsSaved):
        await keep(postgres_store, "a", limit_s=0.3)


async def test_connections_that_were_hung_up_are_replaced_unnoticed(
    postgres_store: Store, other_store: Store
) -> None:
    await asyncio.gather(*(keep(postgres_store, name) for name in "abc"))
    async with other_store.transaction() as tx:
        await tx.rows(HANG_UP_ON_ALL_OTHERS)
    await asyncio.gather(*(keep(postgres_store, name) for name in "def"))


async def test_a_frozen_server_keeps_nobody_waiting(postgres_store: Store) -> None:
    async with postgres_store.transaction() as tx:
        server = await server_of(tx)
    with frozen(server):
        async with asyncio.timeout(1.5):  # the driver alone would take more than two seconds
            with pytest.raises(NotSaved):
                await keep(postgres_store, "a", limit_s=0.2)


async def test_who_reads_from_a_frozen_server_is_told_so_in_time(postgres_store: Store) -> None:
    async with postgres_store.transaction() as tx:
        server = await server_of(tx)
    with frozen(server):
        async with asyncio.timeout(1.5):
            with pytest.raises(NotRead):
                async with postgres_store.reading(limit_s=0.2) as reader:
                    await server_of(reader)


async def test_the_end_waits_for_no_frozen_server(postgres_url: str) -> None:
    """It froze after the answer, when only the rollback of what was read is to come."""
    store = await Store.open(postgres_url)
    with ExitStack() as stack:
        async with store.reading() as reader:
            stack.enter_context(frozen(await server_of(reader)))
        async with asyncio.timeout(10):
            await store.close()


async def test_no_server_is_not_saved() -> None:
    store = await Store.open("postgresql://127.0.0.1:1/nowhere")
    with pytest.raises(NotSaved):
        await keep(store, "a")
    await store.close()


async def test_a_server_that_never_greets_is_not_saved_and_not_read() -> None:
    left = asyncio.Event()

    async def say_nothing(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await left.wait()
        writer.close()

    async with await asyncio.start_server(say_nothing, "127.0.0.1") as mute:
        port = mute.sockets[0].getsockname()[1]
        store = await Store.open(f"postgresql://candour@127.0.0.1:{port}/nowhere?sslmode=disable")
        with pytest.raises(NotSaved):
            await keep(store, "a")
        with pytest.raises(NotRead):
            async with store.reading():
                pass
        left.set()
        await store.close()


async def test_work_is_heard_of_from_elsewhere_even_after_the_line_was_lost(
    postgres_store: Store, other_store: Store
) -> None:
    heard = asyncio.Event()
    async with postgres_store.woken_by_work(heard.set):
        await asyncio.wait_for(heard.wait(), 5)  # it listens now
        heard.clear()
        await owe(other_store)
        await asyncio.wait_for(heard.wait(), 5)

        heard.clear()
        async with other_store.transaction() as tx:
            await tx.rows(HANG_UP_ON_ALL_OTHERS)
        await asyncio.wait_for(heard.wait(), 5)  # it listens again, and looks at once
        heard.clear()
        await owe(other_store)
        await asyncio.wait_for(heard.wait(), 5)


async def test_nothing_is_heard_of_work_that_was_not_kept(
    postgres_store: Store, other_store: Store
) -> None:
    heard: list[str] = []
    told = asyncio.Event()

    def wake() -> None:
        heard.append("work")
        told.set()

    async with postgres_store.woken_by_work(wake):
        await asyncio.wait_for(told.wait(), 5)
        heard.clear()
        told.clear()
        with pytest.raises(LookupError):
            await owe(other_store, and_raise=LookupError())
        await owe(other_store)
        await asyncio.wait_for(told.wait(), 5)
    assert heard == ["work"]


async def owe(store: Store, and_raise: Exception | None = None) -> None:
    async with store.transaction() as tx:
        await owed.enqueue(tx, NewJob(kind="say", args={}, workspace="T1", due_at=NOW))
        if and_raise is not None:
            raise and_raise
