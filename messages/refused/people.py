"""The words of the refusals where promises and customers are concerned."""

from zoneinfo import ZoneInfo

from bot.domain import people_refusals as refusals
from messages.card import escaped
from messages.failed import given_back, named_words
from messages.refused.fields import field_name
from messages.refused.registry import words_for


@words_for.register
def _no_promise(refusal: refusals.NoSuchPromise, _: ZoneInfo) -> str:
    return (
        f"There is no promise {escaped(refusal.asked_for)}. "
        "Look for its number on its card in the incident's thread."
    )


@words_for.register
def _over(refusal: refusals.PromiseIsOver, _: ZoneInfo) -> str:
    return (
        f"{refusal.promise} is settled already, and its card says how. "
        "To promise something else, press *Promise* on the incident's card."
    )


@words_for.register
def _passed(refusal: refusals.PromiseHasPassed, _: ZoneInfo) -> str:
    return (
        f"The time of {refusal.promise} has passed, so it cannot be moved. "
        "Press *Say it is late* on its card and give a new time."
    )


@words_for.register
def _holds(refusal: refusals.PromiseStillHolds, _: ZoneInfo) -> str:
    return (
        f"The time of {refusal.promise} has not passed. "
        "If it cannot be kept, press *Move* and tell them the new time now."
    )


@words_for.register
def _theirs(refusal: refusals.PromiseIsTheirs, _: ZoneInfo) -> str:
    return f"{refusal.promise} is theirs already. Choose somebody else, or leave it as it is."


@words_for.register
def _time_passed(_refusal: refusals.TimeHasPassed, _: ZoneInfo) -> str:
    return "This time has passed. Give one that is still to come."


@words_for.register
def _time_far(_refusal: refusals.TimeIsTooFar, _: ZoneInfo) -> str:
    return "This is more than a year away. Give an earlier time."


@words_for.register
def _no_customer(refusal: refusals.NoSuchCustomer, _: ZoneInfo) -> str:
    return (
        f"There is no customer {escaped(refusal.asked_for)} on this incident. "
        "Choose *Who is affected* on its card to see who is."
    )


@words_for.register
def _nameless(_refusal: refusals.CustomerIsNameless, _: ZoneInfo) -> str:
    return "Give a name or a reference: without either nobody finds them again."


@words_for.register
def _logged(refusal: refusals.CustomerIsLogged, _: ZoneInfo) -> str:
    return (
        f"This reference is on {refusal.incident} already, as {refusal.customer}. "
        "Choose *Who is affected* on the incident's card to change what is noted."
    )


@words_for.register
def _count(refusal: refusals.BadCount, _: ZoneInfo) -> str:
    what = field_name(refusal.what)
    lead = (
        f"{named_words(refusal.typed)} is not {what}. "
        f"Write a whole number from {refusal.least} to {refusal.most:,}."
    )
    return given_back(lead, refusal.typed, unless_named=True)


@words_for.register
def _mood(refusal: refusals.UnknownMood, _: ZoneInfo) -> str:
    lead = f"{named_words(refusal.typed)} is not a mood. Use {', '.join(refusal.moods)}."
    return given_back(lead, refusal.typed, unless_named=True)


@words_for.register
def _not_on_it(refusal: refusals.NotOnIncident, _: ZoneInfo) -> str:
    return (
        f"Customers of {refusal.incident} are shown to those who work on it. "
        "Ask its owner to hand it over, or to log for you."
    )


@words_for.register
def _no_columns(refusal: refusals.ColumnsAreMissing, _: ZoneInfo) -> str:
    found = ", ".join(escaped(name) for name in refusal.found) or "none that I know"
    return (
        f"No column holds the reference of each customer. The columns are: {found}. "
        f"Call it one of: {', '.join(refusal.wanted)}."
    )


@words_for.register
def _two_columns(refusal: refusals.ColumnStandsTwice, _: ZoneInfo) -> str:
    return (
        f"“{escaped(refusal.first)}” and “{escaped(refusal.second)}” are the same column, "
        f"{escaped(refusal.column)}. Leave one of them out."
    )


@words_for.register
def _uneven(refusal: refusals.RowIsUneven, _: ZoneInfo) -> str:
    return (
        f"It has {refusal.cells} cells, and there are {refusal.columns} columns. "
        "Put cells that hold the separator between quotation marks."
    )


@words_for.register
def _no_reference(_refusal: refusals.ReferenceIsMissing, _: ZoneInfo) -> str:
    return "It has no reference. Give it one, so that a second import knows the customer again."


@words_for.register
def _twice(refusal: refusals.ReferenceStandsTwice, _: ZoneInfo) -> str:
    return f"Its reference stands in row {refusal.row} already. Leave one of them out."


@words_for.register
def _bad_answer(refusal: refusals.BadAnswer, _: ZoneInfo) -> str:
    what = escaped(refusal.what.replace("_", " "))
    lead = f"{named_words(refusal.typed)} is no answer to {what}. Write yes or no."
    return given_back(lead, refusal.typed, unless_named=True)
