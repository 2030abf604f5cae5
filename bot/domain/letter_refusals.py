"""Every reason why a customer is not told about money just now, as a fact."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.domain.refusals import Refusal


@dataclass(eq=False)
class NothingToTell(Refusal):
    """Where the request stands, there is no decision to tell; `state` says where."""

    credit: str
    state: str


@dataclass(eq=False)
class ToldAlready(Refusal):
    credit: str
    by: str
    at: datetime


@dataclass(eq=False)
class LetterIsOutdated(Refusal):
    """The request says something else than when the letter was drafted."""

    what: ClassVar = "text"
    credit: str


@dataclass(eq=False)
class EntitlementHasNoName(Refusal):
    """It is owed, and legal has not named the law, the scheme or the term."""

    credit: str
    incident: str


@dataclass(eq=False)
class ApologyFirst(Refusal):
    """Money is never offered before anybody has said sorry."""

    incident: str


@dataclass(eq=False)
class NotTheirCredit(Refusal):
    """The letter is for, or greets, somebody else than the customer of the request."""

    what: ClassVar = "person_name"
    credit: str


@dataclass(eq=False)
class CustomerHasNoName(Refusal):
    """The request names a reference, and nobody is logged with it, so no name can be right."""

    what: ClassVar = "person_name"
    credit: str
    reference: str


@dataclass(eq=False)
class NotYourLetter(Refusal):
    """Who asked, who decided, and who owns the incident write to the customer; nobody else."""

    credit: str
    asked_by: str


@dataclass(eq=False)
class NotOffered(Refusal):
    """Nothing was offered to one customer that they could answer."""

    credit: str


@dataclass(eq=False)
class AnsweredAlready(Refusal):
    """`answer` is accepted or refused."""

    credit: str
    answer: str
    by: str
    at: datetime
