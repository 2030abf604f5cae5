"""The ledger: money held, committed and spent, line by line. Lines are added and never changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final


class Step(StrEnum):
    """What moved the money."""

    HELD = "held"
    RELEASED = "released"
    """Sent back, declined or lapsed before a decision for it."""
    COMMITTED = "committed"
    WITHDRAWN = "withdrawn"
    """Approved, and then changed, lapsed, voided or refused before it was paid."""
    SPENT = "spent"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True)
class Balance:
    held: int = 0
    committed: int = 0
    spent: int = 0

    @property
    def total(self) -> int:
        return self.held + self.committed + self.spent

    def __add__(self, other: "Balance") -> "Balance":
        return Balance(
            self.held + other.held, self.committed + other.committed, self.spent + other.spent
        )


UNITS: Final[Mapping[Step, Balance]] = {
    Step.HELD: Balance(1, 0, 0),
    Step.RELEASED: Balance(-1, 0, 0),
    Step.COMMITTED: Balance(-1, 1, 0),
    Step.WITHDRAWN: Balance(0, -1, 0),
    Step.SPENT: Balance(0, -1, 1),
    Step.REVERSED: Balance(0, 0, -1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One movement of one credit; `number` has no gap within the workspace.

    `is_owed` money (layer L0) is booked, and counts against no budget.
    """

    workspace: str
    number: int
    credit: int
    incident: int
    team: str
    month: str
    step: Step
    held: int
    committed: int
    spent: int
    currency: str
    is_owed: bool
    by: str
    at: datetime


def moved(step: Step, minor: int) -> Balance:
    """Return what a step of so much money changes."""
    unit = UNITS[step]
    return Balance(unit.held * minor, unit.committed * minor, unit.spent * minor)


def balance(lines: Iterable[Line]) -> Balance:
    return sum((Balance(one.held, one.committed, one.spent) for one in lines), Balance())
