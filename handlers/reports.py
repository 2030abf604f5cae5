"""Asking for an incident's record; it comes into its thread."""

from bot.domain.refusals import NoOpenIncident, WhichIncident
from bot.usecases import records, reports
from handlers.answers import Answer
from handlers.asked import Asked, whole
from handlers.desk import Desk
from handlers.reference import meant_or_bare
from messages.cards.report import management_summary, report_asked


async def command(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`report [INC-7]`: the record so far: a summary and a file in its thread"""
    try:
        number, _ = await meant_or_bare(asked, desk, rest)
    except NoOpenIncident as nothing_open:  # a record is read when it is over, as a rule
        raise WhichIncident(rest) from nothing_open
    return await ask(asked, desk, str(number))


async def summarise(asked: Asked, desk: Desk, number: int) -> Answer:
    incident, words = await records.summary(
        desk.store, desk.organisation, asked.workspace, number, now=desk.now()
    )
    return management_summary(incident, words)


async def ask(asked: Asked, desk: Desk, value: str) -> Answer:
    incident = await reports.ask(
        desk.store, workspace=asked.workspace, number=whole(value), by=asked.person, now=desk.now()
    )
    return report_asked(incident)
