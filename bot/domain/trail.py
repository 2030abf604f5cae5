"""Every step of a request: who, when, what, and where it stood then. Added, and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Trace(StrEnum):
    ASKED = "asked"
    ASKED_ANEW = "asked_anew"
    GIVEN_ALONE = "given_alone"
    APPROVED = "approved"
    DECLINED = "declined"
    SENT_BACK = "sent_back"
    STILL_BACK = "still_back"
    """Who asked has not asked anew yet."""
    QUESTION = "question"
    ANSWER = "answer"
    INTEREST = "interest"
    OPENED = "opened"
    """Somebody opened the evidence from the card."""
    MOVED_ON = "moved_on"
    LAPSED = "lapsed"
    UNDO_ASKED = "undo_asked"
    EXPORTED = "exported"
    PAID = "paid"
    FAILED = "failed"
    LETTER_OWED = "letter_owed"
    """The customer has not been told of the decision yet."""
    TOLD = "told"
    ANSWER_OWED = "answer_owed"
    """Nobody has noted what the customer said."""
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """`words` are what was written: personal data may stand in them."""

    number: int
    event: Trace
    state: str
    by: str
    at: datetime
    words: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
