"""After an incident: five questions, steps with an owner and a day, and closing it."""

from collections.abc import Mapping
from datetime import date

from bot.domain.after_refusals import ItemIsOver
from bot.domain.prevention import Question, State
from bot.domain.refusals import NoOpenIncident, WhichIncident, WordsAreMissing
from bot.domain.timeline import Event
from bot.usecases import incidents, prevention, reviews
from bot.usecases.prevention import Agreed, Rule
from handlers.answers import Answer, Form
from handlers.asked import Asked, Payload, day, typed_values, whole
from handlers.desk import Desk
from handlers.reference import meant
from messages.action_ids import ActionId
from messages.cards import prevention as cards
from messages.modals.prevention_forms import (
    AfterNote,
    ReviewNote,
    StepNote,
    change_view,
    close_view,
    drop_view,
    review_view,
    step_view,
)


async def command(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`prevention [INC-7] [step]`: what keeps it from happening again; with words, add a step"""
    try:
        number, words = await meant(asked, desk, rest)
    except NoOpenIncident as nothing_open:  # what this is about is over as a rule
        raise WhichIncident(rest) from nothing_open
    if words:
        return await _step_form(asked, desk, number, words=words)
    return await show(asked, desk, str(number))


async def show(asked: Asked, desk: Desk, value: str) -> Answer:
    found = await reviews.read(desk.store, asked.workspace, whole(value))
    return cards.standing_card(
        found.incident, found.review, found.items, desk.organisation, now=desk.now()
    )


async def ask_step(asked: Asked, desk: Desk, value: str) -> Answer:
    return await _step_form(asked, desk, whole(value))


async def _step_form(asked: Asked, desk: Desk, number: int, *, words: str = "") -> Form:
    incident = await incidents.read(desk.store, asked.workspace, number)
    return Form(step_view(incident, owner=asked.person, words=words), typed=words)


async def agree(asked: Asked, desk: Desk, view: Payload) -> Answer:
    values = typed_values(view)
    item = await prevention.agree(
        desk.store,
        desk.organisation,
        Agreed(words=values[ActionId.STEP], owner=values[ActionId.OWNER], due=_day(values)),
        workspace=asked.workspace,
        incident=AfterNote.read(view["private_metadata"]).incident,
        by=asked.person,
        now=desk.now(),
        deed=asked.deed,
    )
    return cards.agreed(item, desk.organisation)


async def ask_change(asked: Asked, desk: Desk, value: str) -> Answer:
    item, _ = await prevention.read(desk.store, asked.workspace, whole(value))
    if not item.is_live:
        raise ItemIsOver(item.name)
    return Form(change_view(item))


async def change(asked: Asked, desk: Desk, view: Payload) -> Answer:
    values, zone = typed_values(view), desk.organisation.time_zone
    owner, due, today = values[ActionId.OWNER], _day(values), desk.now().astimezone(zone).date()
    rule: Rule = lambda item: item.changed(owner=owner, due=due, today=today)  # noqa: E731 - one of four alike
    return await _change(asked, desk, _item_of(view), rule, Event.PREVENTION_CHANGED)


async def ask_drop(asked: Asked, desk: Desk, value: str) -> Answer:
    item, _ = await prevention.read(desk.store, asked.workspace, whole(value))
    if not item.is_live:
        raise ItemIsOver(item.name)
    return Form(drop_view(item))


async def drop(asked: Asked, desk: Desk, view: Payload) -> Answer:
    why, now = typed_values(view)[ActionId.WHY_DROPPED], desk.now()
    rule: Rule = lambda item: item.dropped(why, by=asked.person, now=now)  # noqa: E731 - one of four alike
    return await _change(asked, desk, _item_of(view), rule, Event.PREVENTION_DROPPED)


async def finish(asked: Asked, desk: Desk, value: str) -> Answer:
    now = desk.now()
    rule: Rule = lambda item: item.done(by=asked.person, now=now)  # noqa: E731 - one of four alike
    return await _change(asked, desk, whole(value), rule, Event.PREVENTION_DONE)


async def clear(asked: Asked, desk: Desk, value: str) -> Answer:
    now = desk.now()
    rule: Rule = lambda item: item.approved(by=asked.person, now=now)  # noqa: E731 - one of four alike
    return await _change(asked, desk, whole(value), rule, Event.PREVENTION_CLEARED)


async def _change(asked: Asked, desk: Desk, number: int, rule: Rule, event: Event) -> Answer:
    item, told = await prevention.change_item(
        desk.store,
        desk.organisation,
        rule,
        event,
        workspace=asked.workspace,
        number=number,
        by=asked.person,
        now=desk.now(),
        deed=asked.deed,
    )
    return cards.item_changed(item, told, desk.organisation)


async def ask_review(asked: Asked, desk: Desk, value: str) -> Answer:
    found = await reviews.read(desk.store, asked.workspace, whole(value))
    return Form(review_view(found.incident, found.review.answers if found.review else {}))


async def review(asked: Asked, desk: Desk, view: Payload) -> Answer:
    values, note = typed_values(view), ReviewNote.read(view["private_metadata"])
    found = await reviews.answer(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=note.incident,
        answers={question: values[question] for question in Question},
        seen=note.seen,
        by=asked.person,
        now=desk.now(),
        deed=asked.deed,
    )
    return cards.reviewed(found.incident, found.review, found.items)


async def press_close(asked: Asked, desk: Desk, value: str) -> Answer:
    """Close it with its steps; without any, ask for the reason."""
    found = await reviews.read(desk.store, asked.workspace, whole(value))
    if found.may_be_closed and all(item.state is State.DROPPED for item in found.items):
        return Form(close_view(found.incident))
    return await _close(asked, desk, whole(value), why="")


async def close(asked: Asked, desk: Desk, view: Payload) -> Answer:
    number = AfterNote.read(view["private_metadata"]).incident
    return await _close(asked, desk, number, why=typed_values(view)[ActionId.WHY_NOTHING])


async def _close(asked: Asked, desk: Desk, number: int, *, why: str) -> Answer:
    found = await reviews.close(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=number,
        why=why,
        by=asked.person,
        now=desk.now(),
        deed=asked.deed,
    )
    return cards.closed(found.incident, found.review, found.items)


def _item_of(view: Payload) -> int:
    return StepNote.read(view["private_metadata"]).item


def _day(values: Mapping[str, str]) -> date:
    """Raises `WordsAreMissing` for none."""
    if not values[ActionId.STEP_DUE]:
        raise WordsAreMissing(ActionId.STEP_DUE)
    return day(values[ActionId.STEP_DUE])
