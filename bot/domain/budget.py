"""A budget: what may be held, committed and spent in all, for an incident or a team's month."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.ledger import Balance
from bot.domain.money import Money
from bot.domain.money_refusals import BudgetIsSpent

WARN_AT: Final = (70, 90, 100)
"""Per cent of the cap."""


class Scope(StrEnum):
    INCIDENT = "incident"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """`key` is the incident's number, or the team's name and the month; no cap is no limit."""

    scope: Scope
    key: str
    currency: str
    cap: int | None
    balance: Balance

    @property
    def left(self) -> int | None:
        return None if self.cap is None else self.cap - self.balance.total

    @property
    def used(self) -> int:
        """Return how much of the cap is gone, in whole per cent; 0 without a cap."""
        if self.cap is None:
            return 0
        return 100 if self.cap <= 0 else self.balance.total * 100 // self.cap

    def check(self, amount: Money) -> None:
        """Raises `BudgetIsSpent` if so much more would pass the cap."""
        if self.left is not None and amount.minor > self.left:
            left = Money(max(self.left, 0), self.currency)
            raise BudgetIsSpent(self.scope.value, amount, left)

    def warning(self, amount: Money) -> int | None:
        """Return the highest mark, in per cent, that holding `amount` more would pass."""
        if not self.cap:
            return None
        after = (self.balance.total + amount.minor) * 100
        passed = [mark for mark in WARN_AT if self.used < mark and after >= mark * self.cap]
        return max(passed, default=None)


def month_of(now: datetime, zone: ZoneInfo) -> str:
    """Return the month in the organisation's zone: 2026-03."""
    return f"{now.astimezone(zone):%Y-%m}"
