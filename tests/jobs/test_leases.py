"""Whose a job is: a lease that is lost must not count, whatever its holder does."""

from datetime import datetime

import pytest

from bot.jobs import queue
from bot.jobs.queue import Ended, LeaseLost
from bot.store import owed
from tests.jobs.workbench import LAPSED, Workbench


async def test_a_job_is_ours_when_it_is_due(bench: Workbench) -> None:
    await bench.owe(bench.job("a", due_at=bench.later(minutes=1)))
    assert await bench.claim() == []

    bench.wait(minutes=1)
    job = await bench.claim_one()
    assert (job.args, job.workspace, job.kind, job.attempt) == ({"name": "a"}, "T1", "say", 1)
    assert job.due_at == job.run_at == bench.now

    assert await bench.claim() == []
    await bench.finish(job)
    assert await bench.how_many() == 0


async def test_the_longest_due_goes_first(bench: Workbench) -> None:
    await bench.owe(bench.job("b"), bench.job("c"))
    await bench.owe(bench.job("a", due_at=bench.later(minutes=-1)))
    first = await bench.claim(limit=2)
    assert [job.args["name"] for job in first] == ["a", "b"]
    assert await bench.claim_names() == ["c"]


async def test_a_lapsed_lease_is_somebody_elses(bench: Workbench) -> None:
    await bench.owe(bench.job("a", lane="L"))
    slow = await bench.claim_one(lease=LAPSED)
    quick = await bench.claim_one()
    assert (quick.id, quick.attempt) == (slow.id, 2)
    for act in (bench.finish(slow), bench.bury(slow), bench.put_off(slow, until=bench.now)):
        with pytest.raises(LeaseLost):
            await act
    await bench.finish(quick)
    with pytest.raises(LeaseLost):
        await bench.finish(quick)


async def test_a_lost_lease_undoes_what_was_done_with_it(bench: Workbench) -> None:
    await bench.owe(bench.job("a"))
    slow = await bench.claim_one(lease=LAPSED)
    await bench.claim_one()

    async def finish_and_owe_more() -> None:
        async with bench.store.transaction() as tx:
            await owed.enqueue(tx, bench.job("never"))
            await queue.finish(tx, slow)

    with pytest.raises(LeaseLost):
        await finish_and_owe_more()
    assert await bench.how_many() == 1


async def test_of_those_that_end_together_only_the_lost_are_told_so(bench: Workbench) -> None:
    await bench.owe(bench.job("a", lane="L"))
    [slow] = await bench.claim(lease=LAPSED)
    [quick] = await bench.claim()
    await bench.owe(bench.job("b", lane="L"), bench.job("c"))
    [other] = await bench.claim()
    async with bench.store.transaction() as tx:
        assert await queue.finish_all(tx, [Ended(slow), Ended(other)]) == {slow.id}
    assert await bench.claim() == []  # the lane is not that run's to free
    await bench.finish(quick)
    assert await bench.claim_names() == ["b"]


async def test_turning_the_clock_ends_no_lease(bench: Workbench) -> None:
    await bench.owe(bench.job("a", lane="L"))
    job = await bench.claim_one()
    bench.wait(days=365)
    assert await bench.claim() == []
    bench.wait(days=-730)
    await bench.finish(job)


async def test_a_heartbeat_keeps_the_lease_of_the_job_and_its_lane(bench: Workbench) -> None:
    await bench.owe(bench.job("a", lane="L"))
    job = await bench.claim_one(lease=LAPSED)
    async with bench.store.transaction() as tx:
        await queue.heartbeat(tx, [job])
    await bench.owe(bench.job("b", lane="L"))
    assert await bench.claim() == []
    await bench.finish(job)
    assert await bench.claim_names() == ["b"]


async def test_a_heartbeat_of_the_dead_takes_nothing_back(bench: Workbench) -> None:
    await bench.owe(bench.job("a", lane="L"))
    slow = await bench.claim_one(lease=LAPSED)
    await bench.finish(await bench.claim_one())
    async with bench.store.transaction() as tx:
        await queue.heartbeat(tx, [slow])
        await queue.free_lanes(tx, [slow])
    await bench.owe(bench.job("b", lane="L"))
    assert await bench.claim_names() == ["b"]


async def test_what_is_given_back_is_taken_at_once(bench: Workbench) -> None:
    await bench.owe(bench.job("a", lane="L"))
    job = await bench.claim_one()
    async with bench.store.transaction() as tx:
        await queue.give_back(tx, [job])
    assert await bench.claim_names() == ["a"]


async def test_the_next_moment_is_the_next_job_or_the_end_of_a_rest(bench: Workbench) -> None:
    async def next_run_at() -> datetime | None:
        async with bench.store.reading() as reader:
            return await queue.next_run_at(reader, now=bench.now)

    assert await next_run_at() is None
    await bench.owe(bench.job("a", due_at=bench.later(minutes=5)))
    assert await next_run_at() == bench.later(minutes=5)
    await bench.owe(bench.job("b", lane="L"))
    await bench.finish_and_rest(await bench.claim_one(), until=bench.later(seconds=30))
    assert await next_run_at() == bench.later(seconds=30)
