"""The words of the refusals where a customer's case is followed up."""

from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain import case_refusals as refusals
from bot.domain.case import Lacking, Outcome
from messages.refused.registry import words_for

LACKING: Final[Mapping[str, str]] = {
    Lacking.HAS_LEFT: "that they have left (*Change* in the list of customers)",
    Lacking.LEFT_ON: "the day on which they left (*Contact and outcome*)",
    Lacking.PERMISSION: "that they may be written to (*Contact and outcome*)",
    Lacking.FAILURE: "what we did wrong: a cause that customers may know, or an answer to the five "
    "questions",
    Lacking.CHANGE: "a change that is done and that its owner lets customers read of "
    "(`/incident prevention`)",
}


@words_for.register
def _resolved(refusal: refusals.CaseIsResolved, _: ZoneInfo) -> str:
    return f"It works for {refusal.customer} already. Press *Case* to see since when."


@words_for.register
def _theirs(refusal: refusals.CaseIsTheirs, _: ZoneInfo) -> str:
    return f"They follow {refusal.customer} up already. Choose somebody else, or leave it as it is."


@words_for.register
def _open(refusal: refusals.CaseIsOpen, _: ZoneInfo) -> str:
    return (
        f"The case of {refusal.customer} is still open, so nobody asks them whether it holds. "
        "Press *Works for them* once it does."
    )


@words_for.register
def _opted_out(refusal: refusals.CustomerOptedOut, _: ZoneInfo) -> str:
    return (
        f"{refusal.customer} does not want us to write to them again, so there are no words. "
        "If that has changed, say so with *Contact and outcome*."
    )


@words_for.register
def _other(refusal: refusals.HasOtherCase, _: ZoneInfo) -> str:
    return (
        f"{refusal.customer} has another case that is open, {refusal.other}. Help them with that "
        "one first; they are asked a week after it is resolved."
    )


@words_for.register
def _answered(refusal: refusals.CaseIsAnswered, _: ZoneInfo) -> str:
    if not refusal.outcome or refusal.outcome == Outcome.NO_ANSWER:
        return (
            f"{refusal.customer} was written to already. When they answer, press *They are happy* "
            "or *Not happy*."
        )
    return f"That is noted of {refusal.customer} already. Press *Case* to see what they said."


@words_for.register
def _nobody_wrote(refusal: refusals.NobodyWrote, _: ZoneInfo) -> str:
    return (
        f"Nobody has written to {refusal.customer} yet. Press *Case*, write to them and mark it as "
        "sent; then note what they answer."
    )


@words_for.register
def _over(refusal: refusals.WinBackIsOver, _: ZoneInfo) -> str:
    return (
        f"{refusal.customer} was written to after they left, and told that we will not write about "
        "it again. If they answer, note it with *What came of it?* on their case."
    )


@words_for.register
def _early(refusal: refusals.WinBackIsTooEarly, _: ZoneInfo) -> str:
    lacking = "; ".join(LACKING[what] for what in refusal.lacking)
    return (
        f"Nobody writes to {refusal.customer} before we can tell them what we found and changed. "
        f"Still missing: {lacking}."
    )
