"""One thing that people know of an incident: who said it, when, and whether customers may know.

Source of the subjects, the states and how long they stay fresh: facts and clocks, 3.1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

LONGEST_FACT: Final = 300
"""Characters: a fact is half a sentence in an update."""


class Key(StrEnum):
    """What customers ask, in the order in which they ask it."""

    WHAT_FAILS = "what_fails"
    STARTED_AT = "started_at"
    SCOPE = "scope"
    WORKAROUND = "workaround"
    CURRENT_ACTION = "current_action"
    ETA = "eta"
    DATA_SAFETY = "data_safety"
    CAUSE = "cause"


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
        Key.SCOPE: HOUR,
        Key.WORKAROUND: HOUR,
        Key.CURRENT_ACTION: HOUR,
        Key.ETA: HOUR,
        Key.DATA_SAFETY: HOUR,
    }
)
"""The others do not change once they are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says of one subject. `value` holds plain values by name.

    They are `words`, `at`, or `from`, `to`, `confidence` and `source`; times in ISO form.
    """

    value: Mapping[str, str] = field(default_factory=dict)
    state: State = State.UNKNOWN
    is_public: bool = False

    @property
    def is_told(self) -> bool:
        """Whether customers may be told, as long as it is fresh."""
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

    @property
    def said(self) -> Said:
        return Said(value=self.value, state=self.state, is_public=self.is_public)

    def is_fresh(self, at: datetime) -> bool:
        """Tell whether it still counts at `at`; a window that has passed never does."""
        ends = self.value.get("to")
        if ends is not None and datetime.fromisoformat(ends) <= at:
            return False
        lasts = FRESH_FOR.get(self.key)
        return lasts is None or at < self.said_at + lasts

    def may_be_told(self, at: datetime) -> bool:
        return self.said.is_told and self.is_fresh(at)


Known = Mapping[Key, Fact]
"""The newest that was said of each subject."""
NOTHING_KNOWN: Final[Known] = MappingProxyType({})
UNSAID: Final = Said()


def changes(known: Known, said: Mapping[Key, Said]) -> dict[Key, Said]:
    """Return what of `said` differs from what is known."""
    before = {key: fact.said for key, fact in known.items()}
    return {key: now for key, now in said.items() if now != before.get(key, UNSAID)}


def stale(known: Known, at: datetime) -> tuple[Fact, ...]:
    """Return what could be told but is too old at `at`, in the order of the subjects.

    A window that has passed is not among them: it cannot be true any more.
    """
    return tuple(
        known[key]
        for key in Key
        if key in known and known[key].said.is_told and _is_old(known[key], at)
    )


def _is_old(fact: Fact, at: datetime) -> bool:
    lasts = FRESH_FOR.get(fact.key)
    return lasts is not None and at >= fact.said_at + lasts
