"""A goodwill credit: what was asked for whom, and where it stands."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Self

from bot.domain.approval import sealed
from bot.domain.cohort import Cohort
from bot.domain.decline import Decline, Undo
from bot.domain.incident import Incident
from bot.domain.money import Money
from bot.domain.money_refusals import CreditHasMoved, NotYourCredit
from bot.domain.reason import Layer, Reason
from bot.domain.refusals import DrillHasNoMoney
from bot.domain.remedy import Remedy
from bot.domain.told import Told

LONGEST_CUSTOMER: Final = 100
LONGEST_REASON: Final = 1000
LONGEST_ASKED_FOR: Final = 300
LONGEST_EVIDENCE: Final = 500
LONGEST_ALTERNATIVE: Final = 500
LONGEST_QUESTION: Final = 1000
REMINDED_AFTER: Final = timedelta(days=1)
"""How long a request that was sent back waits until who asked is reminded, each time."""
LASTS: Final = timedelta(days=14)
"""How long a request waits, and how long an approval holds until finance has it."""
LOOK_BACK: Final = timedelta(days=90)
"""What a customer was given so long before counts towards the tier."""


class State(StrEnum):
    ASKED = "asked"
    CHANGED = "changed"
    """Back with who asked, who may ask anew."""
    APPROVED = "approved"
    DECLINED = "declined"
    LAPSED = "lapsed"
    REFUSED = "refused"
    """The customer did not want it, before finance had it."""
    EXPORTED = "exported"
    PAID = "paid"
    FAILED = "failed"
    """Finance could not pay it."""
    VOIDED = "voided"
    REVERSED = "reversed"


GRANTED: Final = frozenset({State.APPROVED, State.EXPORTED, State.PAID, State.FAILED})
COUNTED: Final = GRANTED | {State.ASKED}
"""What a customer gets or may get: the tier is judged on the sum of these."""
TAKEN_BACK: Final = frozenset({State.VOIDED, State.REVERSED})
CHANGEABLE: Final = frozenset({State.ASKED, State.CHANGED, State.APPROVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A request and what became of it. `customer` is personal data: for approvers only."""

    workspace: str
    number: int
    incident: int
    revision: int = 1
    """Grows with every change of what is asked; approvals bind it."""
    customer: str
    reason: str
    """What happened to this person, in their words."""
    code: Reason = Reason.OUT_TIME
    asked_for: str = ""
    """What the person themselves asked for."""
    amount: Money
    """For a cohort the most that it can come to."""
    remedy: Remedy = Remedy.CREDIT
    evidence: str = ""
    worked_out: str = ""
    """Why the sum is what it is, where it is out of line with like cases."""
    cohort: Cohort | None = None
    team: str = ""
    month: str = ""
    """Whose monthly budget pays, and of which month: 2026-03."""
    asked_by: str
    asked_at: datetime
    asked_of: tuple[str, ...]
    """Who was shown the request, to decide it."""
    stage: int = 0
    """How often it went on to others because nobody decided."""
    interested: tuple[str, ...] = ()
    """Who passed it on because of an interest of their own."""
    state: State = State.ASKED
    is_own: bool = False
    """Given within the limit of who asks, so nobody else was asked."""
    decline: Decline | None = None
    """The first no, while a second reader is needed, and the reason of the last one."""
    proposed: Money | None = None
    """What an approver would rather give."""
    undo: Undo | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    batch: int | None = None
    told: Told | None = None
    """That the customer was told of the decision, and what they said."""

    @property
    def name(self) -> str:
        return f"CR-{self.number}"

    @property
    def layer(self) -> Layer:
        return self.code.definition.layer

    @property
    def is_owed(self) -> bool:
        return self.layer is Layer.OWED

    @property
    def customer_hash(self) -> str:
        return pseudonym(self.workspace, self.customer)

    def is_for(self, customer: str) -> bool:
        return self.customer_hash == pseudonym(self.workspace, customer)

    @property
    def seal(self) -> str:
        """Return the hash of what an approval binds: sum, currency, payee, form, and for what."""
        undone = [] if self.undo is None else ["undo", self.undo.by, self.undo.at.isoformat()]
        return sealed(
            self.workspace,
            self.number,
            self.revision,
            self.amount.minor,
            self.amount.currency,
            self.customer_hash,
            self.remedy,
            *undone,
        )

    @property
    def awaits_decision(self) -> bool:
        return self.state is State.ASKED or self.undo is not None

    @property
    def is_for_finance(self) -> bool:
        """Whether finance must have a line of it: approved, or taken back after they had it.

        What somebody wants taken back waits until that is decided.
        """
        is_taken_back = self.state in TAKEN_BACK and self.batch is not None
        return self.undo is None and (self.state is State.APPROVED or is_taken_back)

    @property
    def first_readers(self) -> frozenset[str]:
        """Return whose no it is that waits for a second reader."""
        return frozenset() if self.decline is None else self.decline.people

    @property
    def lapses_at(self) -> datetime | None:
        """Return when it is over without a decision, or without finance; None once settled.

        What a customer was told of does not lapse: it is our word.
        """
        if self.state in (State.ASKED, State.CHANGED):
            return self.asked_at + LASTS
        is_unsaid = self.told is None
        if self.state is State.APPROVED and is_unsaid and self.decided_at is not None:
            return self.decided_at + LASTS
        return None

    def check(self, *states: State) -> None:
        """Raises `CreditHasMoved` unless it stands in one of these states."""
        if self.state not in states:
            raise CreditHasMoved(self.name, self.state.value)

    def asked_anew(self, new: Self, *, by: str) -> Self:
        """Return the request with what `new` asks instead: no approval counts for it.

        Raises `NotYourCredit`, or `CreditHasMoved` once finance has it.
        """
        if by != self.asked_by:
            raise NotYourCredit(self.name, self.asked_by)
        self.check(*CHANGEABLE)
        return replace(
            new,
            number=self.number,
            revision=self.revision + 1,
            interested=self.interested,
            team=self.team,
        )

    def lapsed(self, *, now: datetime) -> Self:
        """Return it lapsed, if that is due."""
        due = self.lapses_at
        if due is None or now < due:
            return self
        return replace(self, state=State.LAPSED, undo=None)


def unit_price(credit: Credit) -> Money:
    """Return what one customer is given."""
    if credit.cohort is None:
        return credit.amount
    return Money(credit.cohort.unit, credit.amount.currency)


def pseudonym(workspace: str, customer: str) -> str:
    """Return the hash by which one customer is known again, however the name is spaced."""
    return hashlib.sha256(f"{workspace}\n{folded(customer)}".encode()).hexdigest()


def folded(customer: str) -> str:
    """Return the customer's name or reference, whatever its case and spaces."""
    return " ".join(customer.casefold().split())


def real(incident: Incident) -> Incident:
    """Return the incident if it is no rehearsal, else raise `DrillHasNoMoney`.

    A drill has no customer who could be owed any.
    """
    if incident.is_drill:
        raise DrillHasNoMoney(incident.name)
    return incident
