"""Every reason why a customer is not told about money just now, in words."""

from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain import letter_refusals as refusals
from bot.domain.credit import State
from bot.domain.letter import TAKEN_BACK
from bot.domain.told import Answer
from messages.card import escaped
from messages.refused.registry import words_for
from messages.words import person

STATES: Final[Mapping[str, str]] = {
    State.ASKED: "still waits for a decision",
    State.CHANGED: "is back with who asked",
    State.LAPSED: "has lapsed",
    State.DECLINED: "was declined before any customer had heard of it",
    State.REFUSED: "was refused by the customer",
    State.VOIDED: "is voided",
    State.REVERSED: "is reversed",
    TAKEN_BACK: "may be taken back: somebody has asked for that",
}
ANSWERS: Final[Mapping[str, str]] = {Answer.ACCEPTED: "took it", Answer.REFUSED: "does not want it"}


@words_for.register
def _nothing(refusal: refusals.NothingToTell, _: ZoneInfo) -> str:
    return (
        f"{refusal.credit} {STATES[refusal.state]}, so there is nothing to tell the customer, and "
        "no sum may be named. Look at its card."
    )


@words_for.register
def _told(refusal: refusals.ToldAlready, _: ZoneInfo) -> str:
    return (
        f"{person(refusal.by)} told the customer of {refusal.credit} already. To note what they "
        f"said: `/incident letter {refusal.credit}`."
    )


@words_for.register
def _outdated(refusal: refusals.LetterIsOutdated, _: ZoneInfo) -> str:
    return (
        f"{refusal.credit} was changed since these words were drafted, so they were not noted. "
        "Press *Put these into the draft* for what it says now; your words are given back."
    )


@words_for.register
def _no_name(refusal: refusals.EntitlementHasNoName, _: ZoneInfo) -> str:
    return (
        f"{refusal.credit} is owed, but legal has not named the law, scheme or term, and the "
        f"letter must. Ask legal to type `/incident owed {refusal.incident}`."
    )


@words_for.register
def _apology(refusal: refusals.ApologyFirst, _: ZoneInfo) -> str:
    return (
        f"Nobody has said sorry to customers of {refusal.incident} yet, and money comes after "
        f"that. Write the apology first: `/incident draft {refusal.incident} K05`."
    )


@words_for.register
def _not_theirs(refusal: refusals.NotTheirCredit, _: ZoneInfo) -> str:
    return (
        f"{refusal.credit} is for another customer than the one named or greeted here, so these "
        "words cannot go. Name the customer of the request, in the field and in the greeting."
    )


@words_for.register
def _nameless(refusal: refusals.CustomerHasNoName, _: ZoneInfo) -> str:
    return (
        f"{refusal.credit} is for {escaped(refusal.reference)}, and nobody is logged with that "
        "reference, so I cannot tell whether the name is right. Log the customer with both: "
        "`/incident customer`."
    )


@words_for.register
def _not_yours(refusal: refusals.NotYourLetter, _: ZoneInfo) -> str:
    return (
        f"The customer hears of {refusal.credit} from {person(refusal.asked_by)}, who asked for "
        "it, from who decided, or from who owns the incident. Ask one of them."
    )


@words_for.register
def _not_offered(refusal: refusals.NotOffered, _: ZoneInfo) -> str:
    return (
        f"No offer of {refusal.credit} waits for an answer of one customer. To write to them: "
        f"`/incident letter {refusal.credit}`."
    )


@words_for.register
def _answered(refusal: refusals.AnsweredAlready, _: ZoneInfo) -> str:
    said = ANSWERS.get(refusal.answer, refusal.answer)
    return (
        f"{person(refusal.by)} noted already that the customer of {refusal.credit} {said}. If that "
        "was wrong, ask for it anew with `/incident credit`, or type "
        f"`/incident takeback {refusal.credit}`."
    )
