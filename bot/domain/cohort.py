"""The same gesture for everyone affected, with what it may come to."""

from dataclasses import dataclass

from bot.domain.money import Money
from bot.domain.money_refusals import RangeIsWrong


@dataclass(frozen=True, slots=True)
class Cohort:
    """How many people, at least and at most, and what each is given in minor units."""

    low: int
    high: int
    unit: int

    def exposure(self, currency: str) -> tuple[Money, Money]:
        """Return the least and the most that it can cost."""
        return Money(self.low * self.unit, currency), Money(self.high * self.unit, currency)


def cohort(low: str, high: str, unit: Money) -> Cohort:
    """Return the gesture from the numbers that were typed. Raises `RangeIsWrong`."""
    fewest, most = _whole(low), _whole(high)
    if not 0 < fewest <= most:
        raise RangeIsWrong(f"{low} to {high}")
    return Cohort(fewest, most, unit.minor)


def _whole(typed: str) -> int:
    digits = "".join(typed.split()).replace(",", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else 0  # noqa: PLR2004 - more people than live
