"""The one writer: its commits are shared, and nobody goes on before theirs is done."""

import asyncio
import sqlite3
import sys
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.store.failures import NotSaved, PerhapsSaved
from bot.store.job_tables import job_lanes
from bot.store.sqlite import Sqlite
from bot.store.sqlite_readers import Readers
from bot.store.transaction import Store, Transaction

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOLD_THE_LOCK = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
db.execute("COMMIT")
"""


class Disk(sqlite3.Connection):
    """A connection whose commits can be held up, counted and refused."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.let_through = threading.Event()
        self.let_through.set()
        self.reached = threading.Event()
        self.refuses = False
        self.commits = 0

    def commit(self) -> None:
        self.reached.set()
        self.let_through.wait()
        if self.refuses:
            raise sqlite3.OperationalError("disk I/O error")
        self.commits += 1
        super().commit()

    async def is_reached(self) -> None:
        await asyncio.to_thread(self.reached.wait)


@pytest.fixture
def path(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.fixture
async def disk_and_store(path: Path) -> AsyncIterator[tuple[Disk, Store]]:
    engine = sa.create_engine(
        f"sqlite:///{path}",
        isolation_level="AUTOCOMMIT",
        connect_args={"check_same_thread": False, "factory": Disk, "timeout": 0},
    )
    connection = engine.connect()
    disk = connection.connection.driver_connection
    assert isinstance(disk, Disk)
    store = Store(Sqlite(connection, Readers(sa.make_url(f"sqlite:///{path}"))))
    disk.reached.clear()
    yield disk, store
    disk.let_through.set()
    await store.close()


@pytest.fixture
def disk(disk_and_store: tuple[Disk, Store]) -> Disk:
    return disk_and_store[0]


@pytest.fixture
def watched(disk_and_store: tuple[Disk, Store]) -> Store:
    return disk_and_store[1]


async def add(tx: Transaction, name: str) -> None:
    await tx.execute(job_lanes.insert(), {"lane": name, "workspace": "T1", "free_at": NOW})


async def keep(store: Store, name: str, *, limit_s: float = 2.5) -> None:
    async with store.transaction(limit_s=limit_s) as tx:
        await add(tx, name)


def kept(path: Path) -> list[str]:
    with sqlite3.connect(path) as other:
        rows = [name for (name,) in other.execute("SELECT lane FROM job_lanes ORDER BY lane")]
    other.close()
    return rows


async def test_nobody_goes_on_before_the_commit(disk: Disk, watched: Store, path: Path) -> None:
    disk.let_through.clear()
    keeping = [asyncio.create_task(keep(watched, name)) for name in "abc"]
    await disk.is_reached()
    assert not any(task.done() for task in keeping)
    assert kept(path) == []

    disk.let_through.set()
    await asyncio.gather(*keeping)
    assert kept(path) == ["a", "b", "c"]


async def test_each_finds_its_own_row_kept_when_it_goes_on(watched: Store, path: Path) -> None:
    async def keep_and_look(name: str) -> None:
        await keep(watched, name)
        assert name in kept(path)

    await asyncio.gather(*(keep_and_look(f"{number:03}") for number in range(100)))


async def test_those_who_wait_share_a_commit(disk: Disk, watched: Store, path: Path) -> None:
    await asyncio.gather(*(keep(watched, f"{number:03}") for number in range(100)))
    assert len(kept(path)) == 100
    assert disk.commits <= 3


async def test_a_refused_commit_is_told_to_all(disk: Disk, watched: Store, path: Path) -> None:
    disk.refuses = True
    results = await asyncio.gather(*(keep(watched, name) for name in "abc"), return_exceptions=True)
    assert [type(result) for result in results] == [NotSaved] * 3

    disk.refuses = False
    await keep(watched, "d")
    assert kept(path) == ["d"]


async def refuse(store: Store) -> None:
    async with store.transaction():
        raise LookupError


async def test_a_refusal_waits_for_what_it_may_have_read(disk: Disk, watched: Store) -> None:
    disk.let_through.clear()
    keeping, refusing = (
        asyncio.create_task(keep(watched, "a")),
        asyncio.create_task(refuse(watched)),
    )
    await disk.is_reached()
    assert not refusing.done()
    disk.refuses = True
    disk.let_through.set()
    results = await asyncio.gather(keeping, refusing, return_exceptions=True)
    assert [type(result) for result in results] == [NotSaved, NotSaved]


async def test_a_refusal_is_told_once_the_others_are_kept(watched: Store, path: Path) -> None:
    results = await asyncio.gather(keep(watched, "a"), refuse(watched), return_exceptions=True)
    assert isinstance(results[1], LookupError)
    assert kept(path) == ["a"]


async def test_who_is_cancelled_while_waiting_hurts_nobody(
    disk: Disk, watched: Store, path: Path
) -> None:
    disk.let_through.clear()
    first, second = (asyncio.create_task(keep(watched, name)) for name in "ab")
    await disk.is_reached()
    first.cancel()
    await asyncio.wait({first})
    disk.let_through.set()
    await second
    assert first.cancelled()
    assert kept(path) == ["a", "b"]


async def test_a_disk_that_hangs_leaves_it_open_what_was_saved(disk: Disk, watched: Store) -> None:
    disk.let_through.clear()
    with pytest.raises(PerhapsSaved):
        await keep(watched, "a", limit_s=0.05)


async def test_who_was_told_not_saved_is_not_saved_later(watched: Store, path: Path) -> None:
    begun, over = asyncio.Event(), asyncio.Event()

    async def dawdle() -> None:
        async with watched.transaction() as tx:
            await add(tx, "b")
            begun.set()
            await over.wait()

    hurried = asyncio.create_task(keep(watched, "a", limit_s=0.2))
    dawdling = asyncio.create_task(dawdle())
    await begun.wait()
    with pytest.raises(NotSaved):
        await hurried
    over.set()
    with pytest.raises(NotSaved):
        await dawdling
    assert kept(path) == []

    await keep(watched, "c")
    assert kept(path) == ["c"]


async def test_a_statement_after_the_end_is_refused(watched: Store) -> None:
    async with watched.transaction() as tx:
        await add(tx, "a")
    with pytest.raises(RuntimeError, match="ended"):
        await add(tx, "b")


async def test_another_process_that_writes_is_waited_for(watched: Store, path: Path) -> None:
    other = await holder(path)
    keeping = asyncio.create_task(keep(watched, "a"))
    blocked = asyncio.create_task(keep(watched, "b", limit_s=0.1))
    with pytest.raises(NotSaved):
        await blocked
    assert not keeping.done()

    await other.communicate(b"\n")
    await keeping
    assert kept(path) == ["a"]


async def test_another_process_that_writes_too_long_stops_neither_loop_nor_words(
    watched: Store, path: Path
) -> None:
    other = await holder(path)
    loop = asyncio.get_running_loop()
    turns: list[float] = []

    def turn() -> None:
        turns.append(loop.time())
        if loop.is_running():
            turning[0] = loop.call_later(0.01, turn)

    turning = [loop.call_later(0, turn)]
    began = loop.time()
    with pytest.raises(NotSaved):
        await keep(watched, "a", limit_s=0.5)
    took = loop.time() - began
    turning[0].cancel()
    await other.communicate(b"\n")
    assert took < 1
    assert max(later - earlier for earlier, later in pairwise(turns)) < 0.25


async def holder(path: Path) -> asyncio.subprocess.Process:
    """Start a process that holds the write lock until it is sent a line."""
    pipe = asyncio.subprocess.PIPE
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLD_THE_LOCK, str(path), stdin=pipe, stdout=pipe
    )
    assert other.stdout is not None
    assert await other.stdout.readline() == b"held\n"
    return other
