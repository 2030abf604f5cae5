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
LOOK_S: Final = 1.0
STEP: Final = timedelta(minutes=10)
WAITING: Final = sa.select(sa.func.count()).where(
    jobs.c.dead_at.is_(None),
    sa.or_(jobs.c.run_at <= sa.bindparam("now"), jobs.c.lease.is_not(None)),
)


async def quiet(store: Store, clock: PracticeClock) -> bool:
    """Let everything that is owed arrive; return whether it did in time. The clock stands then."""
    clock.set_rate(1)
    for _ in range(GOES_ON // STEP):
        clock.turn(STEP)
        await _nothing_waits(store, clock, limit_s=LIMIT_S)
    while True:
        was_quiet = await _nothing_waits(store, clock, limit_s=LIMIT_S)
        clock.set_rate(0)
        await asyncio.sleep(LOOK_S)
        if not was_quiet or await waiting(store, clock.now()) == 0:
            return was_quiet
        clock.set_rate(1)


async def waiting(store: Store, now: datetime) -> int:
    """Return how many jobs are due or under way."""
    async with store.reading() as reader:
        return int(await reader.scalar(WAITING, {"now": now}))


async def _nothing_waits(store: Store, clock: PracticeClock, *, limit_s: float) -> bool:
    for _ in range(int(limit_s / LOOK_S)):
        if await waiting(store, clock.now()) == 0:
            return True
        await asyncio.sleep(LOOK_S)
    return False
