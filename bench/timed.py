"""A worker of the product's own with nothing but timers, in a process of its own."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from bench.lines import answer_all, say
from bench.striking import now, struck
from bot.jobs.outcomes import Done
from bot.jobs.queue import Claimed
from bot.store import owed
from bot.store.owed import NewJob
from bot.store.transaction import Store

KIND: Final = "tick"
BATCH: Final = 1000
BATCH_LIMIT_S: Final = 60
LEAD: Final = timedelta(seconds=3)


async def fill(*, url: str, pending: int) -> None:
    """Owe so many timers that are due tomorrow."""
    store = await Store.open(url)
    tomorrow = now() + timedelta(days=1)
    for first in range(0, pending, BATCH):
        async with store.transaction(limit_s=BATCH_LIMIT_S) as tx:
            await owed.enqueue_all(tx, _timers(f"later:{first}", BATCH, tomorrow))
    await store.close()


async def strike(*, url: str, due: int) -> dict[str, Any]:
    """Let so many fall due at one instant; return what `bench.striking` saw."""
    store = await Store.open(url)
    async with store.transaction(limit_s=BATCH_LIMIT_S) as tx:
        await owed.enqueue_all(tx, _timers("now", due, now() + LEAD))
    found = await struck(store, {KIND: _tick}, kinds=[KIND], due=due)
    await store.close()
    return found


async def _tick(_job: Claimed) -> Done:
    return Done()


def _timers(name: str, count: int, due_at: datetime) -> Iterator[NewJob]:
    for number in range(count):
        yield NewJob(
            kind=KIND,
            args={"incident": number},
            workspace="T01PRACTICE",
            due_at=due_at,
            dedupe_key=f"{name}:{number}",
        )


async def main() -> None:
    say("ready")
    await answer_all({doing.__name__: doing for doing in (fill, strike)})


if __name__ == "__main__":
    asyncio.run(main())
