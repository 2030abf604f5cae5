"""Noting who opened the evidence of a request before it was decided."""

from bot.domain.trail import Trace
from bot.store import credits, trail
from bot.store.transaction import Store
from bot.usecases import books
from bot.usecases.acting import Acting


async def opened(store: Store, acting: Acting, number: int) -> None:
    """Note, once, that who acts looked at what shows the request as it is now.

    Of a request that is decided, or one's own, there is nothing to note. Raises `NoSuchCredit`.
    """
    async with store.transaction() as tx:
        credit = await credits.lock(tx, acting.workspace, number)
        if not credit.awaits_decision or credit.asked_by == acting.by:
            return
        if not await trail.has_opened(tx, credit, acting.by):
            await books.note(tx, credit, Trace.OPENED, by=acting.by, now=acting.now)
