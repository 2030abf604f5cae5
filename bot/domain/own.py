"""What somebody may give without asking: a little, once to each customer, and not all day long."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.credit import COUNTED, Credit
from bot.domain.money import Money
from bot.domain.tiers import OwnLimit


class NotAlone(StrEnum):
    """Why somebody else decides."""

    TOO_MUCH = "too_much"
    ONCE_ALREADY = "once_already"
    ENOUGH_TODAY = "enough_today"
    NOT_THEIRS = "not_theirs"
    """Owed by law or contract, or for many people: never an agent's to give."""
    OUTSIDER = "outsider"
    """A guest asks, and others decide."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much is left to give alone today, to one customer."""

    left: Money
    why_not: NotAlone | None = None
    limit: OwnLimit | None = None
    """What it comes from; None where nothing is left."""
    spent: int = 0
    """What they gave today, in minor units."""


def why_not_alone(
    credit: Credit,
    limit: OwnLimit,
    *,
    names: Collection[str],
    total: Money,
    today: Sequence[Credit],
    is_outsider: bool = False,
) -> NotAlone | None:
    """Return why somebody else must decide; None if who asks may give it alone.

    `names` are all by which the customer is known; `total` is what the customer gets in all;
    `today` what this person gave alone today, in any currency, and `total` is judged in the
    request's own.
    """
    if is_outsider:
        return NotAlone.OUTSIDER
    if credit.is_owed or credit.cohort is not None:
        return NotAlone.NOT_THEIRS
    if total.minor > limit.each:
        return NotAlone.TOO_MUCH
    counted = [one for one in today if one.state in COUNTED]
    here = [one for one in counted if one.incident == credit.incident]
    if any(one.is_for(name) for one in here for name in names):
        return NotAlone.ONCE_ALREADY
    spent = sum(one.amount.minor for one in counted if _is_in(one, credit.amount.currency))
    if len(counted) >= limit.a_day or spent + credit.amount.minor > limit.sum_a_day:
        return NotAlone.ENOUGH_TODAY
    return None


def allowance(
    limit: OwnLimit, currency: str, today: Sequence[Credit], *, is_outsider: bool = False
) -> Allowance:
    """Return what somebody may still give alone today."""
    counted = [one for one in today if one.state in COUNTED]
    spent = sum(one.amount.minor for one in counted if _is_in(one, currency))
    left = min(limit.each, limit.sum_a_day - spent)
    if is_outsider:
        return Allowance(Money(0, currency), NotAlone.OUTSIDER)
    if limit.each == 0:
        return Allowance(Money(0, currency), NotAlone.TOO_MUCH)
    if left <= 0 or len(counted) >= limit.a_day:
        return Allowance(Money(0, currency), NotAlone.ENOUGH_TODAY)
    return Allowance(Money(left, currency), limit=limit, spent=spent)


def _is_in(credit: Credit, currency: str) -> bool:
    return credit.amount.currency == currency
