"""Jobs are owed, moved and cancelled by the transaction that decides on them."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.store import owed
from bot.store.job_tables import jobs
from bot.store.owed import NewJob
from bot.store.transaction import Store, Transaction

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SOON, LATER = NOW + timedelta(minutes=1), NOW + timedelta(minutes=9)
KEY = "T1:timer:7"
LIVE = sa.select(jobs.c.args, jobs.c.due_at, jobs.c.run_at, jobs.c.lease).order_by(jobs.c.id)

Act = Callable[[Transaction], Awaitable[object]]


def job(
    name: str, *, due_at: datetime = NOW, key: str | None = None, lane: str | None = None
) -> NewJob:
    return NewJob("say", {"name": name}, "T1", due_at, key, lane)


async def do(store: Store, act: Act, *, and_raise: bool = False) -> object:
    async with store.transaction() as tx:
        result = await act(tx)
        if and_raise:
            raise LookupError
    return result


async def owed_now(store: Store) -> list[tuple[str, datetime]]:
    async with store.reading() as reader:
        return [(row.args["name"], row.run_at) for row in await reader.rows(LIVE)]


async def test_jobs_are_owed_with_the_transaction(store: Store) -> None:
    await do(store, lambda tx: owed.enqueue_all(tx, [job("a"), job("b", due_at=SOON), job("c")]))
    assert sorted(await owed_now(store)) == [("a", NOW), ("b", SOON), ("c", NOW)]


async def test_none_is_owed_when_there_is_none(store: Store) -> None:
    await do(store, lambda tx: owed.enqueue_all(tx, []))
    assert await owed_now(store) == []


@pytest.mark.parametrize(
    "act",
    [
        lambda tx: owed.enqueue(tx, job("b")),
        lambda tx: owed.enqueue(tx, job("b", key=KEY)),
        lambda tx: owed.cancel(tx, KEY),
    ],
    ids=["enqueue", "move", "cancel"],
)
async def test_what_was_decided_goes_when_the_decision_goes(store: Store, act: Act) -> None:
    await do(store, lambda tx: owed.enqueue(tx, job("a", due_at=SOON, key=KEY)))
    with pytest.raises(LookupError):
        await do(store, act, and_raise=True)
    assert await owed_now(store) == [("a", SOON)]


@pytest.mark.parametrize(("second", "runs_at"), [(NOW, NOW), (SOON, SOON), (LATER, SOON)])
async def test_a_delivery_is_owed_once_at_the_earlier_time(
    store: Store, second: datetime, runs_at: datetime
) -> None:
    await do(store, lambda tx: owed.enqueue(tx, job("a", due_at=SOON, key=KEY, lane="L")))
    await do(store, lambda tx: owed.enqueue(tx, job("b", due_at=second, key=KEY, lane="L")))
    assert await owed_now(store) == [("b", runs_at)]


@pytest.mark.parametrize("second", [NOW, SOON, LATER])
async def test_a_timer_is_owed_once_at_the_new_time(store: Store, second: datetime) -> None:
    await do(store, lambda tx: owed.enqueue(tx, job("a", due_at=SOON, key=KEY)))
    await do(store, lambda tx: owed.enqueue(tx, job("b", due_at=second, key=KEY)))
    assert await owed_now(store) == [("b", second)]


async def test_one_call_moves_timers_and_hurries_deliveries(store: Store) -> None:
    def at(due_at: datetime) -> list[NewJob]:
        return [job("t", due_at=due_at, key=KEY), job("d", due_at=due_at, key="T1:card", lane="L")]

    await do(store, lambda tx: owed.enqueue_all(tx, at(SOON)))
    await do(store, lambda tx: owed.enqueue_all(tx, at(LATER)))
    assert await owed_now(store) == [("t", LATER), ("d", SOON)]


async def test_of_one_key_in_one_call_the_last_counts(store: Store) -> None:
    new = [job("a", due_at=SOON, key=KEY), job("b", due_at=LATER, key=KEY), job("c", key="other")]
    await do(store, lambda tx: owed.enqueue_all(tx, new))
    assert sorted(await owed_now(store)) == [("b", LATER), ("c", NOW)]


async def test_those_cancelled_are_owed_no_longer(store: Store) -> None:
    new = [job(name, key=f"T1:{name}") for name in "abc"]
    await do(store, lambda tx: owed.enqueue_all(tx, new))
    await do(store, lambda tx: owed.cancel(tx, "T1:a", "T1:c", "T1:nobody's"))
    assert await owed_now(store) == [("b", NOW)]
