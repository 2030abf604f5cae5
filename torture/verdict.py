"""What must hold once nothing is owed any more, and each case in which it does not."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Final

import sqlalchemy as sa

from bot.store.transaction import Reader
from torture import broken, cards, kept, money, owed, told
from torture.databases import POSTGRES
from torture.scene import Scene

Check = Callable[[Scene, Reader], Awaitable[Iterator[str]]]

MUST_HOLD: Final[Mapping[str, Check]] = {
    "what was acknowledged is in the database": kept.missing,
    "what was sent once is kept once": kept.doubled,
    "no message stands twice": told.twice,
    "every line is told in its thread, once": told.untold,
    "every incident has its card": cards.missing,
    "every card shows what is so": cards.stale,
    "nobody who waits is forgotten": owed.forgotten,
    "no job was given up": owed.given_up,
    "no job is late": owed.late,
    "the ledger adds up": money.unbalanced,
    "no budget is passed": money.overspent,
    "each credit was decided by whom it needs, once": money.unapproved,
    "nothing broke": broken.in_the_log,
    "Slack took everything": broken.on_the_screen,
}


PATIENT: Final = sa.text("SELECT set_config('idle_in_transaction_session_timeout', '0', true)")
"""The product's connections are cut after ten idle seconds; drawing every card takes more."""


async def judged(scene: Scene) -> dict[str, list[str]]:
    """Return the cases in which each of these does not hold."""
    async with scene.store.reading(limit_s=None) as reader:
        if scene.plan.on == POSTGRES:
            await reader.scalar(PATIENT)
        return {name: [*await check(scene, reader)] for name, check in MUST_HOLD.items()}
