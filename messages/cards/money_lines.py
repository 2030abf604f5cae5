"""The lines of the timeline on credits: the sum and who; never for whom or why."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.domain.money import Money
from bot.domain.organisation import Organisation
from bot.domain.timeline import Entry, Event
from bot.domain.told import Answer
from bot.domain.update import Kind
from messages.letter_words import ANSWERS
from messages.words import person


def _credit_asked(entry: Entry, organisation: Organisation) -> str:
    return f"{person(entry.by)} asked for a credit of {_credit(entry, organisation)}."


def _credit_approved(entry: Entry, organisation: Organisation) -> str:
    return f"{person(entry.by)} approved the credit of {_credit(entry, organisation)}."


def _credit_declined(entry: Entry, organisation: Organisation) -> str:
    return f"{person(entry.by)} declined the credit of {_credit(entry, organisation)}."


def _credit_ended(entry: Entry, organisation: Organisation) -> str:
    return f"The credit of {_credit(entry, organisation)} no longer stands as it was."


def _credit_told(entry: Entry, organisation: Organisation) -> str:
    done = "declined" if entry.details.get("kind") == Kind.DECLINE else "granted"
    lead = f"{person(entry.by)} wrote to the customer about the {done} credit of "
    return f"{lead}{_credit(entry, organisation)}."


def _credit_answered(entry: Entry, organisation: Organisation) -> str:
    said = ANSWERS[Answer(entry.details["answer"])]
    return f"{person(entry.by)} noted of the credit of {_credit(entry, organisation)}: {said}."


def _credit(entry: Entry, organisation: Organisation) -> str:
    money = Money(int(entry.details["amount_minor"]), entry.details["currency"])
    return f"{money.shown(organisation.locale)} ({entry.details['credit']})"


OF_MONEY: Final[Mapping[Event, Callable[[Entry, Organisation], str]]] = {
    Event.CREDIT_ASKED: _credit_asked,
    Event.CREDIT_APPROVED: _credit_approved,
    Event.CREDIT_DECLINED: _credit_declined,
    Event.CREDIT_ENDED: _credit_ended,
    Event.CREDIT_TOLD: _credit_told,
    Event.CREDIT_ANSWERED: _credit_answered,
}
