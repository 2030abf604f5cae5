"""The words of the refusals when an incident ends, and afterwards."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.domain import after_refusals as refusals
from bot.domain.refusals import Refusal
from messages.card import escaped
from messages.failed import given_back
from messages.words import person

NAMES: Final = {
    "checked_how": "how you checked it",
    "why_nothing": "why nothing is done to prevent it",
    "why_dropped": "why the step is dropped",
    "step": "the step",
    "step_due": "the day",
    "why_happened": "why it happened",
    "known_sooner": "how we could have known sooner",
    "hardest": "what was hardest for customers",
    "what_helped": "what helped",
    "what_prevents": "what will prevent it",
}


def _fixed_already(refusal: refusals.FixedAlready) -> str:
    return (
        f"{person(refusal.by)} says already that {refusal.incident} is fixed. If you have checked "
        "it as a customer would, press *Checked* on its card."
    )


def _not_said_fixed(refusal: refusals.NotSaidFixed) -> str:
    return (
        f"Nobody says any more that {refusal.incident} is fixed, so your check does not count. "
        "Look at its card before you tell customers anything."
    )


def _another(refusal: refusals.FixIsAnother) -> str:
    lead = (
        f"{refusal.incident} failed again after your check, and was fixed once more. "
        "Check it anew, then press *Checked* on its card as it is now."
    )
    return given_back(lead, refusal.typed)


def _same(refusal: refusals.CheckedByTheSame) -> str:
    return (
        f"You said that {refusal.incident} is fixed, so somebody else must check it. Ask them "
        "to do it as a customer would, and to press *Checked* on its card."
    )


def _nothing_to_close(refusal: refusals.NothingToClose) -> str:
    if refusal.is_cancelled:
        return (
            f"{refusal.incident} was opened in error, so there is nothing to close. "
            f"If it was real: `/incident reopen {refusal.incident}`."
        )
    return (
        f"{refusal.incident} is closed already. To see what was agreed: "
        f"`/incident prevention {refusal.incident}`."
    )


def _reason(refusal: refusals.ReasonIsMissing) -> str:
    return (
        f"No step keeps {refusal.incident} from happening again. Add one, with an owner and a day, "
        "or write why there is none."
    )


def _no_item(refusal: refusals.NoSuchItem) -> str:
    return (
        f"There is no step {escaped(refusal.asked_for)}. To see those there are: "
        "`/incident prevention` and the incident's number."
    )


def _item_over(refusal: refusals.ItemIsOver) -> str:
    return (
        f"{refusal.item} is done or dropped already. If there is more to do, add a step: "
        "`/incident prevention` and the incident's number."
    )


def _not_owner(refusal: refusals.NotItsOwner) -> str:
    return (
        f"{refusal.item} is {person(refusal.owner)}'s, and only they let customers read of it. "
        "Ask them to press *Customers may know*."
    )


def _day_passed(_: refusals.DayHasPassed) -> str:
    return "This day has passed. Give today or a later one."


def _day_far(_: refusals.DayIsTooFar) -> str:
    return "This is more than a year away. Give an earlier day, or make the step a smaller one."


def _no_answers(_: refusals.NoAnswers) -> str:
    return "Nothing is written yet. Answer at least one question; the others can come later."


AFTER: Final[Mapping[type[Refusal], Callable[[Any], str]]] = {
    refusals.FixedAlready: _fixed_already,
    refusals.NotSaidFixed: _not_said_fixed,
    refusals.FixIsAnother: _another,
    refusals.CheckedByTheSame: _same,
    refusals.NothingToClose: _nothing_to_close,
    refusals.ReasonIsMissing: _reason,
    refusals.NoSuchItem: _no_item,
    refusals.ItemIsOver: _item_over,
    refusals.NotItsOwner: _not_owner,
    refusals.DayHasPassed: _day_passed,
    refusals.DayIsTooFar: _day_far,
    refusals.NoAnswers: _no_answers,
}
