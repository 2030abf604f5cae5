"""A promise that was not kept in time, as it is told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from bot.domain.promise import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """What a message on a missed promise (K19) is made of, slot by slot."""

    promise: int
    promise_words: str
    promise_due: datetime
    new_due: datetime
    why_not: str

    @classmethod
    def of(cls, over: Promise, new: Promise) -> Self:
        """Return what to say of the promise that is `over`, and that a new one follows."""
        return cls(
            promise=over.number,
            promise_words=over.words,
            promise_due=over.due,
            new_due=new.due,
            why_not=over.why,
        )
