"""Sums, reasons, forms, functions and flags of credits in words."""

from collections.abc import Iterable, Mapping
from typing import Final

from bot.domain.budget import Budget, Scope
from bot.domain.cohort import Cohort
from bot.domain.credit import Credit, State, unit_price
from bot.domain.decline import Why
from bot.domain.entitlement import Entitlement, Owed
from bot.domain.flags import Flag
from bot.domain.letter import Letter
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from bot.domain.own import Allowance, NotAlone
from bot.domain.reason import Reason
from bot.domain.remedy import Remedy
from bot.domain.size import Likes
from bot.domain.tiers import Function, Slot, Slots
from messages.card import escaped
from messages.letter_words import ANSWERS
from messages.words import chat_time, person

REASONS: Final[Mapping[Reason, str]] = {
    Reason.OUT_TIME: "They could not use what they pay for",
    Reason.OUT_REPEAT: "It failed again within 90 days",
    Reason.COST_DIRECT: "It cost them money elsewhere",
    Reason.FEE_REFUND: "Our own charges, given back",
    Reason.DATA_LOSS: "Work or data of theirs was lost",
    Reason.MISSED_PROMISE: "We broke a promise to them",
    Reason.EFFORT: "They had to chase us, or wait long",
    Reason.DISTRESS: "It upset them considerably",
    Reason.VULNERABLE: "A vulnerable person was hit",
    Reason.WRONG_INFO: "We told them something untrue",
    Reason.MSG_ERROR: "A message of ours went astray",
    Reason.BILL_ERROR: "We billed them wrongly",
    Reason.SLA: "Owed by contract",
    Reason.STATUTE: "Owed by law or scheme",
    Reason.COHORT: "The same for everyone affected",
    Reason.EXEC: "Another reason, written out",
}
REMEDIES: Final[Mapping[Remedy, str]] = {
    Remedy.MONEY: "The money itself",
    Remedy.FEE_REFUND: "Fee refund",
    Remedy.PART_REFUND: "Part of the last payment back",
    Remedy.EXTENSION: "Longer service",
    Remedy.PRO_RATA: "Pro-rata credit",
    Remedy.NEXT_PERIOD_DISCOUNT: "Something off the next bill",
    Remedy.REDO: "Doing it again",
    Remedy.CALL: "A call from a named person",
    Remedy.CREDIT: "Credit on the account",
    Remedy.IN_KIND: "A gesture in kind",
}
FUNCTIONS: Final[Mapping[str, str]] = {
    Function.LEADS: "a team lead",
    Function.MANAGERS: "a manager",
    Function.HEAD_OF_SUPPORT: "the head of support",
    Function.FINANCE: "finance",
    Function.DIRECTORS: "a director",
    Function.LEGAL: "legal",
}
WHYS: Final[Mapping[Why, str]] = {
    Why.NOT_AFFECTED: "They were not affected",
    Why.NOT_CAUSED: "The outage did not cause it",
    Why.NOT_SHOWN: "Nothing shows the cost yet",
    Why.PAID_ALREADY: "It was paid already",
    Why.TOO_MUCH: "More than like cases got",
    Why.OTHER: "Another reason, told to who asked",
}
FLAGS: Final[Mapping[Flag, str]] = {
    Flag.NEAR_THRESHOLD: "just below a limit",
    Flag.SPLIT: "another request for this customer in this incident",
    Flag.SAME_PAIR: "the same person asked for this customer again and again",
    Flag.SAME_EVIDENCE: "the same evidence stands on another request",
    Flag.NO_EVIDENCE: "nothing is given to show it",
    Flag.OUT_OF_LINE: "over twice what like cases got",
    Flag.OWED_FIRST: "a law or term applies: this must come on top of what is owed",
    Flag.UNCHECKED: "legal has not said yet whether something is owed",
    Flag.SAME_APPROVER: "the same two people each time",
    Flag.FAST: "decided within seconds",
    Flag.OUT_OF_HOURS: "one of several asked for outside working hours",
    Flag.ONE_CODE: "who asked gives this reason far more often than others",
    Flag.BURST: "one of many accepted within minutes",
    Flag.CHANGED: "changed after it was asked for",
    Flag.STAND_IN: "approved by a stand-in",
    Flag.NEW_STAND_IN: "the stand-in was named after it was asked for",
    Flag.BETWEEN_THEM: "who asked and who approved stand in for one another",
    Flag.UNOPENED: "approved without opening the evidence from the card",
}
STATES: Final[Mapping[State, str]] = {
    State.ASKED: "Waiting for a decision",
    State.CHANGED: "Back with who asked",
    State.APPROVED: "Approved",
    State.DECLINED: "Declined",
    State.LAPSED: "Lapsed: two weeks went by",
    State.REFUSED: "Refused by the customer: the money is free again",
    State.EXPORTED: "With finance, approved",
    State.PAID: "Paid, approved",
    State.FAILED: "Finance could not pay it, approved",
    State.VOIDED: "Voided",
    State.REVERSED: "Reversed after it was paid",
}
NOT_ALONE: Final[Mapping[NotAlone, str]] = {
    NotAlone.TOO_MUCH: "every sum is decided by somebody else",
    NotAlone.OUTSIDER: "what a guest asks for is decided by somebody else",
    NotAlone.ENOUGH_TODAY: "you have given all that one person gives in a day",
}


