"""The words of the refusals when an incident ends, and afterwards."""

from zoneinfo import ZoneInfo

from bot.domain import after_refusals as refusals
from messages.card import escaped
from messages.failed import given_back
from messages.refused.registry import words_for
from messages.words import person


@words_for.register
def _fixed_already(refusal: refusals.FixedAlready, _: ZoneInfo) -> str:
    return (
        f"{person(refusal.by)} says already that {refusal.incident} is fixed. If you have checked "
        "it as a customer would, press *Checked* on its card."
    )


@words_for.register
def _not_said_fixed(refusal: refusals.NotSaidFixed, _: ZoneInfo) -> str:
    return (
        f"Nobody says any more that {refusal.incident} is fixed, so your check does not count. "
        "Look at its card before you tell customers anything."
    )


@words_for.register
def _another(refusal: refusals.FixIsAnother, _: ZoneInfo) -> str:
    lead = (
        f"{refusal.incident} failed again after your check, and was fixed once more. "
        "Check it anew, then press *Checked* on its card as it is now."
    )
    return given_back(lead, refusal.typed)


@words_for.register
def _same(refusal: refusals.CheckedByTheSame, _: ZoneInfo) -> str:
    return (
        f"You said that {refusal.incident} is fixed, so somebody else must check it. Ask them "
        "to do it as a customer would, and to press *Checked* on its card."
    )


@words_for.register
def _nothing_to_close(refusal: refusals.NothingToClose, _: ZoneInfo) -> str:
    if refusal.is_cancelled:
        return (
            f"{refusal.incident} was opened in error, so there is nothing to close. "
            f"If it was real: `/incident reopen {refusal.incident}`."
        )
    return (
        f"{refusal.incident} is closed already. To see what was agreed: "
        f"`/incident prevention {refusal.incident}`."
    )


@words_for.register
def _reason(refusal: refusals.ReasonIsMissing, _: ZoneInfo) -> str:
    return (
        f"No step keeps {refusal.incident} from happening again. Add one, with an owner and a day, "
        "or write why there is none."
    )


@words_for.register
def _no_item(refusal: refusals.NoSuchItem, _: ZoneInfo) -> str:
    return (
        f"There is no step {escaped(refusal.asked_for)}. To see those there are: "
        "`/incident prevention` and the incident's number."
    )


@words_for.register
def _item_over(refusal: refusals.ItemIsOver, _: ZoneInfo) -> str:
    return (
        f"{refusal.item} is done or dropped already. If there is more to do, add a step: "
        "`/incident prevention` and the incident's number."
    )


@words_for.register
def _not_owner(refusal: refusals.NotItsOwner, _: ZoneInfo) -> str:
    return (
        f"{refusal.item} is {person(refusal.owner)}'s, and only they let customers read of it. "
        "Ask them to press *Customers may know*."
    )


@words_for.register
def _day_passed(_refusal: refusals.DayHasPassed, _: ZoneInfo) -> str:
    return "This day has passed. Give today or a later one."


@words_for.register
def _day_far(_refusal: refusals.DayIsTooFar, _: ZoneInfo) -> str:
    return "This is more than a year away. Give an earlier day, or make the step a smaller one."


@words_for.register
def _no_answers(_refusal: refusals.NoAnswers, _: ZoneInfo) -> str:
    return "Nothing is written yet. Answer at least one question; the others can come later."
