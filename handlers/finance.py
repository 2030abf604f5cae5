"""Giving finance its file, by command and by the button on their note."""

from bot.domain.money_refusals import NoSuchBatch
from bot.usecases import batches
from handlers.answers import Answer
from handlers.asked import BARE, Asked, whole
from handlers.desk import Desk
from handlers.money import acting
from messages.cards import finance


async def command(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`export [3]`: approved credits as a file for finance; with a number, an old one again"""
    if not rest:
        return await press(asked, desk, rest)
    if not BARE.fullmatch(rest):
        raise NoSuchBatch(rest)
    await batches.again_to(desk.store, await acting(asked, desk), whole(rest))
    return finance.exported(whole(rest))


async def press(asked: Asked, desk: Desk, _value: str) -> Answer:
    who = await acting(asked, desk)
    return finance.exported(await batches.export_to(desk.store, desk.organisation, who))
