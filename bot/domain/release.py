"""Words that somebody must let out: who may, for which exact words, and what became of it.

Source: drafts, 4.1. Who holds the role that a kind asks for sends at once; anybody else asks.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final, Self

from bot.domain.facts import Facts
from bot.domain.refusals import Refusal
from bot.domain.update import Approval, Kind

LONGEST_NOTE: Final = 500
"""Characters of what is said when words are sent back."""
UNLIKE: Final = frozenset({"first_seen_at", "next_update_due", "stale"})
"""What moves with the clock alone, and is no fact that words stand on."""


@dataclass(eq=False)
class NeedsRelease(Refusal):
    """The words must be released by somebody who holds the role. `text` is given back."""

    incident: str
    approval: Approval
    text: str


@dataclass(eq=False)
class NobodyMayRelease(Refusal):
    """No other person holds the role."""

    approval: Approval


@dataclass(eq=False)
class NoSuchRelease(Refusal):
    asked_for: str


@dataclass(eq=False)
class ReleaseIsDecided(Refusal):
    release: str
    released: bool
    by: str
    at: datetime


@dataclass(eq=False)
class WordsAreOld(Refusal):
    """What is known has changed since the words were shown, so nobody can let them out."""

    release: str
    asked_by: str


@dataclass(eq=False)
class NotAReleaser(Refusal):
    release: str
    approval: Approval


class State(StrEnum):
    ASKED = "asked"
    RELEASED = "released"
    SENT_BACK = "sent_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Words as they were shown to those who may release them; they bind `text` and `basis`."""

    workspace: str
    number: int
    incident: int
    kind: Kind
    text: str
    basis: str
    """What was known when they were shown: see `basis_of`."""
    approval: Approval
    asked_by: str
    asked_at: datetime
    asked_of: tuple[str, ...]
    state: State = State.ASKED
    decided_by: str | None = None
    decided_at: datetime | None = None
    note: str = ""
    """Why they were sent back."""
    corrects: int | None = None
    """The number of the update that they take back."""
    customer: int | None = None
    """The number of whom they are for, where that is known."""

    @property
    def name(self) -> str:
        return f"W-{self.number}"

    def decided(
        self, *, release: bool, by: str, holders: AbstractSet[str], note: str, now: datetime
    ) -> Self:
        """Return what became of it. `holders` are those who hold the role at this moment.

        Raises `ReleaseIsDecided` or `NotAReleaser`.
        """
        if self.decided_by is not None and self.decided_at is not None:
            released = self.state is State.RELEASED
            raise ReleaseIsDecided(self.name, released, self.decided_by, self.decided_at)
        self.check_may_decide(by, holders)
        state = State.RELEASED if release else State.SENT_BACK
        return replace(self, state=state, decided_by=by, decided_at=now, note=note)

    def check_is_current(self, basis: str) -> None:
        """Raises `WordsAreOld` once something else is known than when they were shown."""
        if basis != self.basis:
            raise WordsAreOld(self.name, self.asked_by)

    def check_is_whose(self, somebody: str) -> None:
        """Words to one person are for who wrote them. Raises `NoSuchRelease` for anybody else."""
        if somebody != self.asked_by:
            raise NoSuchRelease(self.name)

    def check_may_decide(self, by: str, holders: AbstractSet[str]) -> None:
        """Raises `NotAReleaser`."""
        if by not in holders:
            raise NotAReleaser(self.name, self.approval)

    def waits_for(self, basis: str) -> bool:
        """Tell whether somebody is still to decide on it, on what is known just now."""
        return self.state is State.ASKED and self.basis == basis

    def covers(self, kind: Kind, text: str, basis: str) -> bool:
        """Tell whether just these words were released, on what is known just now."""
        is_same = (kind, text, basis) == (self.kind, self.text, self.basis)
        return self.state is State.RELEASED and is_same


def others_who_may(approval: Approval, holders: AbstractSet[str], *, by: str) -> tuple[str, ...]:
    """Return who can be asked to release words. Raises `NobodyMayRelease`."""
    others = frozenset(holders) - {by}
    if not others:
        raise NobodyMayRelease(approval)
    return tuple(sorted(others))


def basis_of(facts: Facts) -> str:
    """Return a fingerprint of all that words may assert: another one once a fact has changed."""
    known = ((name, getattr(facts, name)) for name in facts.__slots__ if name not in UNLIKE)
    told = "\n".join(f"{name}={_plain(value)}" for name, value in known)
    return sha256(told.encode()).hexdigest()


def _plain(value: object) -> str:
    """A set has no order of its own."""
    return str(sorted(map(str, value))) if isinstance(value, AbstractSet) else str(value)
