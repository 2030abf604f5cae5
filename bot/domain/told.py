"""What a customer was told of a decision about money, and what they said to it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

SATISFACTION: Final = range(1, 6)
"""From very unhappy to very happy."""


class Answer(StrEnum):
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNANSWERED = "unanswered"
    """They said nothing, or nothing clear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a customer said to an offer, noted by whom and when; `before` and `after` if known."""

    answer: Answer
    by: str
    at: datetime
    before: int | None = None
    """How they felt before they were told, as one of `SATISFACTION`."""
    after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    by: str
    at: datetime
    said: Said | None = None

    @property
    def is_answered(self) -> bool:
        """Whether they said yes or no: who said nothing may still answer."""
        return self.said is not None and self.said.answer is not Answer.UNANSWERED
