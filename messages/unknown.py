"""The honest sentence where nobody knows the answer, and what is promised with it.

Source: practice P088: say so, promise the answer in a reasonable time, with an owner.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.fact import Fact, Key, Known, State
from bot.domain.facts import DataSafety
from messages.certainty import UNSURE
from messages.words import customer_time

ASKED: Final[Mapping[Key, str]] = {
    Key.STARTED_AT: "when it began",
    Key.SCOPE: "how many people it affects",
    Key.WORKAROUND: "what people can do instead",
    Key.ETA: "when it will work again",
    Key.CAUSE: "what the cause is",
    Key.DATA_SAFETY: "whether customer information is affected",
}
"""What customers ask that may have no answer yet. What is being done is always known."""


OF_CUSTOMER: Final = "customer"
"""In place of a subject: what one customer asks."""


def askable(known: Known, *, now: datetime) -> list[Key]:
    """Return the subjects that may be said to be unknown: nobody has answered them for now.

    Where harm to customer information is suspected, only security speaks of it, however old.
    """
    return [key for key in ASKED if key not in known or _is_open(known[key], now)]


def _is_open(fact: Fact, now: datetime) -> bool:
    safety = fact.value.get("words") if fact.key is Key.DATA_SAFETY else None
    if safety and DataSafety(safety) is not DataSafety.CONFIRMED_SAFE:
        return DataSafety(safety) in UNSURE
    return fact.state in (State.UNKNOWN, State.CHECKING) or not fact.is_fresh(now)


def promise_about(key: Key) -> str:
    return f"find out {ASKED[key]} and say so"


def promise_of_cause() -> str:
    """Return what everybody is promised when it ends and nobody may tell the cause yet."""
    return "publish what we have found about the cause"


def promise_to_customer() -> str:
    return "find out the answer to their question and tell them"


def name_first() -> str:
    return (
        "Nothing is promised yet: fill in their name first, so that the promise is to them. "
        "Then press once more."
    )


def answered(key: Key) -> str:
    """Return why the subject is not said to be unknown any more, and what to do instead."""
    return (
        f"Somebody has noted {ASKED[key]}, so do not say that it is unknown. "
        "To see what customers may be told: close this and type `/incident facts`."
    )


def honest_sentence(key: Key | None, due: datetime, zone: ZoneInfo, *, now: datetime) -> str:
    """Return what to tell everybody about the subject; or, without one, a customer who asks."""
    at = customer_time(due, zone, now=now)
    if key is None:
        return f"I do not know that. I will find out and tell you by {at}."
    return f"We do not know yet {ASKED[key]}. We will find out and tell you by {at}."
