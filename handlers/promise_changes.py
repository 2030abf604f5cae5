"""What becomes of a promise: kept, moved, said to be late, given away, withdrawn."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.domain.people_refusals import PromiseHasPassed, PromiseIsOver, PromiseStillHolds
from bot.domain.promise import Promise, Status
from bot.domain.refusals import WordsAreMissing
from bot.domain.timeline import Event
from bot.domain.update import Kind
from bot.usecases import promise_changes, promises
from bot.usecases.promise_changes import Rule
from handlers import credit_asking, forms
from handlers.answers import Answer, Form
from handlers.asked import Asked, Payload, typed_values, whole
from handlers.desk import Desk
from handlers.promises import chosen_time, promised_to
from messages.action_ids import ActionId
from messages.cards.promise import (
    promise_changed,
    promise_renewed,
    promise_wish,
    renewed_notice,
)
from messages.modals import promise_form
from messages.modals.promise_form import PromiseChangeNote

Asking = Callable[[Asked, Desk, str], Awaitable[Answer]]
Sending = Callable[[Asked, Desk, Payload], Awaitable[Answer]]


def asking(draw: Callable[[Promise], dict[str, Any]]) -> Asking:
    """Return the button that opens the form; it is refused where sending it would be."""

    async def ask(asked: Asked, desk: Desk, value: str) -> Answer:
        promise, _ = await promises.read(desk.store, asked.workspace, whole(value))
        if not promise.is_live:
            raise PromiseIsOver(promise.name)
        is_broken = promise.status is Status.BROKEN or promise.due <= desk.now()
        if draw is promise_form.move_view and is_broken:
            raise PromiseHasPassed(promise.name)
        if draw is promise_form.late_view:
            if not is_broken:
                raise PromiseStillHolds(promise.name)
            await promised_to(promise, asked, desk)
        return Form(draw(promise))

    return ask


async def keep(asked: Asked, desk: Desk, view: Payload) -> Answer:
    now, evidence = desk.now(), typed_values(view)[ActionId.EVIDENCE]
    rule: Rule = lambda promise: promise.kept(evidence, now=now)  # noqa: E731 - one of four alike
    return await _change(asked, desk, view, rule, Event.PROMISE_KEPT)


async def move(asked: Asked, desk: Desk, view: Payload) -> Answer:
    now, due = desk.now(), chosen_time(typed_values(view)[ActionId.DUE_AT])
    if due is None:
        raise WordsAreMissing(ActionId.DUE_AT)
    rule: Rule = lambda promise: promise.moved(due, now=now)  # noqa: E731 - one of four alike
    return await _change(asked, desk, view, rule, Event.PROMISE_MOVED)


async def reassign(asked: Asked, desk: Desk, view: Payload) -> Answer:
    to = typed_values(view)[ActionId.TO]
    await desk.check_one_of_us(ActionId.TO, to, asked_by=asked.person)
    rule: Rule = lambda promise: promise.owned_by(to)  # noqa: E731 - one of four alike
    return await _change(asked, desk, view, rule, Event.PROMISE_REASSIGNED)


async def withdraw(asked: Asked, desk: Desk, view: Payload) -> Answer:
    now, why = desk.now(), typed_values(view)[ActionId.WHY_WITHDRAWN]
    rule: Rule = lambda promise: promise.withdrawn(why, now=now)  # noqa: E731 - one of four alike
    return await _change(asked, desk, view, rule, Event.PROMISE_WITHDRAWN)


async def renew(asked: Asked, desk: Desk, view: Payload) -> Answer:
    values, now = typed_values(view), desk.now()
    due = chosen_time(values[ActionId.DUE_AT])
    if due is None:
        raise WordsAreMissing(ActionId.DUE_AT)
    number = PromiseChangeNote.read(view["private_metadata"]).promise
    late, _ = await promises.read(desk.store, asked.workspace, number)
    await promised_to(late, asked, desk)
    new, missed = await promise_changes.renew(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=number,
        due=due,
        why=values[ActionId.WHY_NOT],
        by=asked.person,
        now=now,
        deed=asked.deed,
    )
    if late.customer is None:
        return promise_renewed(new, missed, desk.organisation, now=now)
    return await _words(asked, desk, late, notice=renewed_notice(new))


async def write(asked: Asked, desk: Desk, value: str) -> Answer:
    """Open the words on a missed promise that a new one follows, for whom it was made to."""
    promise, _ = await promises.read(desk.store, asked.workspace, whole(value))
    await promised_to(promise, asked, desk)
    return await _words(asked, desk, promise)


async def _words(asked: Asked, desk: Desk, late: Promise, *, notice: str = "") -> Form:
    return await forms.words_form(
        asked,
        desk,
        late.incident,
        kind=Kind.MISSED_PROMISE,
        notice=notice,
        to=late.customer,
        promise=late.number,
    )


async def ask_settling(asked: Asked, desk: Desk, value: str) -> Answer:
    """Ask what would put a missed promise right; its words are for those who work on it."""
    promise, _ = await promises.read(desk.store, asked.workspace, whole(value))
    await promised_to(promise, asked, desk)
    return Form(promise_form.settle_view(promise))


async def settle(asked: Asked, desk: Desk, view: Payload) -> Answer:
    now, what = desk.now(), typed_values(view)[ActionId.SETTLES]
    rule: Rule = lambda promise: promise.settled_by(what, now=now)  # noqa: E731 - one of them alike
    number = PromiseChangeNote.read(view["private_metadata"]).promise
    before, incident = await promises.read(desk.store, asked.workspace, number)
    await promised_to(before, asked, desk)
    promise = await _changed(asked, desk, number, rule, Event.PROMISE_WISH)
    return promise_wish(promise, incident)


async def ask_credit(asked: Asked, desk: Desk, value: str) -> Answer:
    """Open the form for a credit with what the missed promise says."""
    promise, _ = await promises.read(desk.store, asked.workspace, whole(value))
    customer = await promised_to(promise, asked, desk)
    return await credit_asking.for_missed(asked, desk, promise, customer)


async def _change(asked: Asked, desk: Desk, view: Payload, rule: Rule, event: Event) -> Answer:
    number = PromiseChangeNote.read(view["private_metadata"]).promise
    promise = await _changed(asked, desk, number, rule, event)
    has_moved = event is Event.PROMISE_MOVED
    return promise_changed(promise, desk.organisation, now=desk.now(), has_moved=has_moved)


async def _changed(asked: Asked, desk: Desk, number: int, rule: Rule, event: Event) -> Promise:
    return await promise_changes.change_promise(
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


ASKS: Mapping[ActionId, Asking] = {
    ActionId.PROMISE_KEPT: asking(promise_form.keep_view),
    ActionId.PROMISE_MOVE: asking(promise_form.move_view),
    ActionId.PROMISE_LATE: asking(promise_form.late_view),
    ActionId.PROMISE_REASSIGN: asking(promise_form.reassign_view),
    ActionId.PROMISE_WITHDRAW: asking(promise_form.withdraw_view),
    ActionId.PROMISE_WRITE: write,
    ActionId.PROMISE_SETTLE: ask_settling,
    ActionId.SETTLE_CREDIT: ask_credit,
}
