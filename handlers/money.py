"""Credits: asking, deciding, questions, stand-ins and budgets, by command, button and form."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bot.domain.budget import Scope
from bot.domain.credit import Credit
from bot.domain.decline import Why
from bot.domain.entitlement import Owed
from bot.domain.organisation import Organisation
from bot.domain.refusals import NoSuchCredit
from bot.domain.tiers import Function
from bot.usecases import (
    briefs,
    budgets,
    credits,
    decisions,
    delegations,
    entitlements,
    incidents,
)
from bot.usecases.acting import Acting
from handlers.answers import Answer, Form
from handlers.asked import Asked, Payload, choice, typed_values, whole
from handlers.desk import Desk
from handlers.mentions import person_first
from handlers.reference import meant_or_bare
from messages.action_ids import ActionId, ViewId
from messages.cards import credit_answers
from messages.modals import money_forms
from messages.modals.decide_form import OfDecision, decide_view
from messages.modals.money_forms import OfCredit, OfIncident

Press = Callable[[Asked, Desk, str], Awaitable[Answer]]
Send = Callable[[Asked, Desk, Payload], Awaitable[Answer]]
View = Callable[[Credit, Organisation], dict[str, object]]
May = Callable[[Acting, Desk, Credit], Awaitable[None]]


async def acting(asked: Asked, desk: Desk, *named: str) -> Acting:
    """Return who acts, with the roles as they are at this moment, and who does not belong.

    `named` are others whom it is about; in whose place they act is asked as freshly. Raises
    `RolesAreUnknown`.
    """
    now = desk.now()
    stood_in_for = await delegations.stood_in_for(
        desk.store, asked.workspace, asked.person, now=now
    )
    about = {*named, *stood_in_for} - {asked.person}
    (holders, outsiders), team = await asyncio.gather(
        desk.who_acts(asked.person, *about), desk.team_of(asked.person)
    )
    return Acting(
        workspace=asked.workspace,
        by=asked.person,
        now=now,
        holders=holders,
        outsiders=outsiders,
        team=team,
        deed=asked.deed,
    )


async def approve(asked: Asked, desk: Desk, value: str) -> Answer:
    number, _, seal = value.partition(":")
    credit = await decisions.approve(
        desk.store, desk.organisation, await acting(asked, desk), whole(number), seal=seal
    )
    return credit_answers.approved(credit, desk.organisation)


async def open_to_decide(asked: Asked, desk: Desk, value: str) -> Answer:
    who, number = await acting(asked, desk), whole(value)
    await decisions.check(desk.store, desk.organisation, who, number)
    known = await briefs.read(desk.store, desk.organisation, asked.workspace, number)
    return Form(decide_view(known, desk.organisation))


async def approve_form(asked: Asked, desk: Desk, view: Payload) -> Answer:
    note = OfDecision.read(view["private_metadata"])
    return await approve(asked, desk, f"{note.credit}:{note.seal}")


async def pass_on(asked: Asked, desk: Desk, value: str) -> Answer:
    credit = await decisions.pass_on(
        desk.store, desk.organisation, await acting(asked, desk), whole(value)
    )
    return credit_answers.passed_on(credit, desk.organisation)


async def may_decide(who: Acting, desk: Desk, credit: Credit) -> None:
    await decisions.check(desk.store, desk.organisation, who, credit.number)


async def may_raise(who: Acting, _desk: Desk, _credit: Credit) -> None:
    who.check_is(Function.FINANCE)


def _opening(view: View, may: May = may_decide) -> Press:
    """Return the button that opens a form; it is refused where sending it would be."""

    async def press(asked: Asked, desk: Desk, value: str) -> Answer:
        credit = await credits.read(desk.store, asked.workspace, whole(value))
        await may(await acting(asked, desk), desk, credit)
        return Form(view(credit, desk.organisation))

    return press


async def decline(asked: Asked, desk: Desk, view: Payload) -> Answer:
    values = typed_values(view)
    credit = await decisions.decline(
        desk.store,
        desk.organisation,
        await acting(asked, desk),
        _credit(view),
        why=choice(Why, values.get(ActionId.WHY, Why.OTHER)),
        alternative=values[ActionId.ALTERNATIVE],
    )
    return credit_answers.declined(credit, desk.organisation)


async def send_back(asked: Asked, desk: Desk, view: Payload) -> Answer:
    amount = typed_values(view)[ActionId.AMOUNT]
    credit = await decisions.send_back(
        desk.store, desk.organisation, await acting(asked, desk), _credit(view), amount=amount
    )
    return credit_answers.sent_back(credit, desk.organisation)


async def question(asked: Asked, desk: Desk, view: Payload) -> Answer:
    text = typed_values(view)[ActionId.QUESTION]
    credit = await decisions.question(
        desk.store, desk.organisation, await acting(asked, desk), _credit(view), text=text
    )
    return credit_answers.question_sent(credit, desk.organisation)


async def raise_budget(asked: Asked, desk: Desk, view: Payload) -> Answer:
    values = typed_values(view)
    budget = await budgets.raise_for(
        desk.store,
        desk.organisation,
        await acting(asked, desk),
        _credit(view),
        scope=choice(Scope, values[ActionId.SCOPE_OF_BUDGET]),
        amount=values[ActionId.AMOUNT],
    )
    return credit_answers.raised(budget, desk.organisation)


async def delegate_command(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`delegate [@person] [until Friday]`: who decides on credits for you; `nobody` ends it"""
    if rest.strip().lower() == "nobody":
        stood_in = await delegations.end(desk.store, await acting(asked, desk))
        return credit_answers.alone_again(stood_in)
    to, words = person_first(rest, asked.mentions)
    until = re.sub(r"^until(\s+|$)", "", words.strip(), flags=re.IGNORECASE)
    if to is None or not until:
        return Form(money_forms.delegate_view(to=to, until=until), typed=rest)
    return await _delegate(asked, desk, to=to, until=until)


