"""A worker in a process of its own, for tests that kill it: python worker_process.py URL ENDS.

It says `began NAME` for each job it starts; the job ends at once when ENDS is `ends`, else never.
"""

import asyncio
import sys
from datetime import timedelta

from bot.jobs.outcomes import Done, Outcome
from bot.jobs.queue import Claimed
from bot.jobs.worker import Worker
from bot.store.transaction import Store
from tests.jobs.workbench import NINE


async def main(url: str, ends: str) -> None:
    async def handle(job: Claimed) -> Outcome:
        print("began", job.args["name"], flush=True)  # noqa: T201 - the test reads it
        if ends != "ends":
            await asyncio.Event().wait()
        return Done()

    store = await Store.open(url)
    lease = timedelta(seconds=1)
    worker = Worker(store, {"say": handle}, lambda: NINE, lease=lease, poll=timedelta(minutes=1))
    async with store.woken_by_work(lambda: print("listens", flush=True)):  # noqa: T201
        await worker.run()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
