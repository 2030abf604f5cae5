"""The buttons and choices on cards. A button's value names its incident or credit."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Final

from bot.domain.severity import Severity
from bot.usecases import incidents, updates
from handlers import channels, credit_asking, forms, handover, knowledge, money
from handlers.answers import Answer
from handlers.asked import Asked
from handlers.desk import Desk
from messages.action_ids import ActionId
from messages.cards import answers

Press = Callable[[Asked, Desk, str], Awaitable[Answer]]


async def post_update(asked: Asked, desk: Desk, value: str) -> Answer:
    return await forms.fresh_words_form(asked, desk, int(value))


async def no_news(asked: Asked, desk: Desk, value: str) -> Answer:
    """The value says how many updates the person had seen: after another there may be news."""
    number, _, seen = value.partition(":")
    incident, known, last = await updates.read_to_hold(
        desk.store, workspace=asked.workspace, number=int(number), seen=int(seen)
    )
    return forms.holding_form(incident, desk, known, last=last)


async def draft(asked: Asked, desk: Desk, value: str) -> Answer:
    return await forms.fresh_words_form(asked, desk, int(value))


async def snooze(asked: Asked, desk: Desk, value: str) -> Answer:
    number, _, minutes = value.partition(":")
    incident = await incidents.snooze(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=int(number),
        length=timedelta(minutes=int(minutes)),
        by=asked.person,
        now=desk.now(),
    )
    return answers.snoozed(incident, desk.organisation)


async def resolve(asked: Asked, desk: Desk, value: str) -> Answer:
    incident, rhythm = await incidents.resolve(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=int(value),
        by=asked.person,
        now=desk.now(),
    )
    return answers.resolved(incident, rhythm)


async def reopen(asked: Asked, desk: Desk, value: str) -> Answer:
    incident = await incidents.reopen(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=int(value),
        by=asked.person,
        now=desk.now(),
    )
    return answers.reopened(incident, desk.organisation)


async def set_severity(asked: Asked, desk: Desk, value: str) -> Answer:
    number, _, severity = value.partition(":")
    before = await incidents.read(desk.store, asked.workspace, int(number))
    incident = await incidents.change_severity(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=int(number),
        severity=Severity(int(severity)),
        by=asked.person,
        now=desk.now(),
    )
    return answers.severity_changed(incident, before.severity, desk.organisation)


BUTTONS: Final[Mapping[ActionId, Press]] = {
    ActionId.POST_UPDATE: post_update,
    ActionId.NO_NEWS: no_news,
    ActionId.DRAFT: draft,
    ActionId.CHANNELS: channels.ask,
    ActionId.FACTS: knowledge.show,
    ActionId.STILL_TRUE: knowledge.still_true,
    ActionId.ASK_CREDIT: credit_asking.press,
    ActionId.ASK_ANEW: credit_asking.ask_anew,
    ActionId.SNOOZE: snooze,
    ActionId.TAKE: handover.take,
    ActionId.HAND_OVER: handover.ask,
    ActionId.ACCEPT: handover.accept,
    ActionId.RESOLVE: resolve,
    ActionId.REOPEN: reopen,
    ActionId.SET_SEVERITY: set_severity,
    **money.PRESSES,
}
