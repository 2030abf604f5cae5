"""What was no outage: an incident opened in error, and one that is only rehearsed."""

from typing import Final

from bot.domain.refusals import WhichIncident
from bot.domain.severity import UNLESS_SAID
from bot.usecases import incidents
from handlers.answers import Answer
from handlers.asked import Asked, named_incident
from handlers.desk import Desk
from messages.cards import answers

REHEARSED: Final = "Customers cannot sign in"


async def cancel(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`cancel INC-7 [why]`: it was opened in error; everything stops"""
    number, why = named_incident(rest)
    if number is None:
        raise WhichIncident(rest)
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
