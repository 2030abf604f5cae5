"""Lanes: one job at a time, in order, resting when told to."""

import sqlalchemy as sa

from bot.store import owed
from bot.store.job_tables import job_lanes
from tests.jobs.workbench import KEY, Workbench


async def test_a_lane_goes_one_at_a_time_in_order(bench: Workbench) -> None:
    await bench.owe(bench.job("a", lane="L"), bench.job("b", lane="L"), bench.job("c", lane="L"))
    await bench.owe(bench.job("x", lane="M"))
    first = await bench.claim()
    assert [job.args["name"] for job in first] == ["a", "x"]
    assert await bench.claim() == []
    await bench.finish(first[0])
    [second] = await bench.claim()
    assert second.args["name"] == "b"
    await bench.finish(second)
    assert await bench.claim_names() == ["c"]


async def test_a_job_that_is_not_due_yet_holds_up_nobody(bench: Workbench) -> None:
    await bench.owe(bench.job("later", lane="L", due_at=bench.later(minutes=1)))
    await bench.owe(bench.job("now", lane="L"))
    assert await bench.claim_names() == ["now"]


async def test_two_of_one_lane_never_run_together_even_out_of_order(bench: Workbench) -> None:
    await bench.owe(bench.job("later", lane="L", due_at=bench.later(minutes=1)))
    await bench.owe(bench.job("now", lane="L"))
    job = await bench.claim_one()
    bench.wait(minutes=1)
    assert await bench.claim() == []
    await bench.finish(job)
    assert await bench.claim_names() == ["later"]


async def test_a_failing_head_holds_its_lane_and_no_other(bench: Workbench) -> None:
    await bench.owe(bench.job("a", lane="L"), bench.job("b", lane="L"))
    await bench.owe(bench.job("x", lane="M"))
    head, other = await bench.claim()
    await bench.put_off(head, until=bench.later(seconds=8))
    await bench.finish(other)
    await bench.owe(bench.job("y", lane="M"))
    assert await bench.claim_names() == ["y"]

    bench.wait(seconds=8)
    [head] = await bench.claim()
    assert (head.args["name"], head.attempt, head.due_at) == ("a", 2, bench.later(seconds=-8))


async def test_a_lane_rests_as_long_as_it_was_told(bench: Workbench) -> None:
    await bench.owe(bench.job("a", lane="L"), bench.job("b", lane="L"))
    await bench.finish_and_rest(await bench.claim_one(), until=bench.later(seconds=1))
    assert await bench.claim() == []
    bench.wait(seconds=1)
    assert await bench.claim_names() == ["b"]


async def test_a_busy_lane_stays_closed_when_its_head_goes(bench: Workbench) -> None:
    await bench.owe(bench.job("a", lane="L", key=KEY))
    await bench.owe(bench.job("b", lane="L"))
    until = bench.later(seconds=30)
    await bench.put_off(await bench.claim_one(), until=until, lane_free_at=until)
    async with bench.store.transaction() as tx:
        await owed.cancel(tx, KEY)
    bench.wait(seconds=29)
    assert await bench.claim() == []
    bench.wait(seconds=1)
    assert await bench.claim_names() == ["b"]


async def test_lanes_carry_their_workspace(bench: Workbench) -> None:
    await bench.owe(bench.job("a", lane="L", workspace="T9"))
    await bench.claim()
    async with bench.store.reading() as reader:
        assert await reader.scalar(sa.select(job_lanes.c.workspace)) == "T9"
