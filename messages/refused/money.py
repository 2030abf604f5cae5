"""Every no about money in words: what was wrong, and what to do."""

from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain import money_refusals as refusals
from bot.domain.budget import Scope
from bot.domain.credit import State
from bot.domain.refusals import (
    BadAmount,
    DrillHasNoMoney,
    NoSuchCredit,
    NotAnApprover,
    OwnCredit,
)
from bot.domain.tiers import Function
from messages.card import escaped
from messages.failed import given_back, named_words
from messages.refused.registry import words_for
from messages.words import person

LOCALE: Final = "en_GB"
STATES: Final[Mapping[str, str]] = {
    State.ASKED: "still waits for a decision",
    State.CHANGED: "is back with who asked",
    State.APPROVED: "is approved",
    State.DECLINED: "is declined",
    State.LAPSED: "has lapsed",
    State.REFUSED: "was refused by the customer",
    State.EXPORTED: "is with finance already",
    State.PAID: "is paid already",
    State.FAILED: "could not be paid",
    State.VOIDED: "is voided",
    State.REVERSED: "is reversed",
}
BUDGETS: Final[Mapping[str, str]] = {
    Scope.INCIDENT: "The budget of this incident",
    Scope.MONTH: "The team's budget of this month",
}
AMOUNTS: Final[Mapping[str, str]] = {
    "unreadable": "is not a sum I can read",
    "currency": "is in another currency",
    "not_positive": "is not more than zero",
    "decimals": "has too many decimals",
    "absurd": "is a million or more",
}
FUNCTIONS: Final[Mapping[str, str]] = {Function.FINANCE: "finance", Function.LEGAL: "legal"}


@words_for.register
def _moved(refusal: refusals.CreditHasMoved, _: ZoneInfo) -> str:
    return f"{refusal.credit} {STATES[refusal.state]}, so nothing was changed. Look at its card."


@words_for.register
def _approved_already(refusal: refusals.ApprovedAlready, _: ZoneInfo) -> str:
    return (
        f"You have approved {refusal.credit}, or it needs nothing more from your side. "
        "Somebody of another function decides the rest."
    )


@words_for.register
def _changed(refusal: refusals.ChangedMeanwhile, _: ZoneInfo) -> str:
    return (
        f"{refusal.credit} was changed while you were reading, so nothing was approved. "
        "Read its card once more, and press again."
    )


@words_for.register
def _interest(refusal: refusals.HasInterest, _: ZoneInfo) -> str:
    return f"You passed {refusal.credit} on because of an interest, so others decide it."


@words_for.register
def _nobody_for_sum(refusal: refusals.NobodyForSum, _: ZoneInfo) -> str:
    return (
        f"Nobody is named who may decide on {refusal.amount.shown(LOCALE)} in all. "
        "Ask whoever runs Candour to add a tier under `credits` in its settings."
    )


@words_for.register
def _spent(refusal: refusals.BudgetIsSpent, _: ZoneInfo) -> str:
    return (
        f"{BUDGETS[refusal.scope]} has {refusal.left.shown(LOCALE)} left, and this needs "
        f"{refusal.amount.shown(LOCALE)}. Ask finance to add to it, or ask for less."
    )


@words_for.register
def _same(refusal: refusals.SumIsTheSame, _: ZoneInfo) -> str:
    return f"{refusal.credit} asks for that sum already. Give another one, or press *Approve*."


@words_for.register
def _not_yours(refusal: refusals.NotYourCredit, _: ZoneInfo) -> str:
    return f"Only {person(refusal.asked_by)}, who asked for {refusal.credit}, can do that."


@words_for.register
def _until(refusal: refusals.UnclearUntil, _: ZoneInfo) -> str:
    lead = (
        f"Name a day from today to {refusal.days} days ahead: Friday, tomorrow, 13 March "
        "or 2026-03-13."
    )
    return given_back(lead, refusal.typed)


