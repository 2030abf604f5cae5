"""Every no about money in words: what was wrong, and what to do."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.domain import money_refusals as refusals
from bot.domain.authority import Function
from bot.domain.budget import Scope
from bot.domain.credit import State
from bot.domain.refusals import Refusal
from messages.card import escaped
from messages.failed import given_back
from messages.words import person

LOCALE: Final = "en_GB"
STATES: Final[Mapping[str, str]] = {
    State.ASKED: "still waits for a decision",
    State.CHANGED: "is back with who asked",
    State.APPROVED: "is approved",
    State.DECLINED: "is declined",
    State.LAPSED: "has lapsed",
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
FUNCTIONS: Final[Mapping[str, str]] = {Function.FINANCE: "finance", Function.LEGAL: "legal"}


def _moved(refusal: refusals.CreditHasMoved) -> str:
    return f"{refusal.credit} {STATES[refusal.state]}, so nothing was changed. Look at its card."


def _approved_already(refusal: refusals.ApprovedAlready) -> str:
    return (
        f"You have approved {refusal.credit}, or it needs nothing more from your side. "
        "Somebody of another function decides the rest."
    )


def _changed(refusal: refusals.ChangedMeanwhile) -> str:
    return (
        f"{refusal.credit} was changed while you were reading, so nothing was approved. "
        "Read its card once more, and press again."
    )


def _interest(refusal: refusals.HasInterest) -> str:
    return f"You passed {refusal.credit} on because of an interest, so others decide it."


def _nobody_for_sum(refusal: refusals.NobodyForSum) -> str:
    return (
        f"Nobody is named who may decide on {refusal.amount.shown(LOCALE)} for one customer. "
        "Ask whoever runs Candour to add a tier under `credits` in its settings."
    )


def _spent(refusal: refusals.BudgetIsSpent) -> str:
    return (
        f"{BUDGETS[refusal.scope]} has {refusal.left.shown(LOCALE)} left, and this needs "
        f"{refusal.amount.shown(LOCALE)}. Ask finance to add to it, or ask for less."
    )


def _same(refusal: refusals.SumIsTheSame) -> str:
    return f"{refusal.credit} asks for that sum already. Give another one, or press *Approve*."


def _not_yours(refusal: refusals.NotYourCredit) -> str:
    return f"Only {person(refusal.asked_by)}, who asked for {refusal.credit}, can do that."


def _until(refusal: refusals.UnclearUntil) -> str:
    lead = (
        f"Name a day from today to {refusal.days} days ahead: Friday, tomorrow, 13 March "
        "or 2026-03-13."
    )
    return given_back(lead, refusal.typed)


def _function(refusal: refusals.NotInThatFunction) -> str:
    name = FUNCTIONS.get(refusal.function, escaped(refusal.function))
    return f"Only {name} can do this. Ask one of those named under `people` in the settings."


def _unchecked(refusal: refusals.TermsAreUnchecked) -> str:
    return (
        f"Legal has not said whether something is owed for {refusal.incident}, so the customer "
        f"cannot be written to about money yet. Ask legal to type `/incident owed "
        f"{refusal.incident}`."
    )


def _no_batch(refusal: refusals.NoSuchBatch) -> str:
    return (
        f"There is no batch “{escaped(refusal.asked_for)}”. Its number stands in its first column."
    )


def _period(refusal: refusals.UnclearPeriod) -> str:
    return given_back("Name a month or an incident: 2026-03, or INC-7.", refusal.typed)


def _workspace(refusal: refusals.WhichWorkspace) -> str:
    if not refusal.found:
        return "The database holds no credit yet, so there is nothing to export."
    return f"Name one of these with `--workspace`: {', '.join(refusal.found)}."


def _return(refusal: refusals.ReturnIsWrong) -> str:
    lead = (
        f"Line {refusal.line} of the return file is not one I can use, so nothing was marked. "
        "Each line needs batch_id, credit_id, paid or failed, a date and a reference."
    )
    return given_back(lead, refusal.typed)


def _range(refusal: refusals.RangeIsWrong) -> str:
    lead = "Give the fewest and the most people affected: two whole numbers, the lower one first."
    return given_back(lead, refusal.typed)


def _second_reader(refusal: refusals.NeedsSecondReader) -> str:
    return f"You declined {refusal.credit} already. So high a sum needs somebody else to read it."


WORDS: Final[Mapping[type[Refusal], Callable[[Any], str]]] = {
    refusals.CreditHasMoved: _moved,
    refusals.ApprovedAlready: _approved_already,
    refusals.ChangedMeanwhile: _changed,
    refusals.HasInterest: _interest,
    refusals.NobodyForSum: _nobody_for_sum,
    refusals.BudgetIsSpent: _spent,
    refusals.SumIsTheSame: _same,
    refusals.NotYourCredit: _not_yours,
    refusals.UnclearUntil: _until,
    refusals.NotInThatFunction: _function,
    refusals.TermsAreUnchecked: _unchecked,
    refusals.NoSuchBatch: _no_batch,
    refusals.UnclearPeriod: _period,
    refusals.WhichWorkspace: _workspace,
    refusals.ReturnIsWrong: _return,
    refusals.RangeIsWrong: _range,
    refusals.NeedsSecondReader: _second_reader,
}
SAME: Final[Mapping[type[Refusal], str]] = {
    refusals.NothingToDelegate: (
        "You decide on no credits, so nobody can stand in for you. "
        "Ask whoever runs Candour if that is wrong."
    ),
    refusals.OwnStandIn: "You cannot stand in for yourself. Choose somebody else.",
    refusals.NothingToExport: (
        "Every approved credit is in a batch already. To have one again: `--batch` and its number."
    ),
}


def words_about_money(refusal: Refusal) -> str | None:
    """Return the sentence for a refusal about money, escaped; None for any other."""
    words = WORDS.get(type(refusal))
    return SAME.get(type(refusal)) if words is None else words(refusal)
