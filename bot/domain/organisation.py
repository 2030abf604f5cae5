"""What differs between two organisations, as values the rules can use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from zoneinfo import ZoneInfo

from bot.domain.authority import CreditRules, Function
from bot.domain.cadence import DEFAULT_CADENCES, Cadence, Floor, Ladder
from bot.domain.channel import DEFAULT_CHANNELS, Channel
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
    head_of_support: tuple[str, ...] = ()
    security: tuple[str, ...] = ()
    """Who may say that customer information is safe. Nobody else may."""
    finance: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()
    approvals_place: str | None = None
    """Where requests for credits are shown besides the direct messages."""
    credit_rules: CreditRules = field(default_factory=CreditRules)
    cadences: Mapping[Severity, Cadence] = field(default_factory=lambda: DEFAULT_CADENCES)
    floor: Floor = field(default_factory=Floor)
    ladder: Ladder = field(default_factory=Ladder)
    channels: tuple[Channel, ...] = DEFAULT_CHANNELS
    """Where customers can be reached, in the order in which people are asked about them."""
    long_run_times: tuple[time, ...] = (time(9), time(16))
    """When customers hear from us each day once an incident is a day old; organisation's zone."""

    @property
    def functions(self) -> Mapping[str, tuple[str, ...]]:
        """Return who decides on money, by the names that tiers use."""
        return {
            Function.LEADS: self.leads,
            Function.MANAGERS: self.managers,
            Function.HEAD_OF_SUPPORT: self.head_of_support,
            Function.FINANCE: self.finance,
            Function.DIRECTORS: self.directors,
            Function.LEGAL: self.legal,
        }
