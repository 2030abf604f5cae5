"""Reasons to say no where promises and customers are concerned. Their words: `refused.people`."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.refusals import Refusal


@dataclass(eq=False)
class NoSuchPromise(Refusal):
    asked_for: str


@dataclass(eq=False)
class PromiseIsOver(Refusal):
    """It was kept, withdrawn, or followed by another one."""

    promise: str


@dataclass(eq=False)
class PromiseHasPassed(Refusal):
    """A promise is moved before its time, or it is broken."""

    promise: str


@dataclass(eq=False)
class PromiseStillHolds(Refusal):
    """Only a promise whose time has passed is followed by a new one."""

    promise: str


@dataclass(eq=False)
class PromiseIsTheirs(Refusal):
    promise: str


@dataclass(eq=False)
class TimeHasPassed(Refusal):
    what: ClassVar = "due_at"


@dataclass(eq=False)
class TimeIsTooFar(Refusal):
    """Nobody can promise for more than a year."""

    what: ClassVar = "due_at"


@dataclass(eq=False)
class NoSuchCustomer(Refusal):
    asked_for: str


@dataclass(eq=False)
class CustomerIsNameless(Refusal):
    """Without a name and a reference nobody can be found again."""

    what: ClassVar = "customer_name"


@dataclass(eq=False)
class CustomerIsLogged(Refusal):
    """The reference stands on the incident already."""

    what: ClassVar = "reference"
    incident: str
    customer: str


@dataclass(eq=False)
class BadCount(Refusal):
    """`what` is the field; the number is none, or none that can be."""

    what: str
    typed: str
    least: int
    most: int


@dataclass(eq=False)
class UnknownMood(Refusal):
    typed: str
    moods: tuple[str, ...]


@dataclass(eq=False)
class NotOnIncident(Refusal):
    """Customers' names are for those who work on the incident."""

    incident: str


@dataclass(eq=False)
class ColumnsAreMissing(Refusal):
    """A table without references; `found` are its columns, `wanted` the names for one."""

    found: tuple[str, ...]
    wanted: tuple[str, ...]


@dataclass(eq=False)
class ColumnStandsTwice(Refusal):
    column: str
    first: str
    second: str


@dataclass(eq=False)
class RowIsUneven(Refusal):
    cells: int
    columns: int


@dataclass(eq=False)
class ReferenceIsMissing(Refusal):
    """Without one a second import could not know the customer again."""


@dataclass(eq=False)
class ReferenceStandsTwice(Refusal):
    row: int


@dataclass(eq=False)
class BadAnswer(Refusal):
    """Neither yes nor no."""

    what: str
    typed: str
