"""What differs between two organisations, as values the rules can use."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.bookkeeping import Bookkeeping
from bot.domain.cadence import DEFAULT_CADENCES, Cadence, Floor, Ladder
from bot.domain.care import Care
from bot.domain.channel import DEFAULT_CHANNELS, Channel
from bot.domain.fact import FRESH_FOR, Key
from bot.domain.severity import Severity
from bot.domain.tiers import CreditRules, Function
from bot.domain.tone_rule import Rule
from bot.domain.working_hours import WorkingHours


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What an organisation says of itself to customers, as parts of sentences.

    What is empty is left out of a draft; where a draft cannot do without, it asks for it by name.
    """

    brand: str = ""
    """The short name, for text messages."""
    link: str = ""
    """Where the public status page is."""
    contact_route: str = ""
    """How to reach us: the help page in the app."""
    complaint_route: str = ""
    ombudsman_line: str = ""
    """A whole sentence: who decides if we cannot agree."""
    decision_maker: str = "my manager"
    credit_when: str = "It goes out with our next payments."
    """A whole sentence: when a sum that was granted arrives."""
    never_ask: str = ""
    """What we never ask for: your password, your PIN or a code."""
    number_location: str = ""
    """Where our number is printed: the back of your card."""
    report_route: str = ""
    """Where customers report calls in our name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """`managers` and `leads` are ids of people or of groups of the chat platform."""

    company: str = "our company"
    voice: Voice = field(default_factory=Voice)
    drafts: Mapping[str, str] = field(default_factory=dict)
    """Its own drafts by the name of their file, each in place of ours; they were checked."""
    time_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/London"))
    locale: str = "en_GB"
    currency: str = "GBP"
    incident_place: str | None = None
    """Where incidents live; None for where the command was typed."""
    managers: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    head_of_support: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()
    """Who hears of threats; none: the head of support."""
    comms: tuple[str, ...] = ()
    """Who releases words to everybody; none: whoever works on the incident."""
    security: tuple[str, ...] = ()
    """Who may say that customer information is safe. Nobody else may."""
    payments: tuple[str, ...] = ()
    """Who may say, with security, that money and accounts are safe."""
    engineering: tuple[str, ...] = ()
    """Who may say what is lost, and on whose side it is; while empty, the incident's owner may."""
    finance: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()
    terms_clause: str = ""
    """What our terms say of liability, in plain words, as somebody of legal has signed it."""
    approvals_place: str | None = None
    """Where requests for credits are shown besides the direct messages."""
    credit_rules: CreditRules = field(default_factory=CreditRules)
    bookkeeping: Bookkeeping = field(default_factory=Bookkeeping)
    cadences: Mapping[Severity, Cadence] = field(default_factory=lambda: DEFAULT_CADENCES)
    floor: Floor = field(default_factory=Floor)
    ladder: Ladder = field(default_factory=Ladder)
    fresh_for: Mapping[Key, timedelta] = field(default_factory=lambda: FRESH_FOR)
    """How long what was confirmed may be told; the others stay true."""
    channels: tuple[Channel, ...] = DEFAULT_CHANNELS
    """Where customers can be reached, in the order in which people are asked about them."""
    long_run_times: tuple[time, ...] = (time(9), time(16))
    """When customers hear from us each day once an incident is a day old; organisation's zone."""
    tone_rules: tuple[Rule, ...] = ()
    """The rules on words that it goes by; none: those that are shipped."""
    working_hours: WorkingHours = field(default_factory=WorkingHours)
    """For promises that count working hours or working days; in the organisation's zone."""

    care: Care = field(default_factory=Care)
    """When a break is suggested to somebody on the team."""

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

    def cadence(self, severity: Severity, *, since: datetime) -> Cadence:
        """Return the clock of a wait that begins at `since`."""
        usual = self.cadences[severity]
        if not usual.on_next_working_day:
            return usual
        first_word = self.working_hours.next_day(since, self.time_zone) - since
        return replace(usual, first_word=min(first_word, self.floor.first_word or first_word))
