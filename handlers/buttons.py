"""The buttons and choices on cards. A button's value names its incident or credit."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Final

from bot.domain.refusals import Unreadable
from bot.usecases import incidents, updates
from handlers import (
    calls,
    care,
    case_owners,
    cases,
    channels,
    credit_asking,
    customers,
    endings,
    evidence,
    finance,
    forms,
    handover,
    home,
    knowledge,
    letters,
    money,
    prevention,
    promise_changes,
    promises,
    releases,
    reports,
    severity,
    standing,
)
from handlers.answers import Answer
from handlers.asked import Asked, whole
from handlers.desk import Desk
from messages.action_ids import ActionId
from messages.cards import answers

Press = Callable[[Asked, Desk, str], Awaitable[Answer | None]]
"""None says nothing: a link has opened by itself."""


async def post_update(asked: Asked, desk: Desk, value: str) -> Answer:
    return await forms.words_form(asked, desk, whole(value))


async def no_news(asked: Asked, desk: Desk, value: str) -> Answer:
    """The value says how many updates the person had seen: after another there may be news."""
    number, _, seen = value.partition(":")
    last = await updates.read_to_hold(
        desk.store, workspace=asked.workspace, number=whole(number), seen=whole(seen)
    )
    return await forms.holding_form(asked, desk, whole(number), last=last)


async def draft(asked: Asked, desk: Desk, value: str) -> Answer:
    return await forms.words_form(asked, desk, whole(value))


async def snooze(asked: Asked, desk: Desk, value: str) -> Answer:
    number, _, minutes = value.partition(":")
    incident = await incidents.snooze(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=whole(number),
        length=timedelta(minutes=whole(minutes)),
        by=asked.person,
        now=desk.now(),
    )
    return answers.snoozed(incident, desk.organisation)


async def gone(_asked: Asked, _desk: Desk, _value: str) -> Answer:
    """A button of another version, or that somebody made up."""
    raise Unreadable


async def more(asked: Asked, desk: Desk, value: str) -> Answer | None:
    """Do what a press of the button would do that was chosen in a menu."""
    action, _, pressed = value.partition(":")
    if action == ActionId.MORE or action not in BUTTONS:
        raise Unreadable
    return await BUTTONS[ActionId(action)](asked, desk, pressed)


BUTTONS: Final[Mapping[ActionId, Press]] = {
    ActionId.POST_UPDATE: post_update,
    ActionId.NO_NEWS: no_news,
    ActionId.DRAFT: draft,
    ActionId.CALL: calls.ask,
    ActionId.MORE: more,
    ActionId.STATUS: standing.status,
    ActionId.REPORT: reports.ask,
    ActionId.CHANNELS: channels.ask,
    ActionId.FACTS: knowledge.show,
    ActionId.STILL_TRUE: knowledge.still_true,
    ActionId.APPROVE_CAUSE: knowledge.approve,
    ActionId.ASK_CREDIT: credit_asking.press,
    ActionId.ASK_ANEW: credit_asking.ask_anew,
    ActionId.SNOOZE: snooze,
    ActionId.TAKE: handover.take,
    ActionId.HAND_OVER: handover.ask,
    ActionId.ACCEPT: handover.accept,
    ActionId.RESOLVE: endings.press_fixed,
    ActionId.CHECKED: endings.press_checked,
    ActionId.REOPEN: endings.press_reopen,
    ActionId.PREVENTION: prevention.show,
    ActionId.STEP_ADD: prevention.ask_step,
    ActionId.STEP_IS_DONE: prevention.finish,
    ActionId.STEP_CHANGE: prevention.ask_change,
    ActionId.STEP_DROP: prevention.ask_drop,
    ActionId.STEP_CLEAR: prevention.clear,
    ActionId.REVIEW: prevention.ask_review,
    ActionId.CLOSE: prevention.press_close,
    ActionId.SET_SEVERITY: severity.choose,
    ActionId.CORRECT: forms.correction_form,
    ActionId.RELEASE: releases.release,
    ActionId.SEND_BACK: releases.ask_why,
    ActionId.RELEASED_WORDS: releases.open_words,
    ActionId.PROMISE: promises.ask,
    ActionId.LOG_PROMISE: promises.log,
    ActionId.DONT_KNOW: promises.dont_know,
    ActionId.PROMISE_DETAILS: promises.details,
    **promise_changes.ASKS,
    ActionId.LOG_CUSTOMER: customers.ask,
    ActionId.CUSTOMERS: customers.show,
    ActionId.CUSTOMER_HEARD: customers.heard,
    ActionId.CUSTOMER_CHANGE: customers.change,
    ActionId.EXPORT: finance.press,
    **cases.PRESSES,
    ActionId.CASE_GIVE: case_owners.ask,
    ActionId.TAKE_BREAK: care.take_break,
    ActionId.NO_BREAK: care.no_break_now,
    ActionId.OBSTACLE: care.ask,
    ActionId.TAKE_OBSTACLE: care.take_on,
    ActionId.OBSTACLE_GONE: care.gone,
    **money.PRESSES,
    **evidence.PRESSES,
    **home.PRESSES,
    **letters.PRESSES,
}
