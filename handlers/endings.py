"""An incident that is over, is not over after all, was none, or is only rehearsed."""

import re
from typing import Final

from bot.domain.refusals import WhichIncident
from bot.domain.severity import UNLESS_SAID
from bot.usecases import incidents
from handlers.answers import Answer
from handlers.asked import Asked, named_or_bare
from handlers.desk import Desk
from handlers.reference import meant_or_bare
from messages.cards import answers

REHEARSED: Final = "Customers cannot sign in"
NUMBER_AND_WORDS: Final = re.compile(r"\d+\s")


async def resolve(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`resolve [INC-7] [note]`: it works again, and somebody has checked; the clock stops"""
    if NUMBER_AND_WORDS.match(rest):  # `7 all is well`: the number may be part of the words
        raise WhichIncident(rest)
    number, note = await meant_or_bare(asked, desk, rest)
    return await _resolve(asked, desk, number, note=note)


async def press_resolve(asked: Asked, desk: Desk, value: str) -> Answer:
    return await _resolve(asked, desk, int(value))


async def _resolve(asked: Asked, desk: Desk, number: int, *, note: str = "") -> Answer:
    incident, rhythm = await incidents.resolve(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=number,
        note=note,
        by=asked.person,
        now=desk.now(),
    )
    return answers.resolved(incident, rhythm)


async def reopen(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`reopen INC-7 [note]`: it is not over; customers are owed word again"""
    number, note = _named(rest)
    return await _reopen(asked, desk, number, note=note)


async def press_reopen(asked: Asked, desk: Desk, value: str) -> Answer:
    return await _reopen(asked, desk, int(value))


async def _reopen(asked: Asked, desk: Desk, number: int, *, note: str = "") -> Answer:
    incident = await incidents.reopen(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=number,
        note=note,
        by=asked.person,
        now=desk.now(),
    )
    return answers.reopened(incident, desk.organisation)


async def cancel(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`cancel INC-7 [why]`: it was opened in error; everything stops"""
    number, why = _named(rest)
    incident = await incidents.cancel(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=number,
        why=why,
        by=asked.person,
        now=desk.now(),
    )
    return answers.cancelled(incident)


async def drill(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`drill [what customers cannot do]`: rehearse an incident; it is marked, and never counted"""
    incident = await incidents.open_incident(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        place=asked.place,
        what_fails=rest or REHEARSED,
        severity=UNLESS_SAID,
        by=asked.person,
        owner=asked.person,
        now=desk.now(),
        is_drill=True,
    )
    return answers.opened(incident, desk.organisation)


def _named(rest: str) -> tuple[int, str]:
    """Return the number and what follows: one that may be closed is never guessed."""
    number, words = named_or_bare(rest)
    if number is None:
        raise WhichIncident(rest)
    return number, words
