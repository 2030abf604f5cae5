"""How things stand: the open incidents, and one in full."""

from bot.domain.incident import Status
from bot.usecases import incidents, promises, updates
from handlers.answers import Answer
from handlers.asked import Asked
from handlers.desk import Desk
from handlers.reference import meant_or_bare
from messages.cards import overviews
from messages.cards.said import correct_buttons, heat_words, said_words


async def list_(asked: Asked, desk: Desk, _rest: str) -> Answer:
    """`list`: the open incidents, the longest overdue first"""
    found = await incidents.open_ones(desk.store, asked.workspace)
    return overviews.listed(found, desk.organisation, now=desk.now())


async def status(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`status [INC-7]`: one incident in full"""
    number, _ = await meant_or_bare(asked, desk, rest)
    now = desk.now()
    incident, lines, rhythm, known = await incidents.read_in_full(
        desk.store, asked.workspace, number, now=now
    )
    tally, called, promised = await promises.standing(desk.store, asked.workspace, number)
    last, behind = await updates.said_where(desk.store, asked.workspace, number)
    return overviews.status(
        incident,
        lines,
        rhythm,
        desk.organisation,
        now=now,
        known=known,
        customers=tally,
        calls=called,
        promises=promised,
        said=said_words(last, behind, desk.organisation),
        heat=heat_words(await updates.heat(desk.store, asked.workspace, number)),
        correct=() if incident.status is Status.CANCELLED else correct_buttons(last),
    )
