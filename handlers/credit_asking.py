"""Asking for a credit, and asking anew: the form as it opens, changes and is sent."""

from dataclasses import replace

from bot.domain import loss
from bot.domain.credit import LONGEST_REASON, Credit, real, unit_price
from bot.domain.customer import Customer
from bot.domain.money_refusals import NothingWasLost, NotYourCredit
from bot.domain.organisation import Organisation
from bot.domain.promise import Promise
from bot.domain.reason import PERSONAL, Reason
from bot.domain.refusals import Unreadable, WhichIncident
from bot.domain.remedy import Remedy, fitting
from bot.domain.typed import words
from bot.domain.wish import Wish
from bot.usecases import credits, incidents
from handlers.answers import Answer, Form
from handlers.asked import Asked, Payload, choice, typed_values, whole
from handlers.desk import Desk
from handlers.money import acting
from handlers.reference import meant_or_bare, only_open
from messages.action_ids import ActionId
from messages.cards import credit_answers
from messages.missed import missed_reason
from messages.modals.choose_form import choose_view
from messages.modals.credit_form import CreditNote, CreditState, credit_view
from messages.modals.credit_size import worked_out
from messages.next_step import NextStep

EVERYONE = "everyone"


async def command(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`credit [INC-7] [reason]`: ask for a goodwill credit; `everyone`: for all affected"""
    number, reason = await meant_or_bare(asked, desk, rest)
    if reason.lower() == EVERYONE:
        return await _fresh(asked, desk, number, is_cohort=True)
    if reason:
        words("reason", reason, limit=LONGEST_REASON)
    return await _fresh(asked, desk, number, reason=reason)


async def from_message(asked: Asked, desk: Desk, said: str) -> Answer:
    """Open the form with the words of a message, for the only incident that can be meant."""
    reason = said[:LONGEST_REASON]
    try:
        number = await only_open(asked, desk, "")
    except WhichIncident:
        return Form(choose_view(NextStep.CREDIT, typed=reason), typed=reason)
    return await _fresh(asked, desk, number, reason=reason)


async def press(asked: Asked, desk: Desk, value: str) -> Answer:
    return await _fresh(asked, desk, whole(value))


async def for_missed(asked: Asked, desk: Desk, promise: Promise, customer: Customer | None) -> Form:
    """Open the form for a promise that was missed, with the wish of whom it was made to."""
    values: dict[str, str] = {
        ActionId.REASON: missed_reason(promise, desk.organisation)[:LONGEST_REASON],
        ActionId.ASKED_FOR: promise.settles,
        ActionId.CUSTOMER: customer.report.name or customer.report.reference if customer else "",
    }
    note = CreditNote(promise.incident)
    state = await _state(asked, desk, note, Reason.MISSED_PROMISE, values)
    return Form(credit_view(state, desk.organisation))


async def ask_anew(asked: Asked, desk: Desk, value: str) -> Answer:
    """Open the form with what was asked, and the sum that was proposed instead."""
    credit = await credits.read(desk.store, asked.workspace, whole(value))
    if credit.asked_by != asked.person:
        raise NotYourCredit(credit.name, credit.asked_by)
    note = CreditNote(credit.incident, credit.number, credit.cohort is not None)
    state = await _state(asked, desk, note, credit.code, _values(credit, desk.organisation))
    return Form(credit_view(state, desk.organisation))


async def change_code(asked: Asked, desk: Desk, view: Payload, value: str) -> Form:
    """Show what is usual for the reason that was chosen; what was typed stays."""
    values = typed_values(view)
    code = _offered(value)
    values[ActionId.REMEDY] = fitting(code)[0]
    note = CreditNote.read(view["private_metadata"])
    return Form(credit_view(await _state(asked, desk, note, code, values), desk.organisation))


async def size(asked: Asked, desk: Desk, view: Payload, _value: str) -> Form:
    """Ask what was lost; once that is typed, put in what it comes to, which can be changed.

    Raises `BadAmount`, `NotANumber`, `NothingWasLost` or `Unreadable`.
    """
    values = typed_values(view)
    code = _offered(values[ActionId.CODE])
    values[ActionId.REMEDY] = choice(Remedy, values[ActionId.REMEDY])
    note = CreditNote.read(view["private_metadata"])
    if note.is_sizing:
        note = replace(note, sized=note.sized + 1)
        values |= _worked_out(values, code, desk.organisation)
    else:
        note = replace(note, is_sizing=True)
    return Form(credit_view(await _state(asked, desk, note, code, values), desk.organisation))


async def send(asked: Asked, desk: Desk, view: Payload) -> Answer:
    note = CreditNote.read(view["private_metadata"])
    wish = _wish(note, typed_values(view))
    who = await acting(asked, desk)
    if note.credit:
        credit = await credits.ask_anew(desk.store, desk.organisation, who, note.credit, wish)
    else:
        credit = await credits.ask(desk.store, desk.organisation, who, wish)
    return credit_answers.asked(credit, desk.organisation)


async def _fresh(
    asked: Asked, desk: Desk, number: int, *, is_cohort: bool = False, reason: str = ""
) -> Form:
    note = CreditNote(number, is_cohort=is_cohort)
    state = await _state(asked, desk, note, Reason.OUT_TIME, {ActionId.REASON: reason})
    return Form(credit_view(state, desk.organisation), typed=reason)


async def _state(
    asked: Asked, desk: Desk, note: CreditNote, code: Reason, values: dict[str, str]
) -> CreditState:
    """Raises `DrillHasNoMoney`."""
    incident = real(await incidents.read(desk.store, asked.workspace, note.incident))
    allowance = await credits.allowance(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        by=asked.person,
        now=desk.now(),
        is_outsider=await desk.outsider(asked.person) is not None,
    )
    currency = desk.organisation.currency
    likes = await credits.likes(
        desk.store, asked.workspace, note.incident, code, currency, but=note.credit
    )
    return CreditState(
        incident=incident, note=note, allowance=allowance, code=code, likes=likes, values=values
    )


def _offered(value: str) -> Reason:
    """Return the reason that was chosen. Raises `Unreadable` for one that is not listed."""
    code = choice(Reason, value)
    if code not in PERSONAL:
        raise Unreadable
    return code


def _worked_out(values: dict[str, str], code: Reason, organisation: Organisation) -> dict[str, str]:
    typed = loss.Typed(
        pays=values[ActionId.PAYS],
        hours=values[ActionId.HOURS],
        cost=values[ActionId.COST],
        contacts=values[ActionId.EXTRA_CONTACTS],
    )
    currency = organisation.currency
    bands = organisation.credit_rules.of(currency).bands
    lost = loss.read(typed, currency=currency, locale=organisation.locale, bands=bands)
    suggestion = loss.suggested(lost, code, bands)
    if suggestion.least.minor == 0:
        raise NothingWasLost
    return {
        ActionId.AMOUNT: suggestion.least.shown(organisation.locale),
        ActionId.WORKED_OUT: worked_out(lost, suggestion, organisation),
    }


def _wish(note: CreditNote, values: dict[str, str]) -> Wish:
    return Wish(
        incident=note.incident,
        customer=values.get(ActionId.CUSTOMER, ""),
        reason=values[ActionId.REASON],
        code=choice(Reason, values.get(ActionId.CODE, Reason.COHORT)),
        remedy=choice(Remedy, values[ActionId.REMEDY]),
        amount=values[ActionId.AMOUNT],
        asked_for=values.get(ActionId.ASKED_FOR, ""),
        evidence=values[ActionId.EVIDENCE],
        worked_out=values[ActionId.WORKED_OUT],
        people_low=values.get(ActionId.PEOPLE_LOW, ""),
        people_high=values.get(ActionId.PEOPLE_HIGH, ""),
    )


def _values(credit: Credit, organisation: Organisation) -> dict[str, str]:
    many = credit.cohort
    amount = credit.proposed or unit_price(credit)
    values: dict[str, str] = {
        ActionId.CUSTOMER: credit.customer,
        ActionId.REASON: credit.reason,
        ActionId.ASKED_FOR: credit.asked_for,
        ActionId.AMOUNT: f"{amount.shown(organisation.locale)}",
        ActionId.REMEDY: credit.remedy.value,
        ActionId.EVIDENCE: credit.evidence,
        ActionId.WORKED_OUT: credit.worked_out,
    }
    if many:
        values |= {ActionId.PEOPLE_LOW: str(many.low), ActionId.PEOPLE_HIGH: str(many.high)}
    return values
