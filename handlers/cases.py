"""A customer's case after the outage: asked whether it holds, answered, and what became of them."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.domain.addressee import Addressee
from bot.domain.case import Case, Later, Outcome, Reply, Wishes, checked_wishes
from bot.domain.incident import Incident
from bot.domain.people_refusals import NoSuchCustomer
from bot.domain.promise import Kind as Promised
from bot.domain.promise import usual_due
from bot.domain.refusals import NoOpenIncident, WhichIncident, WordsAreMissing
from bot.domain.timeline import Event
from bot.domain.update import Kind
from bot.usecases import cases, follow_ups
from bot.usecases.cases import Rule, Unhappy
from handlers import forms
from handlers.answers import Answer, Form
from handlers.asked import Asked, Payload, choice, day, ticked, typed_values, whole
from handlers.desk import Desk
from handlers.promises import chosen_time
from handlers.reference import meant_or_bare
from messages import case_buttons as buttons
from messages.action_ids import ActionId, ViewId
from messages.cards import case as cards
from messages.cards import case_receipts as receipts
from messages.modals import case_forms
from messages.modals.case_forms import CaseNote

Press = Callable[[Asked, Desk, str], Awaitable[Answer]]
Send = Callable[[Asked, Desk, Payload], Awaitable[Answer]]
NAMED: Final = re.compile(r"^\s*(?:CU-)?(?P<number>\d{1,9})\s*$", re.IGNORECASE)


async def command(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`case CU-5`: one customer's case: whether it holds for them, and what they said"""
    found = NAMED.match(rest)
    if found is None:
        raise NoSuchCustomer(rest or "CU-…")
    return await show(asked, desk, found["number"])


