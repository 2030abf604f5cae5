"""One thing that people know of an incident: who said it, when, and whether customers may know.

Source of the subjects, the states and how long they stay fresh: facts and clocks, 3.1.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.unsaid import StartIsAhead, StartIsLongAgo

LONGEST_FACT: Final = 300
"""Characters: a fact is half a sentence in an update."""
LONGEST_AGO: Final = timedelta(days=3653)
"""Ten years: what is said to have begun before is a slip of the year."""


class Key(StrEnum):
    """What customers ask, in the order in which they ask it."""

    WHAT_FAILS = "what_fails"
    CONSEQUENCE = "consequence"
    """What that stops people doing, as a sentence to them."""
    STARTED_AT = "started_at"
    SCOPE = "scope"
    STILL_WORKS = "still_works"
    WORKAROUND = "workaround"
    CURRENT_ACTION = "current_action"
    ACTION_REASON = "action_reason"
    ETA = "eta"
    DATA_SAFETY = "data_safety"
    ACCOUNT_SAFETY = "account_safety"
    DATA_LOSS = "data_loss"
    NOT_YOUR_SIDE = "not_your_side"
    CUSTOMER_ACTION = "customer_action"
    CAUSE = "cause"
    FAULT = "fault"
    PREVENTION_DONE = "prevention_done"
    PREVENTION_PLANNED = "prevention_planned"
    SPOOF_CLAIM = "spoof_claim"
    """Whether calls or messages in our name come from us."""
    SPOOF_ACTION = "spoof_action"


ANSWERED: Final = frozenset(
    {
        Key.DATA_SAFETY,
        Key.ACCOUNT_SAFETY,
        Key.DATA_LOSS,
        Key.NOT_YOUR_SIDE,
        Key.FAULT,
        Key.SPOOF_CLAIM,
    }
)
"""Questions whose answer is a name, not words."""


class State(StrEnum):
    UNKNOWN = "unknown"
    CHECKING = "checking"
    CONFIRMED = "confirmed"
    RULED_OUT = "ruled_out"
    NOT_APPLICABLE = "not_applicable"


HOUR: Final = timedelta(hours=1)
FRESH_FOR: Final[Mapping[Key, timedelta]] = MappingProxyType(
    {
        Key.WHAT_FAILS: HOUR,
        Key.CONSEQUENCE: HOUR,
        Key.SCOPE: HOUR,
        Key.STILL_WORKS: HOUR,
        Key.WORKAROUND: HOUR,
        Key.CURRENT_ACTION: HOUR,
        Key.ACTION_REASON: HOUR,
        Key.ETA: HOUR,
        Key.DATA_SAFETY: HOUR,
        Key.ACCOUNT_SAFETY: HOUR,
        Key.DATA_LOSS: HOUR,
        Key.NOT_YOUR_SIDE: 4 * HOUR,
        Key.CUSTOMER_ACTION: HOUR,
        Key.SPOOF_CLAIM: 4 * HOUR,
        Key.SPOOF_ACTION: 4 * HOUR,
    }
)
"""Unless the settings say otherwise. The others do not change once they are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says of one subject. `value` holds plain values by name.

    They are `words`, `at`, or `from`, `to`, `confidence` and `source`; what is planned has `on`.
    Times and days are in ISO form. A question answered by a choice has its name as `words`.
    """

    value: Mapping[str, str] = field(default_factory=dict)
    state: State = State.UNKNOWN
    is_public: bool = False

    @property
    def is_for_customers(self) -> bool:
        """Whether customers may be told, as long as it is fresh and whoever must agree does."""
        return self.state is State.CONFIRMED and self.is_public


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What was said of one subject in one version of what is known."""

    workspace: str
    incident: int
    version: int
    key: Key
    value: Mapping[str, str]
    state: State
    is_public: bool
    said_by: str
    said_at: datetime
    approved_by: str | None = None
    """The second person, for what needs two."""
    fresh_until: datetime | None
    """None for what does not change once it is known."""

    @property
    def said(self) -> Said:
        return Said(value=self.value, state=self.state, is_public=self.is_public)

    @property
    def needs_approval(self) -> bool:
        """Whether somebody else must agree before customers may be told."""
        return self.said.is_for_customers and self.key is Key.CAUSE and self.approved_by is None

    @property
    def is_told(self) -> bool:
        """Whether customers may be told, as long as it is fresh."""
        return self.said.is_for_customers and not self.needs_approval

    def is_old(self, at: datetime) -> bool:
        return self.fresh_until is not None and at >= self.fresh_until

    def is_fresh(self, at: datetime) -> bool:
        """Tell whether it still counts at `at`; a window that has passed never does."""
        passes = self._passes_at
        return not self.is_old(at) and (passes is None or at < passes)

    def ages(self) -> Iterator[datetime]:
        """Yield when what is said of it changes with time: its window passes, it is too old.

        A window that is too old already passes unnoticed.
        """
        passes = self._passes_at
        if passes is not None and not self.is_old(passes):
            yield passes
        if self.fresh_until is not None:
            yield self.fresh_until

    @property
    def _passes_at(self) -> datetime | None:
        ends = self.value.get("to")
        return None if ends is None else datetime.fromisoformat(ends)

    def may_be_told(self, at: datetime) -> bool:
        return self.is_told and self.is_fresh(at)


Known = Mapping[Key, Fact]
"""The newest that was said of each subject."""
NOTHING_KNOWN: Final[Known] = MappingProxyType({})
UNSAID: Final = Said()


def changes(known: Known, said: Mapping[Key, Said]) -> dict[Key, Said]:
    """Return what of `said` differs from what is known."""
    before = {key: fact.said for key, fact in known.items()}
    return {key: now for key, now in said.items() if now != before.get(key, UNSAID)}


def ageings(known: Known) -> Iterator[datetime]:
    """Yield, in no order, each moment at which something stops being what may be told."""
    return (at for fact in known.values() if fact.is_told for at in fact.ages())


def stale(known: Known, at: datetime) -> tuple[Fact, ...]:
    """Return what could be told but is too old at `at`, in the order of the subjects.

    A window that has passed is not among them: it cannot be true any more.
    """
    facts = (known[key] for key in Key if key in known)
    return tuple(fact for fact in facts if fact.is_told and fact.is_old(at))


def checked_start(began: datetime, *, now: datetime) -> datetime:
    """Return when it began. Raises `StartIsAhead` or `StartIsLongAgo`."""
    if began > now:
        raise StartIsAhead
    if now - began > LONGEST_AGO:
        raise StartIsLongAgo
    return began
