"""The honest sentence where nobody knows the answer, and what is promised with it.

Source: practice P088: say so, promise the answer in a reasonable time, with an owner.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.fact import Key, Known
from bot.domain.facts import DataSafety
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


def askable(known: Known) -> list[Key]:
    """Return the subjects that may be said to be unknown.

    Where harm to customer information is suspected, only security speaks of it.
    """
    safety = known.get(Key.DATA_SAFETY)
    said = DataSafety.UNKNOWN if safety is None else safety.value.get("words", "unknown")
    is_ours = not DataSafety(said).is_for_security
    return [key for key in ASKED if key is not Key.DATA_SAFETY or is_ours]


def promise_about(key: Key) -> str:
    return f"find out {ASKED[key]} and say so"


def promise_to_customer() -> str:
    return "find out the answer to their question and tell them"


def name_first() -> str:
    return (
        "Nothing is promised yet: fill in their name first, so that the promise is to them. "
        "Then press *I don't know the answer* once more."
    )


def honest_sentence(key: Key | None, due: datetime, zone: ZoneInfo, *, now: datetime) -> str:
    """Return what to tell everybody about the subject; or, without one, a customer who asks."""
    at = customer_time(due, zone, now=now)
    if key is None:
        return f"I do not know that. I will find out and tell you by {at}."
    return f"We do not know yet {ASKED[key]}. We will find out and tell you by {at}."
