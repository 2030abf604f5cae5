"""The words of the refusals where a customer's case is followed up."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.domain import case_refusals as refusals
from bot.domain.case import Lacking, Outcome
from bot.domain.refusals import Refusal

NAMES: Final = {
    "said": "what they say",
    "led_to": "what their report led to",
    "settles": "what would put it right",
}
LACKING: Final[Mapping[str, str]] = {
    Lacking.HAS_LEFT: "that they have left (*Change* in the list of customers)",
    Lacking.LEFT_ON: "the day on which they left (*Contact and outcome*)",
    Lacking.PERMISSION: "that they may be written to (*Contact and outcome*)",
    Lacking.FAILURE: "what we did wrong: a cause that customers may know, or an answer to the five "
    "questions",
    Lacking.CHANGE: "a change that is done and that its owner lets customers read of "
    "(`/incident prevention`)",
}


def _resolved(refusal: refusals.CaseIsResolved) -> str:
    return f"It works for {refusal.customer} already. Press *Case* to see since when."


def _theirs(refusal: refusals.CaseIsTheirs) -> str:
    return f"They follow {refusal.customer} up already. Choose somebody else, or leave it as it is."


def _open(refusal: refusals.CaseIsOpen) -> str:
    return (
        f"The case of {refusal.customer} is still open, so nobody asks them whether it holds. "
        "Press *Works for them* once it does."
    )


def _opted_out(refusal: refusals.CustomerOptedOut) -> str:
    return (
        f"{refusal.customer} does not want us to write to them again, so there are no words. "
        "If that has changed, say so with *Contact and outcome*."
    )


def _other(refusal: refusals.HasOtherCase) -> str:
    return (
        f"{refusal.customer} has another case that is open, {refusal.other}. Help them with that "
        "one first; they are asked a week after it is resolved."
    )


def _answered(refusal: refusals.CaseIsAnswered) -> str:
    if not refusal.outcome or refusal.outcome == Outcome.NO_ANSWER:
        return (
            f"{refusal.customer} was written to already. When they answer, press *They are happy* "
            "or *Not happy*."
        )
    return f"That is noted of {refusal.customer} already. Press *Case* to see what they said."


def _nobody_wrote(refusal: refusals.NobodyWrote) -> str:
    return (
        f"Nobody has written to {refusal.customer} yet. Press *Case*, write to them and mark it as "
        "sent; then note what they answer."
    )


def _over(refusal: refusals.WinBackIsOver) -> str:
    return (
        f"{refusal.customer} was written to after they left, and told that we will not write about "
        "it again. If they answer, note it with *What came of it?* on their case."
    )


def _early(refusal: refusals.WinBackIsTooEarly) -> str:
    lacking = "; ".join(LACKING[what] for what in refusal.lacking)
    return (
        f"Nobody writes to {refusal.customer} before we can tell them what we found and changed. "
        f"Still missing: {lacking}."
    )


CASES: Final[Mapping[type[Refusal], Callable[[Any], str]]] = {
    refusals.CaseIsResolved: _resolved,
    refusals.CaseIsTheirs: _theirs,
    refusals.CaseIsOpen: _open,
    refusals.CustomerOptedOut: _opted_out,
    refusals.HasOtherCase: _other,
    refusals.CaseIsAnswered: _answered,
    refusals.NobodyWrote: _nobody_wrote,
    refusals.WinBackIsOver: _over,
    refusals.WinBackIsTooEarly: _early,
}
