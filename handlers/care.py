"""A break, for the person who presses; and what stood in somebody's way."""

from bot.domain.obstacle import Often
from bot.usecases import care, obstacles
from handlers.answers import Answer, Form, Pushed
from handlers.asked import Asked, Payload, choice, named_incident, typed_values, whole
from handlers.desk import Desk
from messages.action_ids import ActionId
from messages.cards.care import break_taken, no_break
from messages.cards.obstacles import obstacle_gone, obstacle_noted, obstacle_taken
from messages.modals.obstacle_form import ObstacleNote, obstacle_view
from messages.modals.phone_form import CallNote


async def take_break(asked: Asked, desk: Desk, _value: str) -> Answer:
    owned = await care.take_break(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        by=asked.person,
        now=desk.now(),
    )
    return break_taken(owned, desk.organisation)


async def no_break_now(_asked: Asked, desk: Desk, _value: str) -> Answer:
    """Nothing is changed: the suggestion itself keeps the next one away."""
    return no_break(desk.organisation.care)


async def command(asked: Asked, _desk: Desk, rest: str) -> Answer:
    """`obstacle [INC-7] [text]`: note what stood in your way, without your name"""
    number, words = named_incident(rest)
    return Form(obstacle_view(number, place=asked.place, words=words), typed=words)


async def ask(asked: Asked, _desk: Desk, value: str) -> Answer:
    return Form(obstacle_view(whole(value), place=asked.place))


async def ask_in_call(_asked: Asked, _desk: Desk, view: Payload, _value: str) -> Pushed:
    """Open above the phone script, in which everything stays as it is."""
    return Pushed(Form(obstacle_view(CallNote.read(view["private_metadata"]).incident)))


async def note(asked: Asked, desk: Desk, view: Payload) -> Answer:
    values, about = typed_values(view), ObstacleNote.read(view["private_metadata"])
    kind = await obstacles.note(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        incident=about.incident,
        place=about.place,
        words=values[ActionId.OBSTACLE_WORDS],
        tool=values[ActionId.TOOL],
        often=choice(Often, values[ActionId.OFTEN]),
        now=desk.now(),
        deed=asked.deed,
    )
    return obstacle_noted(kind)


async def take_on(asked: Asked, desk: Desk, value: str) -> Answer:
    kind = await obstacles.take_on(
        desk.store, workspace=asked.workspace, number=whole(value), by=asked.person, now=desk.now()
    )
    return obstacle_taken(kind)


async def gone(asked: Asked, desk: Desk, value: str) -> Answer:
    kind = await obstacles.remove(
        desk.store, workspace=asked.workspace, number=whole(value), by=asked.person, now=desk.now()
    )
    return obstacle_gone(kind)
