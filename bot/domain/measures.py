"""How the money went, for an incident or a month: figures, and whom nobody ranks by them."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import TypedDict

from bot.domain.credit import GRANTED, Credit, State
from bot.domain.hindsight import NOTHING, Hindsight
from bot.domain.money import sum_named
from bot.domain.overruling import Rule
from bot.domain.reason import Reason
from bot.domain.told import Answer

PER_CENT_SAMPLED = 10
Share = tuple[int, int]
"""How many, of how many."""


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
    likes: tuple[Reason, int, int] | None
    """For which reason customers of one incident got sums the least alike: from, and up to."""
    told: int
    to_told: timedelta | None
    """The median time from the decision until the customer was told."""
    to_paid: timedelta | None
    """The median time from when the customer was told until finance said that it was paid."""
    said: Mapping[Answer, int]
    """How many customers said what to an offer."""
    gap: tuple[int, int] | None
    """What customers asked for, where they named a sum, and what these were given."""
    overruled: Mapping[Rule, Mapping[str, int]]
    """How many were granted past which rule, by the role of who overruled it."""
    came_back: Share | None
    """How many of the customers who were told, and are in the log, contacted us once more."""
    satisfied: Share | None
    """How many were happy after seven days, of those who were told and answered."""
    stayed: Share | None
    """How many were still customers after 90 days, of those who were told and of whom one knows."""
    felt: tuple[float, float] | None
    """How content those were before and after, in the middle, who said both."""


def measured(
    credits_: Iterable[Credit],
    currency: str,
    locale: str,
    *,
    since: Hindsight = NOTHING,
) -> Measures:
    """Return the figures of one currency."""
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
        likes=_least_alike(granted),
        told=sum(one.told is not None for one in own),
        to_told=_middle(_waits_for_word(own)),
        to_paid=_middle(_waits_for_money(own, since.paid)),
        said=Counter(one.told.said.answer for one in own if one.told and one.told.said),
        gap=_gap(granted, locale),
        overruled=_overruled(granted, since),
        **_afterwards(own, since),
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


def _least_alike(granted: Sequence[Credit]) -> tuple[Reason, int, int] | None:
    """Like cases are of the same incident and the same reason."""
    alike: dict[tuple[int, Reason], list[int]] = defaultdict(list)
    for one in granted:
        if one.cohort is None:
            alike[one.incident, one.code].append(one.amount.minor)
    spreads = [(max(sums) - min(sums), code, sums) for (_, code), sums in alike.items()]
    if not any(len(sums) > 1 for _, _, sums in spreads):
        return None
    _, code, sums = max(spreads)
    return code, min(sums), max(sums)


def _overruled(granted: Sequence[Credit], since: Hindsight) -> Mapping[Rule, Mapping[str, int]]:
    found: dict[Rule, Counter[str]] = defaultdict(Counter)
    for credit in granted:
        for rule, role in since.overruled.get(credit.number, ()):
            found[rule][role] += 1
    return found


class _Afterwards(TypedDict):
    came_back: Share | None
    satisfied: Share | None
    stayed: Share | None


def _afterwards(own: Sequence[Credit], since: Hindsight) -> _Afterwards:
    known = [
        (one.told.at, since.after[one.number])
        for one in own
        if one.told is not None and one.number in since.after
    ]
    return {
        "came_back": _share(
            after.came_back_at is not None and after.came_back_at > told for told, after in known
        ),
        "satisfied": _share(one.is_happy for _, one in known if one.is_happy is not None),
        "stayed": _share(one.stayed for _, one in known if one.stayed is not None),
    }


def _share(found: Iterable[bool]) -> Share | None:
    every = list(found)
    return (sum(every), len(every)) if every else None


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
