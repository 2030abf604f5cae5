"""How customers were kept told and treated, over many incidents: figures with their cases.

Nothing here says what caused what, and nothing is counted by person. An incident with all that
belongs to it counts in the month in which it was opened, and for its team: those who
work in the channel where it lives, for that is what is kept with every incident.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.budget import month_of
from bot.domain.credit import GRANTED, Credit
from bot.domain.incident import Incident
from bot.domain.incident import Status as IncidentStatus
from bot.domain.measures import Measures, measured
from bot.domain.money import Money, parse_money
from bot.domain.period import Period
from bot.domain.promise import Status
from bot.domain.refusals import BadAmount, Refusal
from bot.domain.rhythm import Rhythm
from bot.domain.tiers import Function

FEW: Final = 5
"""Fewer cases than these say little, and are marked."""
CAME_DUE: Final = frozenset({Status.KEPT, Status.LATE, Status.BROKEN})
LEADING: Final = frozenset({Function.LEADS, Function.MANAGERS, Function.HEAD_OF_SUPPORT})
"""Who may have them from the chat."""


@dataclass(eq=False)
class NotForInsights(Refusal):
    """Only those who lead may have them from the chat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """One incident. `promises` is where each stands; `answers` whether each customer is happy."""

    incident: Incident
    rhythm: Rhythm
    promises: Sequence[Status] = ()
    credits: Sequence[Credit] = ()
    answers: Sequence[bool] = ()

    @property
    def counts(self) -> bool:
        """Whether it is real: no rehearsal, and not opened in error."""
        return not self.incident.is_drill and self.incident.status is not IncidentStatus.CANCELLED


@dataclass(frozen=True, slots=True)
class Middle:
    """Half of the cases took at most `middle`, none more than `most`; None without a case."""

    middle: timedelta | None
    most: timedelta | None
    cases: int


@dataclass(frozen=True, slots=True)
class Share:
    part: int
    cases: int

    @property
    def per_cent(self) -> int | None:
        return None if self.cases == 0 else round(self.part * 100 / self.cases)


@dataclass(frozen=True, slots=True)
class Named:
    """What customers asked for who named a sum, and what they were given; in minor units."""

    currency: str
    asked: int
    given: int
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    incidents: int
    first_word: Middle
    silence: Middle
    on_time: Share
    promises: Share
    money: tuple[Measures, ...]
    named: tuple[Named, ...]
    satisfied: Share


@dataclass(frozen=True, slots=True)
class Insights:
    """`months` by `2026-10`, `teams` by the place of their incidents; both in order."""

    period: Period
    whole: Figures
    months: Mapping[str, Figures]
    teams: Mapping[str, Figures]


def check_leads(person: str, holders: Mapping[str, AbstractSet[str]]) -> None:
    """Raises `NotForInsights` unless the person leads. `holders` by function."""
    if not any(person in holders.get(one, ()) for one in LEADING):
        raise NotForInsights


def is_few(cases: int) -> bool:
    return 0 < cases < FEW


def insights(outages: Iterable[Outage], period: Period, *, zone: ZoneInfo, locale: str) -> Insights:
    real = [outage for outage in outages if outage.counts]

    def each(key: Callable[[Outage], str]) -> dict[str, Figures]:
        groups: dict[str, list[Outage]] = defaultdict(list)
        for outage in real:
            groups[key(outage)].append(outage)
        return {name: figures(groups[name], locale=locale) for name in sorted(groups)}

    return Insights(
        period,
        figures(real, locale=locale),
        each(lambda one: month_of(one.incident.opened_at, zone)),
        each(lambda one: one.incident.place),
    )


def figures(outages: Sequence[Outage], *, locale: str) -> Figures:
    rhythms = [outage.rhythm for outage in outages]
    promised = [one for outage in outages for one in outage.promises if one in CAME_DUE]
    answers = [one for outage in outages for one in outage.answers]
    credits_ = [one for outage in outages for one in outage.credits]
    on_time = sum(one.on_time for one in rhythms)
    owed = on_time + sum(one.missed for one in rhythms)
    return Figures(
        incidents=len(outages),
        first_word=_middle(one.first_word_after for one in rhythms),
        silence=_middle(one.longest_silence for one in rhythms),
        on_time=Share(on_time, owed),
        promises=Share(promised.count(Status.KEPT), len(promised)),
        money=tuple(measured(credits_, currency, locale) for currency in _currencies(credits_)),
        named=tuple(_named(credits_, locale)),
        satisfied=Share(sum(answers), len(answers)),
    )


def wished(credit: Credit, *, locale: str) -> Money | None:
    """Return the one sum that the customer named, in the currency of the credit."""
    typed = credit.asked_for.strip()
    marked = [word.strip(".,;:!?") for word in typed.split() if _is_marked(word)]
    sums = [_sum(word, credit, locale) for word in ([typed] if len(marked) != 1 else marked)]
    return sums[0]


def _middle(times: Iterable[timedelta | None]) -> Middle:
    known = [one.total_seconds() for one in times if one is not None]
    if not known:
        return Middle(None, None, 0)
    return Middle(timedelta(seconds=median(known)), timedelta(seconds=max(known)), len(known))


def _currencies(credits_: Iterable[Credit]) -> list[str]:
    return sorted({one.amount.currency for one in credits_})


def _named(credits_: Iterable[Credit], locale: str) -> list[Named]:
    """A request counts once somebody has decided; a gesture to everyone has no single wish."""
    sums: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in credits_:
        wish = wished(one, locale=locale) if one.cohort is None and one.decided_at else None
        if wish is not None:
            given = one.amount.minor if one.state in GRANTED else 0
            sums[wish.currency].append((wish.minor, given))
    return [
        Named(currency, sum(a for a, _ in both), sum(g for _, g in both), len(both))
        for currency, both in sorted(sums.items())
    ]


def _is_marked(word: str) -> bool:
    has_digit = any(sign.isdigit() for sign in word)
    return has_digit and any(sign in "£€$¥" for sign in word)


def _sum(typed: str, credit: Credit, locale: str) -> Money | None:
    try:
        return parse_money(typed, currency=credit.amount.currency, locale=locale)
    except BadAmount:
        return None
