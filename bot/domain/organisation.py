"""What differs between two organisations, as values the rules can use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.domain.cadence import DEFAULT_CADENCES, Cadence
from bot.domain.severity import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """`managers` and `leads` are ids of people or of groups of the chat platform."""

    company: str = "our company"
    time_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/London"))
    locale: str = "en_GB"
    currency: str = "GBP"
    incident_place: str | None = None
    """Where incidents live; None for where the command was typed."""
    managers: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    cadences: Mapping[Severity, Cadence] = field(default_factory=lambda: DEFAULT_CADENCES)
