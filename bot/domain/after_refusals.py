"""Reasons to say no when an incident ends and afterwards. Their words: `refused.after`."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.refusals import Refusal


@dataclass(eq=False)
class FixedAlready(Refusal):
    """Somebody said so; what is wanted now is a second person's check."""

    incident: str
    by: str


@dataclass(eq=False)
class NotSaidFixed(Refusal):
    """A check comes after the word that it is fixed, and there is none, or none any more."""

    incident: str


@dataclass(eq=False)
class FixIsAnother(Refusal):
    """It failed again meanwhile, and somebody has said once more that it is fixed."""

    incident: str
    typed: str


@dataclass(eq=False)
class CheckedByTheSame(Refusal):
    """Whoever says that it is fixed does not check it as well."""

    incident: str


@dataclass(eq=False)
class NothingToClose(Refusal):
    """It is closed already, or was opened in error."""

    incident: str
    is_cancelled: bool


@dataclass(eq=False)
class ReasonIsMissing(Refusal):
    """An incident without steps against its return is closed for a reason only."""

    what: ClassVar = "why_nothing"
    incident: str


@dataclass(eq=False)
class NoSuchItem(Refusal):
    asked_for: str


@dataclass(eq=False)
class ItemIsOver(Refusal):
    """It was done, or dropped."""

    item: str


@dataclass(eq=False)
class NotItsOwner(Refusal):
    """Only its owner says that customers may read of it."""

    item: str
    owner: str


@dataclass(eq=False)
class DayHasPassed(Refusal):
    what: ClassVar = "step_due"


@dataclass(eq=False)
class DayIsTooFar(Refusal):
    what: ClassVar = "step_due"


@dataclass(eq=False)
class NoAnswers(Refusal):
    """All five were left empty, and no step stands beside them."""

    what: ClassVar = "why_happened"
