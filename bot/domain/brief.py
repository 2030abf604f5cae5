"""All that who decides is shown beside a request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.approval import Approval
from bot.domain.budget import Budget
from bot.domain.credit import Credit
from bot.domain.customer import Customer
from bot.domain.entitlement import Entitlement
from bot.domain.flags import Flag
from bot.domain.incident import Incident
from bot.domain.size import Likes
from bot.domain.tiers import Slots


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """`earlier` are the customer's other requests; `missing` the approvals still to be given."""

    credit: Credit
    incident: Incident
    given: Sequence[Approval]
    missing: Slots
    likes: Likes | None
    earlier: Sequence[Credit]
    budgets: Sequence[Budget]
    entitlement: Entitlement
    flags: Sequence[Flag]
    customer: Customer | None = None
    """As the log of the incident knows them."""
    promised: datetime | None = None
    """When they are to hear next, as they were promised."""
