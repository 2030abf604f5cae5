"""The question about channels: shown by a button, answered with ticks."""

from bot.domain.refusals import IncidentIsResolved
from bot.usecases import incidents
from bot.usecases.channels import mark_channels
from handlers.answers import Answer, Form
from handlers.asked import Asked, Payload, ticked, whole
from handlers.desk import Desk
from messages.action_ids import ActionId
from messages.cards import answers
from messages.modals.channels_form import ChannelsNote, channels_view


async def ask(asked: Asked, desk: Desk, value: str) -> Answer:
    incident = await incidents.read(desk.store, asked.workspace, whole(value))
    if not incident.is_open:
        raise IncidentIsResolved(incident.name)
    return Form(channels_view(incident, desk.organisation, now=desk.now()))


async def mark(asked: Asked, desk: Desk, view: Payload) -> Answer:
    incident = await mark_channels(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=ChannelsNote.read(view["private_metadata"]).incident,
        works=ticked(view) or (),
        unsure=ticked(view, ActionId.UNSURE) or (),
        by=asked.person,
        now=desk.now(),
        deed=asked.deed,
    )
    return answers.channels_marked(incident)