async def list_command(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`followups [INC-7]`: whom to ask whether it still works, and who has not answered"""
    try:
        number, _ = await meant_or_bare(asked, desk, rest)
    except NoOpenIncident as nothing_open:  # what this is about is over as a rule
        raise WhichIncident(rest) from nothing_open
    return await list_(asked, desk, str(number))


async def list_(asked: Asked, desk: Desk, value: str) -> Answer:
    lists = await follow_ups.read(
        desk.store,
        workspace=asked.workspace,
        incident=whole(value),
        by=asked.person,
        roles=await desk.seniors(),
        now=desk.now(),
    )
    return cards.lists_card(
        lists.incident,
        [
            ("Ask them whether it still works", lists.to_write, buttons.to_write),
            ("They have not answered yet", lists.waiting, buttons.answers),
            ("What became of them?", lists.seasoned, lambda one: [buttons.later(one)]),
            ("They have left us", lists.left, lambda _: []),
        ],
    )


async def show(asked: Asked, desk: Desk, value: str) -> Answer:
    to, incident = await read(asked, desk, value)
    return cards.case_card(to.customer, to.case, incident, desk.organisation, now=desk.now())


async def resolve(asked: Asked, desk: Desk, value: str) -> Answer:
    await read(asked, desk, value)
    case = await cases.resolve(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=whole(value),
        by=asked.person,
        now=desk.now(),
    )
    return receipts.resolved_receipt(case)


async def follow_up(asked: Asked, desk: Desk, value: str) -> Answer:
    return await _words(asked, desk, value, Kind.FOLLOW_UP)


async def win_back(asked: Asked, desk: Desk, value: str) -> Answer:
    return await _words(asked, desk, value, Kind.WIN_BACK)


async def ask_happy(asked: Asked, desk: Desk, value: str) -> Answer:
    to, _ = await read(asked, desk, value)
    to.case.check_may_be_answered()
    return Form(case_forms.happy_view(to.case))


async def ask_not_happy(asked: Asked, desk: Desk, value: str) -> Answer:
    to, _ = await read(asked, desk, value)
    to.case.check_may_be_answered()
    hours, zone = desk.organisation.working_hours, desk.organisation.time_zone
    due = usual_due(Promised.ANSWER, hours, zone, now=desk.now())
    return Form(case_forms.not_happy_view(to.case, due=due))


async def send_happy(asked: Asked, desk: Desk, view: Payload) -> Answer:
    values = typed_values(view)
    said, rating, now = values[ActionId.SAID], _rating(values), desk.now()
    rule: Rule = lambda case: case.answered(  # noqa: E731 - one of four alike
        Outcome.HAPPY, said=said, rating=rating, now=now
    )
    number = await case_of(asked, desk, view)
    return receipts.happy_receipt(await _change(asked, desk, number, rule, Event.CASE_ANSWERED))


async def send_not_happy(asked: Asked, desk: Desk, view: Payload) -> Answer:
    values = typed_values(view)
    due = chosen_time(values[ActionId.DUE_AT])
    if due is None:
        raise WordsAreMissing(ActionId.DUE_AT)
    number = await case_of(asked, desk, view)
    case, promise = await cases.answer_unhappy(
        desk.store,
        desk.organisation,
        Unhappy(
            said=values[ActionId.SAID],
            next_step=values[ActionId.NEXT_WORDS],
            due=due,
            rating=_rating(values),
        ),
        workspace=asked.workspace,
        number=number,
        by=asked.person,
        now=desk.now(),
        deed=asked.deed,
    )
    return receipts.unhappy_receipt(case, promise, desk.organisation)


async def later(asked: Asked, desk: Desk, value: str) -> Answer:
    number, _, became = value.partition(":")
    await read(asked, desk, number)
    now = desk.now()
    rule: Rule = lambda case: case.went_on(choice(Later, became), now=now)  # noqa: E731 - one of four alike
    return receipts.later_receipt(
        await _change(asked, desk, whole(number), rule, Event.CASE_CHANGED)
    )


async def reply(asked: Asked, desk: Desk, value: str) -> Answer:
    number, _, came = value.partition(":")
    await read(asked, desk, number)
    now = desk.now()
    rule: Rule = lambda case: case.replied(choice(Reply, came), now=now)  # noqa: E731 - one of four alike
    return receipts.reply_receipt(
        await _change(asked, desk, whole(number), rule, Event.CASE_CHANGED)
    )


async def ask_wishes(asked: Asked, desk: Desk, value: str) -> Answer:
    to, _ = await read(asked, desk, value)
    return Form(case_forms.wishes_view(to.case))


async def save_wishes(asked: Asked, desk: Desk, view: Payload) -> Answer:
    values, chosen = typed_values(view), ticked(view, ActionId.CONTACT) or ()
    left_on = values[ActionId.LEFT_ON]
    wishes = checked_wishes(
        Wishes(
            opted_out=case_forms.OPTED_OUT in chosen,
            may_write=case_forms.MAY_WRITE in chosen,
            may_market=case_forms.MAY_MARKET in chosen,
            left_on=day(left_on) if left_on else None,
            led_to=values[ActionId.LED_TO],
        )
    )
    rule: Rule = lambda case: replace(case, wishes=wishes)  # noqa: E731 - one of four alike
    number = await case_of(asked, desk, view)
    return receipts.wishes_receipt(await _change(asked, desk, number, rule, Event.CASE_CHANGED))


async def _change(asked: Asked, desk: Desk, number: int, rule: Rule, event: Event) -> Case:
    return await cases.change_case(
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


async def _words(asked: Asked, desk: Desk, value: str, kind: Kind) -> Answer:
    """Open the words, ready; refused here where sending them would be."""
    to, incident = await read(asked, desk, value)
    to.check_may_get(kind, incident)
    return await forms.words_form(asked, desk, incident.number, kind=kind, to=whole(value))


async def case_of(asked: Asked, desk: Desk, view: Payload) -> int:
    """Return whose case the form is about. Raises `NotOnIncident`."""
    number = CaseNote.read(view["private_metadata"]).customer
    await read(asked, desk, str(number))
    return number


async def read(asked: Asked, desk: Desk, value: str) -> tuple[Addressee, Incident]:
    """Raises `NotOnIncident` for those who do not work on it."""
    return await cases.read(
        desk.store,
        workspace=asked.workspace,
        number=whole(value),
        by=asked.person,
        roles=await desk.seniors(),
    )


def _rating(values: Mapping[str, str]) -> int | None:
    rating = values[ActionId.RATING]
    return None if rating == case_forms.UNRATED else whole(rating)


PRESSES: Final[Mapping[ActionId, Press]] = {
    ActionId.CASE: show,
    ActionId.CASE_RESOLVED: resolve,
    ActionId.FOLLOW_UPS: list_,
    ActionId.FOLLOW_UP: follow_up,
    ActionId.HAPPY: ask_happy,
    ActionId.NOT_HAPPY: ask_not_happy,
    ActionId.CASE_LATER: later,
    ActionId.WISHES: ask_wishes,
    ActionId.WIN_BACK: win_back,
    ActionId.WIN_BACK_REPLY: reply,
}
SENDS: Final[Mapping[ViewId, Send]] = {
    ViewId.HAPPY: send_happy,
    ViewId.NOT_HAPPY: send_not_happy,
    ViewId.WISHES: save_wishes,
}
