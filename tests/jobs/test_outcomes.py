"""What a handler says becomes of its job, and what it does not say as well."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.jobs import queue
from bot.jobs.outcomes import Again, Done, Never, Outcome, Settled
from bot.jobs.queue import Claimed
from bot.jobs.settlement import MOST_CRASHES, wait_after
from bot.store import owed
from bot.store.failures import NotSaved
from bot.store.transaction import Transaction
from tests.jobs.workbench import KEY, Answer, Workbench


def says(outcome: Outcome) -> Answer:
    async def answer(_job: Claimed) -> Outcome:
        return outcome

    return answer


def breaks(error: Exception) -> Answer:
    async def answer(_job: Claimed) -> Outcome:
        raise error

    return answer


@given(st.integers(min_value=0), st.floats(0, 1))
def test_no_wait_is_longer_than_five_minutes_and_its_jitter(attempts: int, chance: float) -> None:
    wait = wait_after(attempts, lambda: chance)
    assert timedelta(seconds=1) <= wait <= timedelta(minutes=5) * 1.25


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 1), (2, 2), (3, 4), (9, 256), (10, 300)])
def test_waits_grow_with_each_attempt(attempts: int, seconds: int) -> None:
    assert wait_after(attempts, lambda: 0.0) == timedelta(seconds=seconds)


async def test_everything_due_is_run_and_what_that_owes(bench: Workbench) -> None:
    async def owe_one_more(job: Claimed) -> Outcome:
        if job.args["name"] == "a":
            await bench.owe(bench.job("b"), bench.job("later", due_at=bench.later(minutes=1)))
        return Done()

    bench.answer = owe_one_more
    await bench.owe(bench.job("a"))
    assert await bench.worker().run_due() == 2
    assert bench.names == ["a", "b"]
    assert await bench.how_many() == 1


async def test_a_lane_is_told_in_order(bench: Workbench) -> None:
    names = [f"{number:02}" for number in range(20)]
    await bench.owe(*(bench.job(name, lane="L") for name in names))
    await bench.worker().run_due()
    assert bench.names == names


async def test_done_may_let_the_lane_rest(bench: Workbench) -> None:
    bench.answer = says(Done(pause_lane=timedelta(seconds=1)))
    await bench.owe(bench.job("a", lane="L"), bench.job("b", lane="L"))
    assert await bench.worker().run_due() == 1
    bench.wait(seconds=1)
    assert await bench.worker().run_due() == 1


async def test_again_waits_longer_each_time_and_never_gives_up(bench: Workbench) -> None:
    bench.answer = says(Again("Slack is away"))
    await bench.owe(bench.job("a"))
    for _ in range(50):
        assert await bench.worker().run_due() == 1
        bench.wait(minutes=5)
    waits = [later.run_at - job.run_at for job, later in pairwise(bench.ran)]
    assert bench.ran[-1].attempt == 50
    assert max(waits) <= timedelta(minutes=10)
    assert await bench.dead_letters() == []


async def test_a_whole_lane_waits_as_long_as_slack_says(bench: Workbench) -> None:
    bench.answer = says(Again("ratelimited", after=timedelta(seconds=30), whole_lane=True))
    await bench.owe(bench.job("a", lane="L"), bench.job("b", lane="L"), bench.job("x", lane="M"))
    await bench.worker().run_due()
    assert bench.names == ["a", "x"]

    bench.answer = says(Done())
    bench.wait(seconds=29)
    assert await bench.worker().run_due() == 0
    bench.wait(seconds=1)
    await bench.worker().run_due()
    assert bench.names == ["a", "x", "a", "x", "b"]


async def test_never_is_kept_and_told(bench: Workbench) -> None:
    told: list[str] = []

    async def tell(tx: Transaction, job: Claimed, why: str) -> None:
        told.append(why)
        await owed.enqueue(tx, bench.job("sorry", due_at=bench.later(minutes=1)))

    bench.answer = says(Never("is_archived"))
    await bench.owe(bench.job("a", lane="L"))
    await bench.worker(on_buried=tell).run_due()
    [dead] = await bench.dead_letters()
    assert (dead.last_error, told) == ("is_archived", ["is_archived"])
    assert await bench.how_many() == 2


async def test_a_handler_that_breaks_is_tried_again_and_given_up_at_last(bench: Workbench) -> None:
    bench.answer = breaks(KeyError("Mrs Example"))
    await bench.owe(bench.job("a"))
    with capture_logs() as logs:
        while not await bench.dead_letters():
            assert await bench.worker().run_due() == 1
            bench.wait(minutes=6)
    assert len(bench.ran) == MOST_CRASHES
    assert "Mrs Example" not in str(logs)
    [dead] = await bench.dead_letters()
    reference = logs[-2]["reference"]
    assert dead.last_error == f"KeyError ({reference})"


async def test_trouble_with_the_database_is_no_breakage(bench: Workbench) -> None:
    bench.answer = breaks(NotSaved())
    await bench.owe(bench.job("a"))
    for _ in range(MOST_CRASHES + 1):
        await bench.worker().run_due()
        bench.wait(minutes=6)
    assert await bench.dead_letters() == []


async def test_a_handler_may_finish_its_job_with_what_it_does(bench: Workbench) -> None:
    async def set_anew(job: Claimed) -> Outcome:
        async with bench.store.transaction() as tx:
            await queue.finish(tx, job)
            await owed.enqueue(tx, bench.job("b", key=KEY, due_at=bench.later(minutes=30)))
        return Settled()

    bench.answer = set_anew
    await bench.owe(bench.job("a", key=KEY))
    assert await bench.worker().run_due() == 1
    bench.wait(minutes=30)
    assert await bench.worker().run_due() == 1
    assert bench.names == ["a", "b"]


async def test_a_job_cancelled_while_it_ran_frees_its_lane(bench: Workbench) -> None:
    async def be_cancelled(job: Claimed) -> Outcome:
        if job.args["name"] == "a":
            async with bench.store.transaction() as tx:
                await owed.cancel(tx, KEY)
        return Done()

    bench.answer = be_cancelled
    await bench.owe(bench.job("a", key=KEY, lane="L"), bench.job("b", lane="L"))
    await bench.worker().run_due()
    assert bench.names == ["a", "b"]


async def test_a_timer_moved_while_it_ran_keeps_its_new_time(bench: Workbench) -> None:
    async def be_moved(job: Claimed) -> Outcome:
        if job.args["name"] == "a":
            await bench.owe(bench.job("b", key=KEY, due_at=bench.later(minutes=30)))
        return Done()

    bench.answer = be_moved
    await bench.owe(bench.job("a", key=KEY))
    await bench.worker().run_due()
    assert bench.names == ["a"]
    bench.wait(minutes=30)
    await bench.worker().run_due()
    assert bench.names == ["a", "b"]


async def test_each_run_is_logged_without_its_words(bench: Workbench) -> None:
    await bench.owe(bench.job("Mrs Example"))
    bench.wait(seconds=2)
    with capture_logs() as logs:
        await bench.worker().run_due()
    line: dict[str, Any] = dict(logs[-1])
    assert line.pop("id") > 0
    assert line == {
        "event": "job",
        "log_level": "info",
        "kind": "say",
        "attempt": 1,
        "outcome": "done",
        "late_ms": 2000,
    }
