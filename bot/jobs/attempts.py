"""Awaiting work of others, whatever comes of it."""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


async def attempted(work: Coroutine[Any, Any, T]) -> T | BaseException:
    """Return its answer, or what it raised; cancelled, it takes the work with it."""
    working = asyncio.create_task(work)
    try:
        await asyncio.wait({working})
    finally:
        working.cancel()
        await asyncio.wait({working})
    error = asyncio.CancelledError() if working.cancelled() else working.exception()
    return working.result() if error is None else error


async def together(works: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """Await them all; should one break off, none goes on behind the caller's back."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