def sum_of(credit: Credit, organisation: Organisation) -> str:
    """Return the sum; for a gesture to many people what each gets, and for how many."""
    if credit.cohort is None:
        return shown(credit.amount, organisation)
    return f"{shown(unit_price(credit), organisation)} each for {people_words(credit.cohort)}"


def people_words(many: Cohort) -> str:
    if many.low == many.high:
        return "1 person" if many.high == 1 else f"{many.high:,} people"
    return f"{many.low:,} to {many.high:,} people"


def shown(money: Money, organisation: Organisation) -> str:
    return money.shown(organisation.locale)


def state_of(credit: Credit, organisation: Organisation) -> str:
    """Return where the request stands, by whom and since when."""
    if credit.undo is not None:
        return f"{person(credit.undo.by)} asks to take it back"
    words = STATES[credit.state]
    if credit.state is State.ASKED and credit.decline is not None:
        return f"{words}: {person(credit.decline.by)} declined, a second reader must look"
    if credit.state is State.ASKED or credit.decided_by is None or credit.decided_at is None:
        return words
    at = chat_time(credit.decided_at, organisation.time_zone)
    told = told_words(credit, organisation)
    if credit.state is State.REFUSED:
        return f"{words}{told}"
    if credit.state in (State.LAPSED, State.VOIDED, State.REVERSED):
        words = f"{words}; before that approved"
    return f"{words} by {person(credit.decided_by)}, {at}{told}"


def letter_words(letter: Letter, organisation: Organisation) -> str:
    """Return which decision a letter tells, what legal has said, and what the customer said."""
    credit = letter.credit
    whole = f"{credit.name} · {sum_of(credit, organisation)} · {REMEDIES[credit.remedy]}"
    said = f"By law or contract: {owed_words(letter.entitlement)}."
    theirs = f"\nIn their words: “{escaped(credit.reason)}”"
    return f"*A letter about {whole}*\n{state_of(credit, organisation)}. {said}{theirs}"


def told_words(credit: Credit, organisation: Organisation) -> str:
    """Return that the customer was told, and what they said; empty before that."""
    told = credit.told
    if told is None:
        return ""
    at = chat_time(told.at, organisation.time_zone)
    said = "" if told.said is None else f"; {ANSWERS[told.said.answer]}"
    return f"; {person(told.by)} told the customer, {at}{said}"


def slot_words(slot: Slot) -> str:
    """Return who may give one approval: a manager or the head of support."""
    return " or ".join(FUNCTIONS.get(name) or person(name) for name in slot)


def slots_words(slots: Slots) -> str:
    return ", and ".join(slot_words(slot) for slot in slots)


def likes_words(likes: Likes | None, currency: str, organisation: Organisation) -> str:
    """Return what customers in a like case were given."""
    if likes is None:
        return "this is the first one"
    middle, least, most = (
        shown(Money(minor, currency), organisation)
        for minor in (likes.median, likes.least, likes.most)
    )
    return f"{likes.count}, half of them at most {middle}; from {least} to {most}"


def budget_words(budget: Budget, organisation: Organisation) -> str:
    """Return what a budget still holds once this request is paid from it."""
    name = "this incident" if budget.scope is Scope.INCIDENT else "the team's month"
    if budget.cap is None or budget.left is None:
        spent = shown(Money(budget.balance.total, budget.currency), organisation)
        return f"{name}: {spent} so far, no cap"
    left = shown(Money(max(budget.left, 0), budget.currency), organisation)
    cap = shown(Money(budget.cap, budget.currency), organisation)
    return f"{name}: {left} of {cap} left ({budget.used} % used)"


def flags_words(flags: Iterable[Flag]) -> str:
    return "; ".join(FLAGS[flag] for flag in flags)


def owed_words(said: Entitlement) -> str:
    """Return what legal said, escaped."""
    if said.owed is Owed.NOT_CHECKED:
        return "not checked by legal yet"
    if said.owed is Owed.APPLIES:
        return f"owed under {escaped(said.which)}"
    return "nothing is owed by law or contract"


def allowance_words(allowance: Allowance, organisation: Organisation) -> str:
    """Return what somebody may give now without asking, and why not more."""
    if allowance.why_not is not None:
        return f"You can ask for any sum; {NOT_ALONE[allowance.why_not]}."
    most = shown(allowance.left, organisation)
    lead = f"Up to {most} you give yourself, once to each customer. More is put to somebody."
    return f"{lead}{_limits(allowance, organisation)}"


def _limits(allowance: Allowance, organisation: Organisation) -> str:
    """Return why it is so much."""
    limit, currency = allowance.limit, allowance.left.currency
    if limit is None:
        return ""
    each, a_day, spent = (
        shown(Money(minor, currency), organisation)
        for minor in (limit.each, limit.sum_a_day, allowance.spent)
    )
    given = f", and you gave {spent} today" if allowance.spent else ""
    return f" The limit is {each} each and {a_day} a day{given}."
