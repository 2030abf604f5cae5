"""The rhythm customers are promised: when the first word is due, and how often after it.

Source of the figures: facts and clocks, 3.3. Every organisation may set its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from bot.domain.severity import Severity


@dataclass(frozen=True, slots=True)
class Cadence:
    first_word: timedelta
    """From opening (or reopening) to the first public message."""
    interval: timedelta
    """From one update to the next."""
    leader_after: timedelta | None = None
    """How long it may last until a leader speaks to customers by name; None for on request."""
    on_next_working_day: bool = False
    """Whether the first word is due then instead."""


DEFAULT_CADENCES: Final[Mapping[Severity, Cadence]] = MappingProxyType(
    {
        Severity.SEV1: Cadence(
            timedelta(minutes=15), timedelta(minutes=30), leader_after=timedelta(hours=2)
        ),
        Severity.SEV2: Cadence(timedelta(minutes=30), timedelta(hours=1), timedelta(hours=4)),
        Severity.SEV3: Cadence(timedelta(hours=2), timedelta(hours=4)),
        Severity.SEV4: Cadence(timedelta(days=1), timedelta(days=1), on_next_working_day=True),
    }
)


@dataclass(frozen=True, slots=True)
class Floor:
    """The slowest rhythm that a regulator allows; no clock may be slower. None: no such rule."""

    first_word: timedelta | None = None
    interval: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """When somebody is reminded: before an update is due, at the time, and twice after it."""

    near: timedelta = timedelta(minutes=10)
    late: timedelta = timedelta(minutes=5)
    very_late: timedelta = timedelta(minutes=15)

    def remind_at(self, due: datetime, *, since: datetime) -> datetime:
        """Return when to remind: `near` before `due`, but never in the first half of the wait."""
        return max(due - self.near, since + (due - since) / 2)
