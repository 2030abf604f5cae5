"""A goodwill credit: one person asks, another decides, once."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final, Self

from bot.domain.incident import Incident
from bot.domain.money import Money
from bot.domain.refusals import (
    CreditIsDecided,
    DrillHasNoMoney,
    NobodyMayApprove,
    NotAnApprover,
    OwnCredit,
)

LONGEST_CUSTOMER: Final = 100
LONGEST_REASON: Final = 1000


class State(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A request and what became of it. `customer` is personal data: for approvers only."""

    workspace: str
    number: int
    incident: int
    customer: str
    reason: str
    amount: Money
    asked_by: str
    asked_at: datetime
    asked_of: tuple[str, ...]
    """Who was shown the request, to decide it."""
    state: State = State.ASKED
    decided_by: str | None = None
    decided_at: datetime | None = None

    @property
    def name(self) -> str:
        return f"CR-{self.number}"

    def decided(
        self, *, approve: bool, by: str, approvers: AbstractSet[str], now: datetime
    ) -> Self:
        """Return the request decided by `by`, one of `approvers` and never who asked."""
        if self.decided_by is not None and self.decided_at is not None:
            raise CreditIsDecided(
                self.name, self.state is State.APPROVED, self.decided_by, self.decided_at
            )
        if by == self.asked_by:
            raise OwnCredit(self.name)
        if by not in approvers:
            raise NotAnApprover(self.name)
        state = State.APPROVED if approve else State.DECLINED
        return replace(self, state=state, decided_by=by, decided_at=now)


def real(incident: Incident) -> Incident:
    """Return the incident if it is no rehearsal, else raise `DrillHasNoMoney`.

    A drill has no customer who could be owed any.
    """
    if incident.is_drill:
        raise DrillHasNoMoney(incident.name)
    return incident


def approvers_for(asked_by: str, managers: AbstractSet[str]) -> frozenset[str]:
    """Return who may decide: the managers without who asks. Raises when nobody is left."""
    others = frozenset(managers) - {asked_by}
    if not others:
        raise NobodyMayApprove
    return others
