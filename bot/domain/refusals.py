"""Every reason to say no, as a fact. The words for each stand in `messages/refused`."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.domain.severity import Severity


@dataclass(eq=False)
class Refusal(Exception):
    """Somebody asked for what cannot be done. Nothing was changed."""


@dataclass(eq=False)
class IncidentIsResolved(Refusal):
    incident: str


@dataclass(eq=False)
class IncidentIsOpen(Refusal):
    incident: str


@dataclass(eq=False)
class NoSuchIncident(Refusal):
    asked_for: str


@dataclass(eq=False)
class NoOpenIncident(Refusal):
    """Nothing was named, and nothing is open to be meant."""


@dataclass(eq=False)
class WhichIncident(Refusal):
    """Nothing was named, and more than one is open. `typed` is given back."""

    typed: str


@dataclass(eq=False)
class UnknownWord(Refusal):
    word: str
    nearest: str | None
    typed: str


@dataclass(eq=False)
class WordsAreMissing(Refusal):
    """`what` is the name of the field: what_fails, text, customer, reason."""

    what: str


@dataclass(eq=False)
class WordsAreTooLong(Refusal):
    what: str
    limit: int
    text: str


@dataclass(eq=False)
class WordsAreBlocked(Refusal):
    """The text breaks rules on words. `rules` are their ids, `text` what was typed."""

    rules: tuple[str, ...]
    text: str


@dataclass(eq=False)
class NothingToSnooze(Refusal):
    incident: str
    until: datetime


@dataclass(eq=False)
class SnoozedTooOften(Refusal):
    """Twice in a row is enough: somebody must speak, or hand over."""

    incident: str


@dataclass(eq=False)
class YoursAlready(Refusal):
    """That person owns the incident already."""

    incident: str


@dataclass(eq=False)
class SomeoneTookIt(Refusal):
    """Two people took the incident at the same time, or the button is an old one."""

    incident: str
    by: str


@dataclass(eq=False)
class NotHandedToYou(Refusal):
    """`to` is who was asked to take over; None when nobody was."""

    incident: str
    to: str | None


@dataclass(eq=False)
class UnknownSeverity(Refusal):
    typed: str


@dataclass(eq=False)
class UnknownKind(Refusal):
    """No draft is called that; `kinds` are those there are."""

    typed: str
    kinds: tuple[str, ...]


@dataclass(eq=False)
class SeverityIsTheSame(Refusal):
    incident: str
    severity: Severity


@dataclass(eq=False)
class BadAmount(Refusal):
    """`why` is one of: unreadable, currency, not_positive, decimals, absurd."""

    what: ClassVar = "amount"
    typed: str
    why: str
    currency: str


@dataclass(eq=False)
class NoSuchCredit(Refusal):
    asked_for: str


@dataclass(eq=False)
class CreditIsDecided(Refusal):
    credit: str
    approved: bool
    by: str
    at: datetime


@dataclass(eq=False)
class DrillHasNoMoney(Refusal):
    """A credit for an incident that is only rehearsed."""

    incident: str


@dataclass(eq=False)
class OwnCredit(Refusal):
    """Nobody approves what they asked for."""

    credit: str


@dataclass(eq=False)
class NotAnApprover(Refusal):
    credit: str


@dataclass(eq=False)
class NobodyMayApprove(Refusal):
    """No manager is set, or the only one is the person who asks."""


@dataclass(eq=False)
class FromOutside(Refusal):
    """A person of another organisation, in a shared channel."""


@dataclass(eq=False)
class Unreadable(Refusal):
    """A press or a form is not as we drew it: it is of another version, or somebody changed it."""


@dataclass(eq=False)
class SomeoneWasFirst(Refusal):
    """Two people sent an update at the same time; the other one is in. `text` is given back."""

    incident: str
    by: str
    at: datetime
    text: str


@dataclass(eq=False)
class PromiseIsWrong(Refusal):
    """The words name a next-update time that is past, or later than the clock allows."""

    what: ClassVar = "text"
    incident: str
    named: datetime
    latest: datetime
    is_past: bool


@dataclass(eq=False)
class SaidAlready(Refusal):
    """No news, in the very words that customers got last. `text` is given back."""

    incident: str
    text: str


@dataclass(eq=False)
class ChannelIsDown(Refusal):
    """Words were to go to `channels`, which do not reach customers. `by`: who said so, if any."""

    what: ClassVar = "ticked"
    channels: tuple[str, ...]
    by: str | None
    at: datetime | None


@dataclass(eq=False)
class TickedTwice(Refusal):
    """A channel cannot both reach customers and be doubtful."""

    what: ClassVar = "unsure"
    channels: tuple[str, ...]


@dataclass(eq=False)
class AlreadyDone(Refusal):
    """The same form was sent twice. The first one counted."""


@dataclass(eq=False)
class RolesAreUnknown(Refusal):
    """The chat platform could not say who holds a role, so nothing was decided."""