async def delegate(asked: Asked, desk: Desk, view: Payload) -> Answer:
    values = typed_values(view)
    return await _delegate(asked, desk, to=values[ActionId.TO], until=values[ActionId.UNTIL])


async def _delegate(asked: Asked, desk: Desk, *, to: str, until: str) -> Answer:
    one = await delegations.delegate(
        desk.store, desk.organisation, await acting(asked, desk, to), to=to, until_typed=until
    )
    return credit_answers.delegated(one, desk.organisation)


async def owed_command(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`owed [INC-7]`: legal says whether law or contract owes customers something"""
    number, _ = await meant_or_bare(asked, desk, rest)
    return Form(money_forms.owed_view(await incidents.read(desk.store, asked.workspace, number)))


async def mark_owed(asked: Asked, desk: Desk, view: Payload) -> Answer:
    values = typed_values(view)
    number = OfIncident.read(view["private_metadata"]).incident
    said = await entitlements.mark(
        desk.store,
        await acting(asked, desk),
        number,
        owed=choice(Owed, values[ActionId.OWED]),
        which=values[ActionId.WHICH],
    )
    return credit_answers.marked(number, said)


async def undo_command(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`takeback CR-3`: ask for a credit that was given to be voided or reversed"""
    credit = await credits.read(desk.store, asked.workspace, credit_named(rest))
    return Form(money_forms.undo_view(credit, desk.organisation))


def credit_named(typed: str) -> int:
    """Return the number of `CR-3`. Raises `NoSuchCredit`."""
    digits = typed.strip().upper().removeprefix("CR-")
    if not digits.isdecimal() or len(digits) > LONGEST_NUMBER:
        raise NoSuchCredit(typed)
    return whole(digits)


async def undo(asked: Asked, desk: Desk, view: Payload) -> Answer:
    why = typed_values(view)[ActionId.UNDO]
    credit = await decisions.ask_undo(
        desk.store, desk.organisation, await acting(asked, desk), _credit(view), why=why
    )
    return credit_answers.undo_asked(credit, desk.organisation)


PRESSES: Final[Mapping[ActionId, Press]] = {
    ActionId.APPROVE_CREDIT: approve,
    ActionId.INTEREST_CREDIT: pass_on,
    ActionId.DECIDE_CREDIT: open_to_decide,
    ActionId.DECLINE_CREDIT: _opening(money_forms.decline_view),
    ActionId.CHANGE_CREDIT: _opening(money_forms.change_view),
    ActionId.QUESTION_CREDIT: _opening(money_forms.question_view),
    ActionId.RAISE_BUDGET: _opening(money_forms.raise_view, may_raise),
}
SENDS: Final[Mapping[ViewId, Send]] = {
    ViewId.DECIDE: approve_form,
    ViewId.DECLINE: decline,
    ViewId.CHANGE: send_back,
    ViewId.QUESTION: question,
    ViewId.RAISE: raise_budget,
    ViewId.DELEGATE: delegate,
    ViewId.OWED: mark_owed,
    ViewId.UNDO: undo,
}
LONGEST_NUMBER: Final = 9


def _credit(view: Payload) -> int:
    return OfCredit.read(view["private_metadata"]).credit
