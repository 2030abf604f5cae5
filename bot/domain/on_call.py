"""A call as it stands, with all that its script is spoken from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.call import NOTHING_NOTED, Call
from bot.domain.customer import Customer
from bot.domain.fact import Known
from bot.domain.incident import Incident
from bot.domain.promise import Promise
from bot.domain.update import Update


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCall:
    """`answers` are by question, `promised` is what this customer still waits for."""

    call: Call
    incident: Incident
    known: Known
    answers: Mapping[str, str] = field(default_factory=lambda: NOTHING_NOTED)
    last: Update | None = None
    """What everybody was told last."""
    customer: Customer | None = None
    """Who they are, if they were heard of before."""
    promised: Sequence[Promise] = ()
    promise: Promise | None = None
    """The answer that was promised in this call."""
    is_resumed: bool = False
