"""The words of the refusals where promises and customers are concerned."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.domain import people_refusals as refusals
from bot.domain.refusals import Refusal
from messages.card import escaped
from messages.failed import given_back, named_words

NAMES: Final = {
    "promise_words": "what is promised",
    "evidence": "what shows it",
    "why_withdrawn": "why the promise is withdrawn",
    "why_not": "why it was not done in time",
    "promise_to": "to whom it was promised: the words are from a letter to one person",
    "customer_name": "the customer's name",
    "asked_for": "what they asked for",
    "needs": "what they need",
    "impact": "what it means for them",
    "concern": "what worries them",
    "via": "how they reached us",
    "contacts": "how often they got in touch",
    "waited": "how many minutes they have waited",
}


def _no_promise(refusal: refusals.NoSuchPromise) -> str:
    return (
        f"There is no promise {escaped(refusal.asked_for)}. "
        "Look for its number on its card in the incident's thread."
    )


def _over(refusal: refusals.PromiseIsOver) -> str:
    return (
        f"{refusal.promise} is settled already, and its card says how. "
        "To promise something else, press *Promise* on the incident's card."
    )


def _passed(refusal: refusals.PromiseHasPassed) -> str:
    return (
        f"The time of {refusal.promise} has passed, so it cannot be moved. "
        "Press *Say it is late* on its card and give a new time."
    )


def _holds(refusal: refusals.PromiseStillHolds) -> str:
    return (
        f"The time of {refusal.promise} has not passed. "
        "If it cannot be kept, press *Move* and tell them the new time now."
    )


def _theirs(refusal: refusals.PromiseIsTheirs) -> str:
    return f"{refusal.promise} is theirs already. Choose somebody else, or leave it as it is."


def _time_passed(_: refusals.TimeHasPassed) -> str:
    return "This time has passed. Give one that is still to come."


def _time_far(_: refusals.TimeIsTooFar) -> str:
    return "This is more than a year away. Give an earlier time."


def _no_customer(refusal: refusals.NoSuchCustomer) -> str:
    return (
        f"There is no customer {escaped(refusal.asked_for)} on this incident. "
        "Choose *Who is affected* on its card to see who is."
    )


def _nameless(_: refusals.CustomerIsNameless) -> str:
    return "Give a name or a reference: without either nobody finds them again."


def _logged(refusal: refusals.CustomerIsLogged) -> str:
    return (
        f"This reference is on {refusal.incident} already, as {refusal.customer}. "
        "Choose *Who is affected* on the incident's card to change what is noted."
    )


def _count(refusal: refusals.BadCount) -> str:
    what = NAMES.get(refusal.what, escaped(refusal.what))
    lead = (
        f"{named_words(refusal.typed)} is not {what}. "
        f"Write a whole number from {refusal.least} to {refusal.most:,}."
    )
    return given_back(lead, refusal.typed, unless_named=True)


def _mood(refusal: refusals.UnknownMood) -> str:
    lead = f"{named_words(refusal.typed)} is not a mood. Use {', '.join(refusal.moods)}."
    return given_back(lead, refusal.typed, unless_named=True)


def _not_on_it(refusal: refusals.NotOnIncident) -> str:
    return (
        f"Customers of {refusal.incident} are shown to those who work on it. "
        "Ask its owner to hand it over, or to log for you."
    )


def _no_columns(refusal: refusals.ColumnsAreMissing) -> str:
    found = ", ".join(escaped(name) for name in refusal.found) or "none that I know"
    return (
        f"No column holds the reference of each customer. The columns are: {found}. "
        f"Call it one of: {', '.join(refusal.wanted)}."
    )


def _two_columns(refusal: refusals.ColumnStandsTwice) -> str:
    return (
        f"“{escaped(refusal.first)}” and “{escaped(refusal.second)}” are the same column, "
        f"{escaped(refusal.column)}. Leave one of them out."
    )


def _uneven(refusal: refusals.RowIsUneven) -> str:
    return (
        f"It has {refusal.cells} cells, and there are {refusal.columns} columns. "
        "Put cells that hold the separator between quotation marks."
    )


def _no_reference(_: refusals.ReferenceIsMissing) -> str:
    return "It has no reference. Give it one, so that a second import knows the customer again."


def _twice(refusal: refusals.ReferenceStandsTwice) -> str:
    return f"Its reference stands in row {refusal.row} already. Leave one of them out."


def _bad_answer(refusal: refusals.BadAnswer) -> str:
    what = escaped(refusal.what.replace("_", " "))
    lead = f"{named_words(refusal.typed)} is no answer to {what}. Write yes or no."
    return given_back(lead, refusal.typed, unless_named=True)


PEOPLE: Final[Mapping[type[Refusal], Callable[[Any], str]]] = {
    refusals.NoSuchPromise: _no_promise,
    refusals.PromiseIsOver: _over,
    refusals.PromiseHasPassed: _passed,
    refusals.PromiseStillHolds: _holds,
    refusals.PromiseIsTheirs: _theirs,
    refusals.TimeHasPassed: _time_passed,
    refusals.TimeIsTooFar: _time_far,
    refusals.NoSuchCustomer: _no_customer,
    refusals.CustomerIsNameless: _nameless,
    refusals.CustomerIsLogged: _logged,
    refusals.BadCount: _count,
    refusals.UnknownMood: _mood,
    refusals.NotOnIncident: _not_on_it,
    refusals.ColumnsAreMissing: _no_columns,
    refusals.ColumnStandsTwice: _two_columns,
    refusals.RowIsUneven: _uneven,
    refusals.ReferenceIsMissing: _no_reference,
    refusals.ReferenceStandsTwice: _twice,
    refusals.BadAnswer: _bad_answer,
}
