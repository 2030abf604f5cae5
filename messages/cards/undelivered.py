"""What could not be shown, told to the person whose work it was."""

from collections.abc import Mapping
from typing import Final

from messages.card import Card, escaped
from messages.cards.answers import plain

WHAT: Final[Mapping[str, str]] = {
    "card": "the card of {subject}",
    "lines": "news in the thread of {subject}",
    "nudge_message": "a reminder for {subject}",
    "credit_card": "the request {subject} to one of the managers",
    "credit_note": "the decision on {subject}",
}


def undelivered(kind: str, subject: str, why: str) -> Card:
    """Return the note; `why` is the platform's own name for its reason."""
    what = WHAT[kind].format(subject=subject)
    return plain(
        f"I could not show {what}: Slack said “{escaped(why)}”. "
        "Everything is saved. Please look whether the channel is archived or I was removed from "
        f"it, then type `/incident status {subject}`."
        if subject.startswith("INC")
        else f"I could not show {what}: Slack said “{escaped(why)}”. The request is saved. "
        "Please tell a manager yourself."
    )
