"""Who waits for the workspace to change: live pages and tests."""

import asyncio
from collections.abc import Callable


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
        """Wait until something holds; raises `TimeoutError` after `within_s` real seconds."""
        async with asyncio.timeout(within_s):
            while not holds():
                await self._changed.wait()