@words_for.register
def _function(refusal: refusals.NotInThatFunction, _: ZoneInfo) -> str:
    name = FUNCTIONS.get(refusal.function, escaped(refusal.function))
    return f"Only {name} can do this. Ask one of those named under `people` in the settings."


@words_for.register
def _unchecked(refusal: refusals.TermsAreUnchecked, _: ZoneInfo) -> str:
    return (
        f"Legal has not said whether something is owed for {refusal.incident}, so the customer "
        f"cannot be written to about money yet. Ask legal to type `/incident owed "
        f"{refusal.incident}`."
    )


@words_for.register
def _nothing_named_applies(_refusal: refusals.NothingNamedApplies, _: ZoneInfo) -> str:
    return "Only what applies is named here. Choose that something is owed, or leave this empty."


@words_for.register
def _no_batch(refusal: refusals.NoSuchBatch, _: ZoneInfo) -> str:
    return (
        f"There is no batch “{escaped(refusal.asked_for)}”. Its number stands in its first column."
    )


@words_for.register
def _period(refusal: refusals.UnclearPeriod, _: ZoneInfo) -> str:
    return given_back("Name a month or an incident: 2026-03, or INC-7.", refusal.typed)


@words_for.register
def _workspace(refusal: refusals.WhichWorkspace, _: ZoneInfo) -> str:
    if not refusal.found:
        return "The database holds nothing yet, so there is nothing to export."
    return f"Name one of these with `--workspace`: {', '.join(refusal.found)}."


@words_for.register
def _return(refusal: refusals.ReturnIsWrong, _: ZoneInfo) -> str:
    lead = (
        f"Line {refusal.line} of the return file is not one I can use, so nothing was marked. "
        "Each line needs batch_id, credit_id, paid or failed, a date and a reference, for a credit "
        "of this batch that is not marked otherwise."
    )
    return given_back(lead, refusal.typed)


@words_for.register
def _range(refusal: refusals.RangeIsWrong, _: ZoneInfo) -> str:
    lead = "Give the fewest and the most people affected: two whole numbers, the lower one first."
    return given_back(lead, refusal.typed)


@words_for.register
def _number(refusal: refusals.NotANumber, _: ZoneInfo) -> str:
    whole = "a whole number" if refusal.what == "extra_contacts" else "a number"
    lead = f"{named_words(refusal.typed)} cannot be counted with. Write {whole} up to "
    return given_back(f"{lead}{refusal.most:,}.", refusal.typed, unless_named=True)


@words_for.register
def _nothing_lost(_refusal: refusals.NothingWasLost, _: ZoneInfo) -> str:
    return "Fill in at least what they pay and for how long it failed, a cost, or how often."


@words_for.register
def _second_reader(refusal: refusals.NeedsSecondReader, _: ZoneInfo) -> str:
    return (
        f"{refusal.credit} was declined already: by you, by whom you stand in for, or in your "
        "place. So high a sum needs somebody else to read it."
    )


@words_for.register
def _bad_amount(refusal: BadAmount, _: ZoneInfo) -> str:
    lead = (
        f"{named_words(refusal.typed)} {AMOUNTS[refusal.why]}. "
        f"Write the sum in {refusal.currency}, for example 40."
    )
    return given_back(lead, refusal.typed, unless_named=True)


@words_for.register
def _no_credit(refusal: NoSuchCredit, _: ZoneInfo) -> str:
    asked_for = named_words(refusal.asked_for)
    return f"There is no credit {asked_for}. Look for its number on the card you have."


@words_for.register
def _drill(refusal: DrillHasNoMoney, _: ZoneInfo) -> str:
    return f"{refusal.incident} is a drill: no customer is owed money, so nobody was asked for any."


@words_for.register
def _own(refusal: OwnCredit, _: ZoneInfo) -> str:
    return f"You asked for {refusal.credit} yourself, so somebody else decides it."


@words_for.register
def _not_an_approver(refusal: NotAnApprover, _: ZoneInfo) -> str:
    return f"{refusal.credit} is not yours to decide. Those who decide have its card already."
