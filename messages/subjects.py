"""What each subject is called that something can be known of, and how sure it is."""

from collections.abc import Mapping
from typing import Final

from bot.domain.fact import Key, State

SUBJECTS: Final[Mapping[Key, str]] = {
    Key.WHAT_FAILS: "what customers cannot do",
    Key.CONSEQUENCE: "what that stops them doing",
    Key.STARTED_AT: "since when",
    Key.SCOPE: "how many people",
    Key.STILL_WORKS: "what still works",
    Key.WORKAROUND: "what people can do instead",
    Key.CURRENT_ACTION: "what is being done",
    Key.ACTION_REASON: "why it is done this way",
    Key.ETA: "when it will work again",
    Key.DATA_SAFETY: "whether customer information is affected",
    Key.ACCOUNT_SAFETY: "whether money and accounts are safe",
    Key.DATA_LOSS: "whether anything saved is lost",
    Key.NOT_YOUR_SIDE: "whether it is on the customers' side",
    Key.CUSTOMER_ACTION: "what customers must do",
    Key.CAUSE: "the cause",
    Key.FAULT: "whose fault it is",
    Key.PREVENTION_DONE: "what was changed to prevent it",
    Key.PREVENTION_PLANNED: "what will be changed to prevent it",
    Key.SPOOF_CLAIM: "whether the calls come from us",
    Key.SPOOF_ACTION: "what is done about the calls",
}
STATES: Final[Mapping[State, str]] = {
    State.UNKNOWN: "not known",
    State.CHECKING: "being checked",
    State.CONFIRMED: "confirmed",
    State.RULED_OUT: "ruled out",
    State.NOT_APPLICABLE: "does not apply",
}


def subject(name: str) -> str | None:
    """Return what the subject of that name is called; None if there is none."""
    return {key.value: words for key, words in SUBJECTS.items()}.get(name)
