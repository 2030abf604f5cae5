"""Whom words to one customer are for."""

from dataclasses import dataclass

from bot.domain.case import Case
from bot.domain.customer import Customer
from bot.domain.findings import Findings
from bot.domain.incident import Incident
from bot.domain.update import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """A customer with their case, and what was found since."""

    customer: Customer
    case: Case
    findings: Findings
    other: str | None = None
    """Another case of theirs that is open."""

    def check_may_get(self, kind: Kind, incident: Incident) -> None:
        """Raises why words of this kind must not go to this customer now."""
        if kind is Kind.FOLLOW_UP:
            self.case.check_may_follow_up(incident, other=self.other)
        if kind is Kind.WIN_BACK:
            has_left = self.customer.report.has_left
            self.case.check_may_win_back(self.findings, has_left=has_left)
