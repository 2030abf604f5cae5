"""The runs that are under way: of one job, or of a batch whose leavings then run one by one.

A run is broken off before its lease may have run out: what it would send after that, another run
has perhaps sent already. What it has sent by then is found by the one that follows.
"""

import asyncio
from collections.abc import Callable, Coroutine
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import timedelta
from itertools import chain
from traceback import extract_tb
from typing import Any, Final

import structlog

from bot.jobs.queue import Claimed

Jobs = tuple[Claimed, ...]
Run = Callable[[Jobs], Coroutine[Any, Any, Jobs]]
"""Returns those that are left."""
SAFE: Final = 0.9
"""Of a lease: a run that nobody has proven for so long ends."""

log = structlog.get_logger()


class UnderWay:
    def __init__(self, run: Run, on_end: Callable[[], None], lease: timedelta) -> None:
        self._run = run
        self._on_end = on_end
        self._safe_s = lease.total_seconds() * SAFE
        self._running: dict[asyncio.Task[Jobs], Jobs] = {}
        self._alarms: dict[asyncio.Task[Any], asyncio.TimerHandle] = {}
        """When each is broken off; none for those that only have to be written down."""

    @property
    def jobs(self) -> list[Claimed]:
        return [*chain.from_iterable(self._running.values())]

    def start(self, jobs: Jobs, *, since: float) -> None:
        """Run them; `since` is when they were leased, at the earliest, by the monotonic clock."""
        self._start(jobs, until=since + self._safe_s)

    def hold(self, held: AbstractSet[int], *, since: float) -> None:
        """Let the runs of the jobs with these ids go on: their leases were extended."""
        for running in [*self._alarms]:
            if all(job.id in held for job in self._running[running]):
                self._alarms[running].cancel()
                self._set_alarm(running, since + self._safe_s)

    def is_handled(self) -> None:
        """Let this very run take its time from now on: all it has to do is to be written down."""
        running = asyncio.current_task()
        if running is not None and (alarm := self._alarms.pop(running, None)) is not None:
            alarm.cancel()

    def _start(self, jobs: Jobs, *, until: float) -> None:
        running = asyncio.create_task(self._run(jobs))
        self._running[running] = jobs
        self._set_alarm(running, until)
        running.add_done_callback(self._ended)

    def _set_alarm(self, running: asyncio.Task[Any], at: float) -> None:
        # A loop's time is the monotonic clock's.
        alarm = asyncio.get_running_loop().call_at(at, self._break_off, running)
        self._alarms[running] = alarm

    def _break_off(self, running: asyncio.Task[Jobs]) -> None:
        log.warning("lease not proven", jobs=[job.id for job in self._running[running]])
        running.cancel()

    def _ended(self, running: asyncio.Task[Jobs]) -> None:
        jobs = self._running.pop(running)
        until = 0.0
        if (alarm := self._alarms.pop(running, None)) is not None:
            until = alarm.when()
            alarm.cancel()
        if not running.cancelled():
            if (error := running.exception()) is not None:
                # Its lease runs out, and then it is run again.
                log_breakage("job was not written down", jobs[0], error, reference="")
            else:
                for job in running.result():
                    self._start((job,), until=until)
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
