"""How bad it is: said by command, or chosen on the card."""

from collections.abc import Mapping
from typing import Final

from bot.domain.refusals import UnknownSeverity
from bot.domain.severity import Severity
from bot.usecases import incidents
from handlers.answers import Answer
from handlers.asked import Asked, choice, named_incident, whole
from handlers.desk import Desk
from handlers.reference import only_open
from messages.cards import answers

SEVERITIES: Final[Mapping[str, Severity]] = {
    name: severity
    for severity in Severity
    for name in (str(severity.value), f"sev{severity.value}", f"s{severity.value}")
}


async def command(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`severity [INC-7] 1|2|3|4`: say how bad it is; a shorter clock pulls the next update in"""
    named, typed = named_incident(rest)
    wanted = SEVERITIES.get(typed.lower().replace(" ", ""))
    if wanted is None:
        raise UnknownSeverity(typed)
    number = await only_open(asked, desk, rest) if named is None else named
    return await _change(asked, desk, number, wanted)


async def choose(asked: Asked, desk: Desk, value: str) -> Answer:
    number, _, severity = value.partition(":")
    return await _change(asked, desk, whole(number), choice(Severity, whole(severity)))


async def _change(asked: Asked, desk: Desk, number: int, severity: Severity) -> Answer:
    incident, before = await incidents.change_severity(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=number,
        severity=severity,
        by=asked.person,
        now=desk.now(),
    )
    return answers.severity_changed(incident, before, desk.organisation)
