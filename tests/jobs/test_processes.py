"""Workers in processes of their own: one is killed and another takes over; one hears another."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from bot.jobs.outcomes import Done, Outcome
from bot.jobs.queue import Claimed
from bot.store.transaction import Store
from tests.jobs.workbench import Workbench

PROJECT = Path(__file__).parents[2]


@asynccontextmanager
async def worker_process(url: str, *, ends: bool) -> AsyncIterator[Process]:
    how = "ends" if ends else "hangs"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.jobs.worker_process", url, how, stdout=PIPE, cwd=PROJECT
    )
    yield process
    if process.returncode is None:
        process.kill()
    await process.communicate()


async def said(process: Process, words: str) -> None:
    assert process.stdout is not None
    async with asyncio.timeout(20):
        async for line in process.stdout:
            if line.decode().strip() == words:
                return
    raise AssertionError(f"the worker never said: {words}")


async def test_a_killed_workers_job_is_finished_by_another(
    bench: Workbench, database_url: str
) -> None:
    await bench.owe(bench.job("a", lane="L"))
    async with worker_process(database_url, ends=False) as process:
        await said(process, "began a")
        assert await bench.claim() == []
        process.kill()
        await process.wait()

    taken_over = asyncio.Event()

    async def take_over(_job: Claimed) -> Outcome:
        taken_over.set()
        return Done()

    bench.answer = take_over
    worker = bench.worker(poll=timedelta(seconds=0.1))
    task = asyncio.create_task(worker.run())
    await asyncio.wait_for(taken_over.wait(), 20)
    worker.stop()
    await task
    assert await bench.how_many() == 0
    [job] = bench.ran
    assert (job.args["name"], job.attempt) == ("a", 2)


async def test_a_worker_hears_of_work_in_another_process(postgres_url: str) -> None:
    bench = Workbench(await Store.open(postgres_url))
    async with worker_process(postgres_url, ends=True) as process:
        await said(process, "listens")  # it looks once a minute: what comes now it must hear
        await bench.owe(bench.job("a"))
        await said(process, "began a")
    await bench.store.close()
