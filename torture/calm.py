"""After the trouble: time goes on until nothing is due, and then it stands still."""

import asyncio
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from bot.sandbox.clock import PracticeClock
from bot.store.job_tables import jobs
from bot.store.transaction import Store

GOES_ON: Final = timedelta(hours=1)
"""Long enough for every reminder of an update that nobody sends."""
LIMIT_S: Final = 240
LOOK_S: Final = 0.3
STEP: Final = timedelta(minutes=20)
WAITING: Final = sa.select(sa.func.count()).where(
    jobs.c.dead_at.is_(None),
    sa.or_(jobs.c.run_at <= sa.bindparam("now"), jobs.c.lease.is_not(None)),
)


async def quiet(store: Store, clock: PracticeClock) -> bool:
    """Let everything that is owed arrive; return whether it did in time. The clock stands then."""
    was_quiet = True
    for _ in range(GOES_ON // STEP):
        clock.turn(STEP)
        was_quiet = await _nothing_waits(store, clock) and was_quiet
    while True:
        rate = clock.rate
        clock.set_rate(0)
        await asyncio.sleep(LOOK_S)
        if not was_quiet or await waiting(store, clock.now()) == 0:
            return was_quiet
        clock.set_rate(rate)
        was_quiet = await _nothing_waits(store, clock)


async def waiting(store: Store, now: datetime) -> int:
    """Return how many jobs are due or under way."""
    async with store.reading() as reader:
        return int(await reader.scalar(WAITING, {"now": now}))


async def _nothing_waits(store: Store, clock: PracticeClock) -> bool:
    for _ in range(int(LIMIT_S / LOOK_S)):
        if await waiting(store, clock.now()) == 0:
            return True
        await asyncio.sleep(LOOK_S)
    return False
