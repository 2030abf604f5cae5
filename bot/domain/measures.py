"""How the money went, for an incident or a month: figures, and whom nobody ranks by them."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from bot.domain.credit import GRANTED, Credit, State
from bot.domain.money import sum_named
from bot.domain.size import most_usual
from bot.domain.told import Answer
from bot.domain.wish import unit_price

PER_CENT_SAMPLED = 10
NOTHING_PAID: Final[Mapping[int, datetime]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Sums in minor units of one currency; `to_decision` is the median of what others decided."""

    currency: str
    asked: int
    granted: int
    declined: int
    given_alone: int
    decided: int
    """How many were decided by somebody else, which `to_decision` is taken from."""
    to_decision: timedelta | None
    given: int
    spread: tuple[int, int, int] | None
    """The least, the median and the most that one customer got."""
    told: int
    to_told: timedelta | None
    """The median time from the decision until the customer was told."""
    to_paid: timedelta | None
    """The median time from when the customer was told until finance said that it was paid."""
    said: Mapping[Answer, int]
    """How many customers said what to an offer."""
    gap: tuple[int, int] | None
    """What customers asked for, where they named a sum, and what these were given."""
    above_usual: int
    """How many got more than is usual for their reason: a person overruled the guide."""
    felt: tuple[float, float] | None
    """How content those were before and after, in the middle, who said both."""


def measured(
    credits_: Iterable[Credit],
    currency: str,
    locale: str,
    *,
    paid: Mapping[int, datetime] = NOTHING_PAID,
) -> Measures:
    """Return the figures of one currency; `paid` is when each credit was, by its number."""
    own = [one for one in credits_ if one.amount.currency == currency]
    granted = [one for one in own if one.state in GRANTED]
    sums = sorted(one.amount.minor for one in granted if one.cohort is None)
    waits = [
        (one.decided_at - one.asked_at).total_seconds()
        for one in own
        if one.decided_at is not None and not one.is_own
    ]
    return Measures(
        currency=currency,
        asked=len(own),
        granted=len(granted),
        declined=sum(one.state is State.DECLINED for one in own),
        given_alone=sum(one.is_own for one in granted),
        decided=len(waits),
        to_decision=_middle(waits),
        given=sum(one.amount.minor for one in granted),
        spread=(sums[0], round(median(sums)), sums[-1]) if sums else None,
        told=sum(one.told is not None for one in own),
        to_told=_middle(_waits_for_word(own)),
        to_paid=_middle(_waits_for_money(own, paid)),
        said=Counter(one.told.said.answer for one in own if one.told and one.told.said),
        gap=_gap(granted, locale),
        above_usual=sum(_is_above_usual(one) for one in granted),
        felt=_felt(own),
    )


def _middle(waits_s: Sequence[float]) -> timedelta | None:
    return timedelta(seconds=median(waits_s)) if waits_s else None


def _waits_for_word(decided: Sequence[Credit]) -> list[float]:
    told = ((one.told, one.decided_at) for one in decided)
    return [(one.at - at).total_seconds() for one, at in told if one is not None and at is not None]


def _waits_for_money(granted: Sequence[Credit], paid: Mapping[int, datetime]) -> list[float]:
    """What was paid before the customer was told of it made nobody wait."""
    told = {one.number: one.told.at for one in granted if one.told is not None}
    both = [(told[number], at) for number, at in paid.items() if number in told]
    return [max((at - heard).total_seconds(), 0) for heard, at in both]


def _is_above_usual(credit: Credit) -> bool:
    each = unit_price(credit)
    return each.minor > most_usual(credit.code, each.currency).minor


def _gap(granted: Sequence[Credit], locale: str) -> tuple[int, int] | None:
    named = [
        (asked.minor, one.amount.minor)
        for one in granted
        if (asked := sum_named(one.asked_for, currency=one.amount.currency, locale=locale))
    ]
    return (sum(asked for asked, _ in named), sum(given for _, given in named)) if named else None


def _felt(told: Sequence[Credit]) -> tuple[float, float] | None:
    said = [one.told.said for one in told if one.told and one.told.said]
    both = [(one.before, one.after) for one in said if one.before and one.after]
    if not both:
        return None
    return median(before for before, _ in both), median(after for _, after in both)


def sampled(credits_: Sequence[Credit], *, draw: str) -> list[Credit]:
    """Return a tenth of the credits, at least one, as `draw` decides: nobody can foresee it."""
    many = -(-len(credits_) * PER_CENT_SAMPLED // 100)

    def lot(credit: Credit) -> str:
        return hashlib.sha256(f"{draw}:{credit.seal}".encode()).hexdigest()

    return sorted(sorted(credits_, key=lot)[:many], key=lambda one: one.number)
