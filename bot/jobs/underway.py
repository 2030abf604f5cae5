"""The runs that are under way: of one job, or of a batch whose leavings then run one by one."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from itertools import chain
from traceback import extract_tb
from typing import Any

import structlog

from bot.jobs.queue import Claimed

Jobs = tuple[Claimed, ...]
Run = Callable[[Jobs], Coroutine[Any, Any, Jobs]]
"""Returns those that are left."""

log = structlog.get_logger()


class UnderWay:
    def __init__(self, run: Run, on_end: Callable[[], None]) -> None:
        self._run = run
        self._on_end = on_end
        self._running: dict[asyncio.Task[Jobs], Jobs] = {}

    @property
    def jobs(self) -> list[Claimed]:
        return [*chain.from_iterable(self._running.values())]

    def start(self, jobs: Jobs) -> None:
        running = asyncio.create_task(self._run(jobs))
        self._running[running] = jobs
        running.add_done_callback(self._ended)

    def _ended(self, running: asyncio.Task[Jobs]) -> None:
        jobs = self._running.pop(running)
        if not running.cancelled():
            if (error := running.exception()) is not None:
                # Its lease runs out, and then it is run again.
                log_breakage("job was not written down", jobs[0], error, reference="")
            else:
                for job in running.result():
                    self.start((job,))
        self._on_end()

    async def ended(self, *, within_s: float) -> None:
        """Return when all have ended, or when the time is over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                while self._running:
                    await asyncio.wait(tuple(self._running))

    async def cancelled(self) -> list[Claimed]:
        """Cancel them all; return the jobs that had not ended."""
        late: list[Claimed] = []
        while self._running:  # a batch that ends just now starts what it left
            late += self.jobs
            for running in tuple(self._running):
                running.cancel()
            await asyncio.wait(tuple(self._running))
        return late


def log_breakage(what: str, job: Claimed, error: BaseException, reference: str) -> None:
    # Where, but not the error's own words: they may hold what a customer is called.
    where = [f"{frame.filename}:{frame.lineno}" for frame in extract_tb(error.__traceback__)[-5:]]
    log.error(
        what,
        kind=job.kind,
        id=job.id,
        error=type(error).__name__,
        where=where,
        reference=reference,
    )
