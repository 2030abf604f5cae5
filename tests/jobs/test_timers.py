"""Keys: a timer has one live row, however often it is set, moved or asked for."""

import pytest

from bot.jobs import queue
from bot.jobs.queue import LeaseLost
from bot.store import owed
from tests.jobs.workbench import KEY, Workbench


async def test_moving_fences_the_run_under_way(bench: Workbench) -> None:
    await bench.owe(bench.job("a", key=KEY))
    job = await bench.claim_one()
    await bench.owe(bench.job("b", key=KEY, due_at=bench.later(minutes=5)))
    with pytest.raises(LeaseLost):
        await bench.finish(job)
    assert await bench.claim() == []
    bench.wait(minutes=5)
    moved = await bench.claim_one()
    assert (moved.args["name"], moved.attempt, moved.due_at) == ("b", 1, bench.now)


async def test_cancelling_fences_the_run_under_way(bench: Workbench) -> None:
    await bench.owe(bench.job("a", key=KEY))
    job = await bench.claim_one()
    async with bench.store.transaction() as tx:
        await owed.cancel(tx, KEY)
    with pytest.raises(LeaseLost):
        await bench.finish(job)


async def test_cancelling_leaves_the_lane_to_the_run_under_way(bench: Workbench) -> None:
    await bench.owe(bench.job("a", key=KEY, lane="L"), bench.job("b", lane="L"))
    job = await bench.claim_one()
    async with bench.store.transaction() as tx:
        await owed.cancel(tx, KEY)
    assert await bench.claim() == []
    async with bench.store.transaction() as tx:
        await queue.free_lanes(tx, [job])
    assert await bench.claim_names() == ["b"]


async def test_asked_for_again_while_it_runs_it_runs_once_more(bench: Workbench) -> None:
    await bench.owe(bench.job("a", key=KEY, lane="L"))
    job = await bench.claim_one()
    await bench.owe(bench.job("b", key=KEY, lane="L", due_at=bench.later(seconds=1)))
    await bench.owe(bench.job("c", key=KEY, lane="L", due_at=bench.later(seconds=2)))
    assert await bench.claim() == []
    await bench.finish(job)
    assert await bench.claim() == []

    bench.wait(seconds=1)
    once_more = await bench.claim_one()
    assert (once_more.args["name"], once_more.attempt) == ("c", 1)
    await bench.finish(once_more)
    assert await bench.how_many() == 0


async def test_asked_for_again_while_it_fails_for_good_it_runs_once_more(bench: Workbench) -> None:
    await bench.owe(bench.job("a", key=KEY, lane="L"))
    job = await bench.claim_one()
    await bench.owe(bench.job("b", key=KEY, lane="L"))
    assert await bench.bury(job) is False
    assert await bench.claim_names() == ["b"]


async def test_one_that_failed_keeps_its_pause_when_asked_for_again(bench: Workbench) -> None:
    await bench.owe(bench.job("a", key=KEY, lane="L"))
    await bench.put_off(await bench.claim_one(), until=bench.later(seconds=8))
    await bench.owe(bench.job("b", key=KEY, lane="L"))
    assert await bench.claim() == []
    bench.wait(seconds=8)
    assert await bench.claim_names() == ["b"]


async def test_a_timer_sets_itself_anew_in_the_transaction_that_ends_it(bench: Workbench) -> None:
    await bench.owe(bench.job("a", key=KEY))
    job = await bench.claim_one()
    async with bench.store.transaction() as tx:
        await queue.finish(tx, job)
        next_one = bench.job("b", key=KEY, due_at=bench.later(minutes=30))
        await owed.enqueue(tx, next_one)
    assert await bench.claim() == []
    bench.wait(minutes=30)
    assert await bench.claim_names() == ["b"]


async def test_a_timer_fires_once_however_late(bench: Workbench) -> None:
    await bench.owe(bench.job("a", key=KEY))
    bench.wait(days=2)
    job = await bench.claim_one()
    assert job.due_at == bench.later(days=-2)
    await bench.finish(job)
    assert await bench.claim() == []
