"""When a leader speaks to customers by name. Source: facts and clocks, 3.3."""

from datetime import datetime
from typing import Final

from bot.domain.cadence import Cadence
from bot.domain.incident import Incident

EVERY_SO_MANY: Final = 3
"""Of the updates without news in a row, each third names a leader."""


def leader_speaks(incident: Incident, cadence: Cadence, *, now: datetime) -> bool:
    """Return whether words without news, sent at `now`, are to name a leader."""
    return is_long(incident, cadence, now=now) or (incident.holding_run + 1) % EVERY_SO_MANY == 0


def is_long(incident: Incident, cadence: Cadence, *, now: datetime) -> bool:
    """Return whether it lasts so long that customers should hear from a leader."""
    since = incident.reopened_at or incident.opened_at
    return cadence.leader_after is not None and now - since >= cadence.leader_after
