"""Jobs of a kind that fall due together run together; what that leaves is run one by one."""

import asyncio
from collections.abc import Sequence

from bot.jobs import queue
from bot.jobs.outcomes import Done, Outcome
from bot.jobs.queue import Claimed, Ended
from tests.jobs.workbench import Workbench

SOON_S = 10


class Batches:
    """Ends those of a batch whose names it takes; refuses the whole batch if one is bad."""

    def __init__(self, bench: Workbench, takes: str, *, bad: str = "") -> None:
        self._bench = bench
        self._takes = takes
        self._bad = bad
        self.seen: list[str] = []

    async def __call__(self, jobs: Sequence[Claimed]) -> frozenset[int]:
        names = "".join(job.args["name"] for job in jobs)
        self.seen.append(names)
        async with self._bench.store.transaction() as tx:
            ended = [job for job in jobs if job.args["name"] in self._takes]
            lost = await queue.finish_all(tx, [Ended(job) for job in ended])
            if set(names) & set(self._bad):
                raise ValueError
        return frozenset(job.id for job in ended) - lost


async def owe(bench: Workbench, names: str) -> None:
    await bench.owe(*(bench.job(name) for name in names))


async def test_what_is_due_together_runs_together(bench: Workbench) -> None:
    await owe(bench, "abc")
    batch = Batches(bench, "abc")
    assert await bench.worker(batch=batch).run_due() == 3
    assert (batch.seen, bench.names) == (["abc"], [])
    assert await bench.how_many() == 0


async def test_one_alone_needs_no_batch(bench: Workbench) -> None:
    await owe(bench, "a")
    batch = Batches(bench, "a")
    await bench.worker(batch=batch).run_due()
    assert (batch.seen, bench.names) == ([], ["a"])


async def test_what_a_batch_leaves_runs_one_by_one(bench: Workbench) -> None:
    await owe(bench, "abcd")
    await bench.worker(batch=Batches(bench, "bd")).run_due()
    assert sorted(bench.names) == ["a", "c"]
    assert await bench.how_many() == 0


async def test_a_bad_one_stops_nobody_else(bench: Workbench) -> None:
    async def answer(job: Claimed) -> Outcome:
        if job.args["name"] == "b":
            raise ValueError
        return Done()

    bench.answer = answer
    await owe(bench, "abc")
    batch = Batches(bench, "abc", bad="b")
    await bench.worker(batch=batch).run_due()
    assert (batch.seen, sorted(bench.names)) == (["abc"], ["a", "b", "c"])
    assert await bench.how_many() == 1
    bench.wait(seconds=1)
    assert await bench.claim_names() == ["b"]


async def test_one_that_a_batch_leaves_holds_up_no_others(bench: Workbench) -> None:
    began, others, may_end = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def answer(job: Claimed) -> Outcome:
        if job.args["name"] == "a":
            began.set()
            await may_end.wait()
        else:
            others.set()
        return Done()

    bench.answer = answer
    await owe(bench, "abc")
    worker = bench.worker(batch=Batches(bench, "bc"), concurrency=3)
    working = asyncio.create_task(worker.run())
    await asyncio.wait_for(began.wait(), SOON_S)
    await owe(bench, "d")
    await asyncio.wait_for(others.wait(), SOON_S)
    worker.stop()
    may_end.set()
    await asyncio.wait_for(working, SOON_S)
    assert await bench.how_many() == 0


async def test_a_cancelled_worker_hands_back_a_whole_batch(bench: Workbench) -> None:
    began = asyncio.Event()

    async def batch(_jobs: Sequence[Claimed]) -> frozenset[int]:
        began.set()
        await asyncio.Event().wait()
        raise AssertionError

    await owe(bench, "abc")
    working = asyncio.create_task(bench.worker(batch=batch).run())
    await asyncio.wait_for(began.wait(), SOON_S)
    working.cancel()
    await asyncio.wait({working})
    assert await bench.claim_names() == ["a", "b", "c"]
