"""The practice clock: what people see and what the bot is given as `now`.

Slack's own protocol limits (3 s, 30 min) use real time and never ask this clock.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta


class PracticeClock:
    """A clock that can be turned forward; `rate` is its seconds per real second, 0 is still."""

    def __init__(self, rate: float = 1.0, start: datetime | None = None) -> None:
        self._rate = rate
        self._practice_s = time.time() if start is None else start.timestamp()
        self._real_s = time.monotonic()
        self._callbacks: list[Callable[[], None]] = []
        self._turned = asyncio.Event()
        self.sleepers = 0  # how many wait for this clock, for tests to know when to turn it

    @property
    def rate(self) -> float:
        return self._rate

    def epoch(self) -> float:
        return self._practice_s + (time.monotonic() - self._real_s) * self._rate

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.epoch(), UTC)

    def turn(self, by: timedelta) -> None:
        if by < timedelta(0):
            raise ValueError("The practice clock only turns forward.")
        self._move(by.total_seconds(), self._rate)

    def set_rate(self, rate: float) -> None:
        if rate < 0:
            raise ValueError("Time does not run backwards: the rate is 0 or more.")
        self._move(0, rate)

    def on_turn(self, callback: Callable[[], None]) -> None:
        self._callbacks.append(callback)

    async def sleep(self, by: timedelta) -> None:
        """Wait until `by` has passed on this clock, whether it runs or is turned."""
        due_s = self.epoch() + by.total_seconds()
        self.sleepers += 1
        try:
            while (left_s := due_s - self.epoch()) > 0:
                with suppress(TimeoutError):
                    async with asyncio.timeout(left_s / self._rate if self._rate else None):
                        await self._turned.wait()
        finally:
            self.sleepers -= 1

    def _move(self, by_s: float, rate: float) -> None:
        self._practice_s, self._real_s = self.epoch() + by_s, time.monotonic()
        self._rate = rate
        self._turned.set()
        self._turned = asyncio.Event()
        for callback in list(self._callbacks):
            callback()
