"""How the money went, for an incident or a month: figures, and whom nobody ranks by them."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from bot.domain.credit import GRANTED, Credit, State

PER_CENT_SAMPLED = 10


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


def measured(credits_: Iterable[Credit], currency: str) -> Measures:
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
        to_decision=timedelta(seconds=median(waits)) if waits else None,
        given=sum(one.amount.minor for one in granted),
        spread=(sums[0], round(median(sums)), sums[-1]) if sums else None,
    )


def sampled(credits_: Sequence[Credit], *, draw: str) -> list[Credit]:
    """Return a tenth of the credits, at least one, as `draw` decides: nobody can foresee it."""
    many = -(-len(credits_) * PER_CENT_SAMPLED // 100)

    def lot(credit: Credit) -> str:
        return hashlib.sha256(f"{draw}:{credit.seal}".encode()).hexdigest()

    return sorted(sorted(credits_, key=lot)[:many], key=lambda one: one.number)
