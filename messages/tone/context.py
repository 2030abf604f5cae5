"""What the rules are told of the moment in which words go out. Everything has an honest default."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final

from bot.domain.fact import Fact
from bot.domain.facts import Facts
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from bot.domain.remedy import Remedy
from bot.domain.update import Kind, Update

NOTHING_SAID: Final[Mapping[str, Update]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """Whom the words are for. Personal data: it goes into no log."""

    name: str = ""
    """As they wish to be called."""
    concern: str = ""
    """What worries them most, in their words."""
    asked_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToneContext:
    """`facts.next_update_due` is the time that a suggestion may promise."""

    kind: Kind
    facts: Facts
    organisation: Organisation
    now: datetime
    is_whole: bool = False
    """Whether it is all that the customer reads: only then does what is missing count."""
    is_watched: bool = False
    """Whether a fix is in place and somebody watches whether it holds."""
    for_developers: bool = False
    customer: Customer = field(default_factory=Customer)
    agent: str = ""
    """Who signs, with their role: Dan Reyes, support."""
    stale: tuple[Fact, ...] = ()
    """What could be told, but is too old now."""
    said: Mapping[str, Update] = field(default_factory=lambda: NOTHING_SAID)
    """The last public words on each channel."""
    version: int = 0
    """Of what is known just now."""
    versions: Sequence[Fact] = ()
    """All that was ever said of the incident, the oldest first."""
    channels: tuple[str, ...] = ()
    """Where these words go."""
    down: frozenset[str] = frozenset()
    """The channels that do not reach customers."""
    promised: tuple[datetime, ...] = ()
    """When the promises are due that are in the book for these words."""
    approved: tuple[Money, ...] = ()
    """The credits that this customer, or everybody, was granted."""
    remedy: Remedy | None = None
    """In which form a letter gives what was granted."""
    of_record: str = ""
    """What the request that a letter tells of says of how its sum came about."""
    terms_are_cleared: bool = False
    """Whether legal has said that nothing is owed, and what our terms say of it."""
    offer_is_approved: bool = False
    """Whether what everybody affected gets was decided."""
    question_is_open: bool = False
    """Whether a question that others share has no answer in public yet."""
    review_is_done: bool = False
    """Whether a failure was found, and a change is done, before one writes to who has left."""
    may_market: bool = False
