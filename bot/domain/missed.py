"""A promise that was not kept in time, as it is told."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """What a message on a missed promise (K19) is made of, slot by slot."""

    promise_words: str
    promise_due: datetime
    new_due: datetime
    why_not: str
    decision_maker: str
