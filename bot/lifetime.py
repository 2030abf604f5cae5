"""How long a process works: until somebody stops it."""

import asyncio
import signal
from collections.abc import Coroutine
from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import Any


def run_until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Let Ctrl-C and SIGTERM end the work in order: what was taken up is finished or given back."""
    asyncio.run(_until_stopped(work))


async def for_ever() -> None:
    await asyncio.Event().wait()


async def all_ended(tasks: AbstractSet[asyncio.Task[Any]], *, within_s: float) -> None:
    """Wait for them, and for what joins them meanwhile; those that are late are broken off.

    Whoever ends leaves the set by itself. None of them does anything once this has returned.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(within_s):
            while tasks:
                await asyncio.wait(tuple(tasks))
    late = tuple(tasks)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)


async def _until_stopped(work: Coroutine[Any, Any, None]) -> None:
    task = asyncio.ensure_future(work)
    for stop in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(stop, task.cancel)
    with suppress(asyncio.CancelledError):
        await task
