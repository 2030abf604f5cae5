"""A call with one customer, led stage by stage; and what several calls add up to.

What callers say is personal data: for those who work on the incident only.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Self

from bot.domain.customer import Customer, Mood, Report
from bot.domain.refusals import Refusal

LONGEST_NOTE: Final = 300
LONGEST_ANSWER: Final = 200
LONGEST_NAME: Final = 100
LONGEST_WAIT: Final = 24 * 60
"""Minutes on the line."""
VIA: Final = "phone"
PATTERN: Final = 3
"""How many calls must give the same answer before the lead is told."""
NOTHING_NOTED: Final[Mapping[str, str]] = MappingProxyType({})


class Turn(StrEnum):
    """How a call can go another way that must be remembered."""

    INSULT = "insult"
    THREAT = "threat"
    SUPPORT = "support"
    """They need an interpreter, or other support."""

    @property
    def is_hard(self) -> bool:
        """Whether whoever took the call should rest before the next one."""
        return self is not Turn.SUPPORT


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """`by` is who takes it; `notes` hold what was said, by the names of the script's slots."""

    workspace: str
    number: int
    incident: int
    by: str
    began_at: datetime
    stage: int = 0
    """Counts from 0, in the order of the script."""
    notes: Mapping[str, str] = field(default_factory=lambda: NOTHING_NOTED)
    turns: tuple[Turn, ...] = ()
    waited: int = 0
    """Minutes on the line before somebody answered."""
    customer: int | None = None
    """The number of the customer, once they are logged."""
    ended_at: datetime | None = None

    @property
    def name(self) -> str:
        return f"CA-{self.number}"

    @property
    def is_hard(self) -> bool:
        return any(turn.is_hard for turn in self.turns)

    @property
    def says_something(self) -> bool:
        """Whether anything was noted of who called."""
        return bool(self.notes or self.turns or self.waited or self.customer is not None)

    def check_is_whose(self, person: str) -> None:
        """Raises `NotYourCall` unless `person` takes the call and it still goes on."""
        if person != self.by or self.ended_at is not None:
            raise NotYourCall

    def noted(self, notes: Mapping[str, str], *, waited: int | None = None) -> Self:
        """Return the call with what a stage says; what it leaves empty is forgotten."""
        kept = {name: words for name, words in {**self.notes, **notes}.items() if words}
        return replace(self, notes=kept, waited=self.waited if waited is None else waited)

    def at(self, stage: int) -> Self:
        return replace(self, stage=max(0, stage))

    def turned(self, turn: Turn) -> Self:
        """Return the call with a turn in it; each is remembered once."""
        return replace(self, turns=tuple(dict.fromkeys([*self.turns, turn])))

    def ended(self, *, now: datetime) -> Self:
        return replace(self, ended_at=now)


@dataclass(frozen=True, slots=True)
class Figures:
    """What may stand in public: nobody can be told from it."""

    calls: int = 0
    waited: int = 0
    """Minutes, all calls together."""


NO_CALLS: Final = Figures()


@dataclass(frozen=True, slots=True)
class Alike:
    """An answer, as somebody noted it first, and how many calls gave it."""

    question: str
    answer: str
    calls: int


def reported(call: Call, known: Customer | None) -> Report:
    """Return what is known of the customer after the call; what it leaves open stays as it was."""
    before = known.report if known else Report(contacts=0, via=VIA)
    is_new = known is None or known.logged_at < call.began_at
    insulted = Mood.ABUSIVE if Turn.INSULT in call.turns else before.mood
    return replace(
        before,
        name=call.notes.get("name", before.name),
        concern=call.notes.get("concern", before.concern),
        impact=call.notes.get("impact_personal", before.impact),
        asked_for=call.notes.get("asked_for", before.asked_for),
        mood=Mood(call.notes["mood"]) if "mood" in call.notes else insulted,
        contacts=before.contacts + is_new,
        waited=before.waited + call.waited,
    )


def alike(answer: str) -> str:
    """Return that by which an answer is the same as another: "Refused." and "refused"."""
    return " ".join(answer.casefold().split()).rstrip(" .!?")


def patterns(answers: Collection[Alike], new: Collection[str]) -> tuple[Alike, ...]:
    """Return the answers that have just become a pattern, of the questions answered anew."""
    return tuple(one for one in answers if one.calls == PATTERN and one.question in new)


@dataclass(eq=False)
class NotYourCall(Refusal):
    """A call of somebody else, one that has ended, or one that never was."""
