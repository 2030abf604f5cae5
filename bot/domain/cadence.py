"""The rhythm customers are promised: when the first word is due, and how often after it.

Source of the figures: facts and clocks, 3.3. Every organisation may set its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from bot.domain.severity import Severity

NEAR: Final = timedelta(minutes=10)
"""How long before an update is due the owner is reminded."""


@dataclass(frozen=True, slots=True)
class Cadence:
    first_word: timedelta
    """From opening (or reopening) to the first public message."""
    interval: timedelta
    """From one update to the next."""


DEFAULT_CADENCES: Final[Mapping[Severity, Cadence]] = MappingProxyType(
    {
        Severity.SEV1: Cadence(timedelta(minutes=15), timedelta(minutes=30)),
        Severity.SEV2: Cadence(timedelta(minutes=30), timedelta(hours=1)),
        Severity.SEV3: Cadence(timedelta(hours=2), timedelta(hours=4)),
        Severity.SEV4: Cadence(timedelta(days=1), timedelta(days=1)),
    }
)


def remind_at(due: datetime, *, since: datetime) -> datetime:
    """Return when to remind: `NEAR` before `due`, but never in the first half of the wait."""
    return max(due - NEAR, since + (due - since) / 2)
