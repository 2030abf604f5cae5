"""The worker's own life: woken, stopped, cancelled, cut off from its database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.jobs.outcomes import Done, Outcome
from bot.jobs.queue import Claimed
from bot.jobs.worker import Worker
from bot.store.failures import NotSaved, PerhapsSaved
from bot.store.job_tables import jobs
from bot.store.transaction import Store, Transaction
from tests.jobs.workbench import Workbench

SOON_S = 10
TIDYING = 20
"""Looks into the database."""


class Steps:
    """A handler that says when it began, and goes on when it is let."""

    def __init__(self) -> None:
        self.began = asyncio.Event()
        self.may_end = asyncio.Event()

    async def answer(self, _job: Claimed) -> Outcome:
        self.began.set()
        await self.may_end.wait()
        return Done()


@asynccontextmanager
async def running(worker: Worker) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(worker.run())
    yield task
    worker.stop()
    await asyncio.wait_for(task, SOON_S)


async def soon(event: asyncio.Event) -> None:
    await asyncio.wait_for(event.wait(), SOON_S)


async def test_work_wakes_the_worker_of_its_own_process(bench: Workbench) -> None:
    steps = Steps()
    bench.answer = steps.answer
    async with running(bench.worker()):
        await bench.owe(bench.job("a"))
        await soon(steps.began)
        steps.may_end.set()
    assert await bench.how_many() == 0


async def test_a_turned_clock_is_noticed_when_the_worker_is_woken(bench: Workbench) -> None:
    steps = Steps()
    bench.answer = steps.answer
    steps.may_end.set()
    await bench.owe(bench.job("a", due_at=bench.later(hours=1)))
    worker = bench.worker()
    async with running(worker):
        bench.wait(hours=1)
        worker.wake()
        await soon(steps.began)


async def test_work_that_nobody_told_of_is_found_by_looking(
    bench: Workbench, database_url: str
) -> None:
    steps = Steps()
    bench.answer = steps.answer
    steps.may_end.set()
    elsewhere = Workbench(await Store.open(database_url))
    async with running(bench.worker(poll=timedelta(seconds=0.05))):
        async with elsewhere.store.transaction() as tx:
            row = {"workspace": "T1", "kind": "say", "args": {"name": "a"}}
            await tx.execute(jobs.insert(), {**row, "due_at": bench.now, "run_at": bench.now})
        await soon(steps.began)
    await elsewhere.store.close()


async def test_jobs_run_side_by_side_up_to_a_limit(bench: Workbench) -> None:
    steps = Steps()
    bench.answer = steps.answer
    await bench.owe(*(bench.job(name) for name in "abcde"))
    async with running(bench.worker(concurrency=3)):
        await soon(steps.began)
        assert len(await bench.claim()) == 2
        steps.may_end.set()
    assert sorted(bench.names) == ["a", "b", "c"]


@pytest.mark.parametrize(("many", "one"), [("L", None), (None, "L")], ids=["timers", "deliveries"])
async def test_there_is_room_for_both_kinds(
    bench: Workbench, many: str | None, one: str | None
) -> None:
    steps, ran = Steps(), asyncio.Event()

    async def answer(job: Claimed) -> Outcome:
        if job.args["name"] == "a":
            return await steps.answer(job)
        ran.set()
        return Done()

    bench.answer = answer
    await bench.owe(bench.job("a", lane=many))
    async with running(bench.worker(concurrency=1)):
        await soon(steps.began)
        await bench.owe(bench.job("b", lane=one))
        await soon(ran)
        steps.may_end.set()


async def test_stopping_waits_for_the_job_under_way(bench: Workbench) -> None:
    steps = Steps()
    bench.answer = steps.answer
    await bench.owe(bench.job("a"))
    worker = bench.worker()
    task = asyncio.create_task(worker.run())
    await soon(steps.began)
    worker.stop()
    await bench.owe(bench.job("b"))
    assert not task.done()
    steps.may_end.set()
    await asyncio.wait_for(task, SOON_S)
    assert await bench.claim_names() == ["b"]


async def test_a_job_that_does_not_end_in_time_is_handed_back(bench: Workbench) -> None:
    steps = Steps()
    bench.answer = steps.answer
    await bench.owe(bench.job("a", lane="L"))
    async with running(bench.worker(stop_limit=timedelta(0))):
        await soon(steps.began)
    assert await bench.claim_names() == ["a"]


async def test_a_cancelled_worker_hands_back_what_is_under_way(bench: Workbench) -> None:
    steps = Steps()
    bench.answer = steps.answer
    await bench.owe(bench.job("a", lane="L"))
    task = asyncio.create_task(bench.worker().run())
    await soon(steps.began)
    task.cancel()
    await asyncio.wait({task})
    assert task.cancelled()
    assert await bench.claim_names() == ["a"]


async def test_nothing_is_handed_back_before_it_has_ended(bench: Workbench) -> None:
    """Tidying up takes a job a while, too; nobody else may begin meanwhile."""
    began, was_ours = asyncio.Event(), []

    async def answer(_job: Claimed) -> Outcome:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            for _ in range(TIDYING):
                async with bench.store.reading() as reader:
                    was_ours.append(await reader.scalar(sa.select(jobs.c.lease)) is not None)
        return Done()

    bench.answer = answer
    await bench.owe(bench.job("a"))
    async with running(bench.worker(stop_limit=timedelta(0))):
        await soon(began)
    assert was_ours == [True] * TIDYING
    assert await bench.claim_names() == ["a"]


async def test_a_slow_job_keeps_its_lease(bench: Workbench) -> None:
    steps, beaten = Steps(), asyncio.Event()
    bench.answer = steps.answer
    await bench.owe(bench.job("a", lane="L"), bench.job("b", lane="L"))
    lease = timedelta(seconds=1)
    async with running(bench.worker(lease=lease, concurrency=1)):
        await soon(steps.began)
        asyncio.get_running_loop().call_later(3 * lease.total_seconds(), beaten.set)
        await soon(beaten)
        assert await bench.claim() == []
        steps.may_end.set()
    assert bench.names[0] == "a"


class Outage(Store):
    """A store whose next transactions fail, before or after they were kept."""

    failures: list[NotSaved | PerhapsSaved]
    over: asyncio.Event

    @asynccontextmanager
    async def transaction(self, *, limit_s: float = 2.5) -> AsyncIterator[Transaction]:
        failure = self.failures.pop(0) if self.failures else None
        if not self.failures:
            self.over.set()
        if isinstance(failure, NotSaved):
            raise failure
        async with super().transaction(limit_s=limit_s) as tx:
            yield tx
        if failure is not None:
            raise failure


async def test_an_outage_of_the_database_only_delays(database_url: str) -> None:
    store = await Outage.open(database_url)
    store.failures, store.over = [], asyncio.Event()
    bench, steps = Workbench(store), Steps()
    bench.answer = steps.answer
    await bench.owe(bench.job("a"))
    store.failures = [NotSaved()]  # the claim
    store.over.clear()
    async with running(bench.worker()):
        await soon(steps.began)
        store.failures = [NotSaved(), PerhapsSaved()]  # writing down that it is done
        store.over.clear()
        steps.may_end.set()
        await soon(store.over)
    assert bench.names == ["a"]
    assert await bench.how_many() == 0
    await store.close()


async def test_a_run_that_nobody_can_prove_ends_before_another_begins(database_url: str) -> None:
    """What it would send after its lease ran out, the other one has sent."""
    store = await Outage.open(database_url)
    store.failures, store.over = [], asyncio.Event()
    bench, began, again, seen = Workbench(store), asyncio.Event(), asyncio.Event(), list[str]()

    async def answer(job: Claimed) -> Outcome:
        seen.append(f"began {job.attempt}")
        if job.attempt > 1:
            again.set()
            return Done()
        began.set()
        try:
            await asyncio.Event().wait()
            return Done()
        finally:
            seen.append("ended")
            store.failures = []

    bench.answer = answer
    await bench.owe(bench.job("a", lane="L"))
    worker = bench.worker(lease=timedelta(seconds=1), poll=timedelta(seconds=0.1))
    async with running(worker):
        await soon(began)
        store.failures = [NotSaved() for _ in range(1000)]  # no heartbeat passes
        await soon(again)
    assert seen == ["began 1", "ended", "began 2"]
    await store.close()


async def test_a_run_whose_lease_could_not_be_extended_ends(bench: Workbench) -> None:
    began, ended = asyncio.Event(), asyncio.Event()

    async def answer(_job: Claimed) -> Outcome:
        began.set()
        try:
            await asyncio.Event().wait()
            return Done()
        finally:
            ended.set()

    bench.answer = answer
    await bench.owe(bench.job("a", lane="L"))
    async with running(bench.worker(lease=timedelta(seconds=1))):
        await soon(began)
        async with bench.store.transaction() as tx:
            await tx.execute(jobs.update().values(lease="another's"))
        await soon(ended)
