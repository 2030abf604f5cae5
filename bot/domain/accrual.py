"""What is approved and not paid yet: what finance sets aside. Source: goodwill, 6.9."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.domain.bookkeeping import Bookkeeping
from bot.domain.credit import Credit, State

UNPAID: Final = frozenset({State.APPROVED, State.EXPORTED, State.FAILED})


@dataclass(frozen=True, slots=True, order=True)
class Accrued:
    """What one incident, reason, team … has to be paid yet, in one currency."""

    by: str
    name: str
    currency: str
    credits: int
    minor: int


def accrued(credits_: Iterable[Credit], how: Bookkeeping) -> list[Accrued]:
    """Return what stands in each cut of the same credits, the whole first."""
    unpaid = [one for one in credits_ if one.state in UNPAID]
    cuts: Mapping[str, Callable[[Credit], str]] = {
        "all": lambda _: "",
        "incident": lambda one: f"INC-{one.incident}",
        "reason": lambda one: one.code,
        "team": lambda one: one.team,
        "layer": lambda one: one.layer,
        "ledger_account": lambda one: how.account(one.code),
    }
    return [line for by, name in cuts.items() for line in _cut(by, unpaid, name)]


def _cut(by: str, unpaid: Iterable[Credit], name: Callable[[Credit], str]) -> list[Accrued]:
    many: Counter[tuple[str, str]] = Counter()
    minor: Counter[tuple[str, str]] = Counter()
    for one in unpaid:
        key = name(one), one.amount.currency
        many[key] += 1
        minor[key] += one.amount.minor
    return sorted(Accrued(by, *key, many[key], minor[key]) for key in many)
