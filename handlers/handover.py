"""Whose incident it is: taken, handed over and accepted, by command, button and form."""

from bot.domain.refusals import IncidentIsResolved
from bot.usecases import handover, incidents
from handlers.answers import Answer, Form
from handlers.asked import Asked, Payload, typed_values, whole
from handlers.desk import Desk
from handlers.mentions import person_first
from handlers.reference import meant
from messages.action_ids import ActionId
from messages.cards import answers
from messages.modals.handover_form import HandoverNote, handover_view


async def command(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`handover [INC-7] [@person] [note]`: who takes over gets all there is to know"""
    to, words = person_first(rest, asked.mentions)
    number, words = await meant(asked, desk, words)
    if to is None:
        to, words = person_first(words, asked.mentions)
    if to is None:
        return await _form(asked, desk, number, note=words)
    return await _hand_over(asked, desk, number, to=to, note=words)


async def ask(asked: Asked, desk: Desk, value: str) -> Answer:
    return await _form(asked, desk, whole(value))


async def send(asked: Asked, desk: Desk, view: Payload) -> Answer:
    values = typed_values(view)
    number = HandoverNote.read(view["private_metadata"]).incident
    to, note = values[ActionId.TO], values[ActionId.SHIFT_NOTE]
    return await _hand_over(asked, desk, number, to=to, note=note)


async def _hand_over(asked: Asked, desk: Desk, number: int, *, to: str, note: str) -> Answer:
    await desk.check_one_of_us(ActionId.TO, to, asked_by=asked.person)
    incident = await handover.hand_over(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=number,
        to=to,
        note=note,
        by=asked.person,
        now=desk.now(),
        deed=asked.deed,
    )
    return answers.handed_over(incident, to)


async def take(asked: Asked, desk: Desk, value: str) -> Answer:
    """The value says who owned it then, so that of two who press one has it."""
    number, _, after = value.partition(":")
    incident = await handover.take(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=whole(number),
        after=after or None,
        by=asked.person,
        now=desk.now(),
    )
    return answers.taken(incident, desk.organisation)


async def accept(asked: Asked, desk: Desk, value: str) -> Answer:
    incident = await handover.accept(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=whole(value),
        by=asked.person,
        now=desk.now(),
    )
    return answers.taken(incident, desk.organisation)


async def _form(asked: Asked, desk: Desk, number: int, *, note: str = "") -> Form:
    incident = await incidents.read(desk.store, asked.workspace, number)
    if not incident.is_open:
        raise IncidentIsResolved(incident.name)
    return Form(handover_view(incident, note=note), typed=note)
