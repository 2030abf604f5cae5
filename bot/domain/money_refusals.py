"""Every reason to say no about money, as a fact. The words stand in `messages/refused/money.py`."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.money import Money
from bot.domain.refusals import Refusal


@dataclass(eq=False)
class CreditHasMoved(Refusal):
    """What was wanted does not fit where the request stands: changed, lapsed, exported, paid …"""

    credit: str
    state: str


@dataclass(eq=False)
class ApprovedAlready(Refusal):
    """One person is never two approvers, nor is the authority of one person used twice."""

    credit: str


@dataclass(eq=False)
class ChangedMeanwhile(Refusal):
    """The request says something else than what the person saw when they pressed."""

    credit: str


@dataclass(eq=False)
class HasInterest(Refusal):
    """The person passed this request on because of an interest of their own."""

    credit: str


@dataclass(eq=False)
class StaffAccount(Refusal):
    """The account is of somebody on the staff."""

    what: ClassVar = "customer"


@dataclass(eq=False)
class AccountIsClosed(Refusal):
    what: ClassVar = "customer"


@dataclass(eq=False)
class AskedAlready(Refusal):
    """The same was asked for, for this customer, incident and reason."""

    what: ClassVar = "customer"
    credit: str
    asked_by: str
    state: str


@dataclass(eq=False)
class GestureAskedAlready(Refusal):
    """The same for everyone affected is asked for once, until that is decided."""

    what: ClassVar = "amount"
    credit: str
    asked_by: str


@dataclass(eq=False)
class NotWorkedOut(Refusal):
    """A sum over twice what like cases got needs a written reason. Source: goodwill, 6.5."""

    what: ClassVar = "worked_out"


@dataclass(eq=False)
class NotOnList(Refusal):
    """The incident has a list of affected customers, and this one is not on it."""

    what: ClassVar = "customer"
    incident: str


@dataclass(eq=False)
class NobodyForSum(Refusal):
    """The settings name nobody who may decide on so much in this currency."""

    what: ClassVar = "amount"
    amount: Money


@dataclass(eq=False)
class BudgetIsSpent(Refusal):
    """`scope` is incident or month; `left` is what the budget still holds."""

    what: ClassVar = "amount"
    scope: str
    amount: Money
    left: Money


@dataclass(eq=False)
class SumIsTheSame(Refusal):
    what: ClassVar = "amount"
    credit: str


@dataclass(eq=False)
class NotYourCredit(Refusal):
    """Only who asked for it may change the request or answer for it."""

    credit: str
    asked_by: str


@dataclass(eq=False)
class NothingToDelegate(Refusal):
    """Who decides on nothing has nobody to stand in for them."""


@dataclass(eq=False)
class OwnStandIn(Refusal):
    """Nobody stands in for themselves."""


@dataclass(eq=False)
class UnclearUntil(Refusal):
    """`typed` names no day from today to `days` days ahead."""

    typed: str
    days: int


@dataclass(eq=False)
class NotInThatFunction(Refusal):
    """Only people of one function do this: finance or legal."""

    function: str


@dataclass(eq=False)
class TermsAreUnchecked(Refusal):
    """Legal has not said whether something is owed, so the letter has to wait."""

    incident: str


@dataclass(eq=False)
class NothingNamedApplies(Refusal):
    """A law or a term is named, and said not to apply, or not to be checked yet."""

    what: ClassVar = "which"


@dataclass(eq=False)
class NothingToExport(Refusal):
    """Every approved credit is in a batch already."""


@dataclass(eq=False)
class UnclearPeriod(Refusal):
    """`typed` is neither a month nor an incident."""

    typed: str


@dataclass(eq=False)
class WhichWorkspace(Refusal):
    """The database holds credits of none, or of more than one; `found` are those."""

    found: tuple[str, ...]


@dataclass(eq=False)
class NoSuchBatch(Refusal):
    asked_for: str


@dataclass(eq=False)
class ReturnIsWrong(Refusal):
    """A line of the return file cannot be read, or names what the batch does not hold."""

    line: int
    typed: str


@dataclass(eq=False)
class RangeIsWrong(Refusal):
    """The fewest and the most people affected need two whole numbers, in this order."""

    what: ClassVar = "people_low"
    typed: str


@dataclass(eq=False)
class NotANumber(Refusal):
    """What a sum is worked out from needs a number, from 0 to `most`."""

    what: str
    typed: str
    most: int


@dataclass(eq=False)
class NothingWasLost(Refusal):
    """Nothing stands in the form from which a sum could be worked out."""


@dataclass(eq=False)
class NeedsSecondReader(Refusal):
    """It was declined by the person or in the same place; so high a sum is read by another too."""

    credit: str
