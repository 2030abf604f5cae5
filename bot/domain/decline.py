"""A no: why, and what is offered instead."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Why(StrEnum):
    NOT_AFFECTED = "not_affected"
    NOT_CAUSED = "not_caused"
    NOT_SHOWN = "not_shown"
    PAID_ALREADY = "paid_already"
    TOO_MUCH = "too_much"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decline:
    """`of` is in whose place `by` acted; None for their own."""

    why: Why
    alternative: str
    by: str
    at: datetime
    of: str | None = None

    @property
    def people(self) -> frozenset[str]:
        """Return whose no it is: together they are one reader."""
        return frozenset({self.by, self.of or self.by})


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Somebody wants a granted credit taken back."""

    why: str
    by: str
    at: datetime
