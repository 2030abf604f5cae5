"""Every reason why a customer is not told about money just now, in words."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.domain import letter_refusals as refusals
from bot.domain.credit import State
from bot.domain.letter import TAKEN_BACK
from bot.domain.refusals import Refusal
from bot.domain.told import Answer
from messages.card import escaped
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


def _nothing(refusal: refusals.NothingToTell) -> str:
    return (
        f"{refusal.credit} {STATES[refusal.state]}, so there is nothing to tell the customer, and "
        "no sum may be named. Look at its card."
    )


def _told(refusal: refusals.ToldAlready) -> str:
    return (
        f"{person(refusal.by)} told the customer of {refusal.credit} already. To note what they "
        f"said: `/incident letter {refusal.credit}`."
    )


def _outdated(refusal: refusals.LetterIsOutdated) -> str:
    return (
        f"{refusal.credit} was changed since these words were drafted, so they were not noted. "
        "Press *Put these into the draft* for what it says now; your words are given back."
    )


def _no_name(refusal: refusals.EntitlementHasNoName) -> str:
    return (
        f"{refusal.credit} is owed, but legal has not named the law, scheme or term, and the "
        f"letter must. Ask legal to type `/incident owed {refusal.incident}`."
    )


def _apology(refusal: refusals.ApologyFirst) -> str:
    return (
        f"Nobody has said sorry to customers of {refusal.incident} yet, and money comes after "
        f"that. Write the apology first: `/incident draft {refusal.incident} K05`."
    )


def _not_theirs(refusal: refusals.NotTheirCredit) -> str:
    return (
        f"{refusal.credit} is for another customer than the one named or greeted here, so these "
        "words cannot go. Name the customer of the request, in the field and in the greeting."
    )


def _nameless(refusal: refusals.CustomerHasNoName) -> str:
    return (
        f"{refusal.credit} is for {escaped(refusal.reference)}, and nobody is logged with that "
        "reference, so I cannot tell whether the name is right. Log the customer with both: "
        "`/incident customer`."
    )


def _not_yours(refusal: refusals.NotYourLetter) -> str:
    return (
        f"The customer hears of {refusal.credit} from {person(refusal.asked_by)}, who asked for "
        "it, from who decided, or from who owns the incident. Ask one of them."
    )


def _not_offered(refusal: refusals.NotOffered) -> str:
    return (
        f"No offer of {refusal.credit} waits for an answer of one customer. To write to them: "
        f"`/incident letter {refusal.credit}`."
    )


def _answered(refusal: refusals.AnsweredAlready) -> str:
    said = ANSWERS.get(refusal.answer, refusal.answer)
    return (
        f"{person(refusal.by)} noted already that the customer of {refusal.credit} {said}. If that "
        "was wrong, ask for it anew with `/incident credit`, or type "
        f"`/incident takeback {refusal.credit}`."
    )


LETTERS: Final[Mapping[type[Refusal], Callable[[Any], str]]] = {
    refusals.NothingToTell: _nothing,
    refusals.ToldAlready: _told,
    refusals.LetterIsOutdated: _outdated,
    refusals.EntitlementHasNoName: _no_name,
    refusals.ApologyFirst: _apology,
    refusals.NotTheirCredit: _not_theirs,
    refusals.CustomerHasNoName: _nameless,
    refusals.NotYourLetter: _not_yours,
    refusals.NotOffered: _not_offered,
    refusals.AnsweredAlready: _answered,
}
