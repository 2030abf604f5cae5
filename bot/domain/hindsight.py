"""What is known, beside the credits themselves, of how they came about and how it went on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.overruling import Overruling


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """How it went on with one customer; None where nobody knows."""

    came_back_at: datetime | None = None
    """When they were last noted to have contacted us once more."""
    is_happy: bool | None = None
    """What they said seven days after it worked again."""
    stayed: bool | None = None
    """Whether they were still a customer after 90 days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindsight:
    """Everything by the number of the credit; `after` of those who are in the customer log."""

    paid: Mapping[int, datetime] = field(default_factory=dict)
    overruled: Mapping[int, Sequence[Overruling]] = field(default_factory=dict)
    after: Mapping[int, After] = field(default_factory=dict)


NOTHING = Hindsight()
