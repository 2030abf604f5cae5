"""Who waits for the workspace to change: live pages and tests."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final

LOOK_AGAIN_S: Final = 0.01


class Changes:
    def __init__(self) -> None:
        self.version = 1
        self._changed = asyncio.Event()

    def note(self) -> None:
        self.version += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def after(self, version: int) -> int:
        """Wait until the version is past `version`; return it."""
        while self.version <= version:
            await self._changed.wait()
        return self.version

    async def until(self, holds: Callable[[], bool], *, within_s: float) -> None:
        """Wait until something holds; raises `TimeoutError` after `within_s` real seconds.

        Looks at each change, and now and then besides: it may hold of the app, not of Slack.
        """
        async with asyncio.timeout(within_s):
            while not holds():
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), timeout=LOOK_AGAIN_S)
