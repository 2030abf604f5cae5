"""Who may decide on how much: tiers of approvals, for each currency."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from bot.domain.money import Money, from_major
from bot.domain.money_refusals import NobodyForSum


class Function(StrEnum):
    """Named as in the settings, under `people`."""

    LEADS = "leads"
    MANAGERS = "managers"
    HEAD_OF_SUPPORT = "head_of_support"
    FINANCE = "finance"
    DIRECTORS = "directors"
    LEGAL = "legal"


Slot = tuple[str, ...]
"""One approval: functions or people, any of whom may give it; the first is asked first."""
Slots = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Tier:
    """`up_to` in minor units; None has no end."""

    up_to: int | None
    approvals: Slots


@dataclass(frozen=True, slots=True)
class OwnLimit:
    """What who asks may give without asking, all in minor units; 0 for nothing."""

    each: int
    a_day: int
    sum_a_day: int


Bands = tuple[int, int, int, int]
"""The most of the bands B1 to B4; B0 is nothing, and B5 has no end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """The rules of one currency, sums in its minor units. The tiers rise, and so do the bands."""

    own: OwnLimit
    tiers: tuple[Tier, ...]
    second_reader_from: int
    per_incident: int | None
    per_month: int | None
    bands: Bands

    def needed(self, amount: Money) -> Slots:
        """Return the approvals for what one customer gets in all. Raises `NobodyForSum`."""
        for tier in self.tiers:
            if tier.up_to is None or amount.minor <= tier.up_to:
                return tier.approvals
        raise NobodyForSum(amount)

    def nearest(self, amount: Money) -> Slots:
        """Return the same; for what is beyond the last tier, what that one needs."""
        last = self.tiers[-1].approvals if self.tiers else ()
        fits = (one for one in self.tiers if one.up_to is None or amount.minor <= one.up_to)
        return next((one.approvals for one in fits), last)

    @property
    def thresholds(self) -> tuple[int, ...]:
        """Return every sum above which somebody else decides."""
        return (self.own.each, *(tier.up_to for tier in self.tiers if tier.up_to is not None))


@dataclass(frozen=True, slots=True)
class Team:
    """Those who share a monthly budget; `people` are ids of people or of groups."""

    name: str
    people: tuple[str, ...]
    per_month: int | None
    """In minor units of the organisation's currency."""


@dataclass(frozen=True, slots=True)
class CreditRules:
    by_currency: Mapping[str, Authority] = field(default_factory=dict)
    """Without an entry for the organisation's currency, the usual rules hold."""
    teams: tuple[Team, ...] = ()
    staff_accounts: frozenset[str] = frozenset()
    """Folded references: nobody is given credits through their own colleagues."""
    closed_accounts: frozenset[str] = frozenset()

    def of(self, currency: str) -> Authority:
        return self.by_currency.get(currency) or usual(currency)


_LEADS, _MANAGERS, _HEAD = Function.LEADS, Function.MANAGERS, Function.HEAD_OF_SUPPORT
_FINANCE = (Function.FINANCE,)
USUAL_OWN: Final = (25, 5, 100)
"""Each, how many a day, and in all a day; in major units."""
USUAL_TIERS: Final[tuple[tuple[int | None, Slots], ...]] = (
    (100, ((_LEADS, _MANAGERS, _HEAD),)),
    (500, ((_MANAGERS, _HEAD),)),
    (2_500, ((_HEAD,), _FINANCE)),
    (None, ((Function.DIRECTORS,), _FINANCE, (Function.LEGAL,))),
)
USUAL_SECOND_READER_FROM: Final = 100
USUAL_PER_INCIDENT: Final = 5_000
USUAL_BANDS: Final = (25, 100, 300, 750)
OWED: Final[Slots] = ((Function.FINANCE, Function.LEGAL),)
"""Who checks what is owed by law or contract: it is not anybody's to give or refuse."""


def usual(currency: str) -> Authority:
    """Return the rules for a currency of which the settings say nothing."""
    each, a_day, sum_a_day = USUAL_OWN
    b1, b2, b3, b4 = (_minor(most, currency) for most in USUAL_BANDS)
    return Authority(
        own=OwnLimit(_minor(each, currency), a_day, _minor(sum_a_day, currency)),
        tiers=tuple(
            Tier(None if up_to is None else _minor(up_to, currency), slots)
            for up_to, slots in USUAL_TIERS
        ),
        second_reader_from=_minor(USUAL_SECOND_READER_FROM, currency),
        per_incident=_minor(USUAL_PER_INCIDENT, currency),
        per_month=None,
        bands=(b1, b2, b3, b4),
    )


def _minor(major: int, currency: str) -> int:
    return from_major(Decimal(major), currency).minor
