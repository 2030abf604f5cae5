"""Who acts where money is concerned, and who holds which function at that moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.approvers import Approvers
from bot.domain.decision import check_insider
from bot.domain.money_refusals import NotInThatFunction
from bot.domain.outsider import Outsider
from bot.domain.tiers import Function


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Who acts, when, and who holds which function at this moment.

    `outsiders` are those of them, and of who acts and is named, who do not belong; `team` is the
    one of who acts; `deed` names what the platform may bring twice.
    """

    workspace: str
    by: str
    now: datetime
    holders: Mapping[str, frozenset[str]]
    outsiders: Mapping[str, Outsider] = field(default_factory=dict)
    team: str = ""
    deed: str | None = None

    def approvers_alone(self) -> Approvers:
        """Return who holds what, without those who stand in."""
        return Approvers(self.holders, outsiders=self.outsiders)

    def check_is(self, function: Function) -> None:
        """Raises `OutsiderMayNotDecide`, or `NotInThatFunction`, unless who acts holds it."""
        now = self.approvers_alone()
        check_insider(self.by, now)
        if self.by not in now.holding(function):
            raise NotInThatFunction(function)
