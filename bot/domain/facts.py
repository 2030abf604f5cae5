"""What is known of an incident, and what is not. A draft may assert only what stands here."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.incident import Incident


class DataSafety(StrEnum):
    """Five states; only one of them lets anybody say that data is safe (facts and clocks, 3.2)."""

    UNKNOWN = "unknown"
    SUSPECTED = "suspected"
    NO_SIGN_SO_FAR = "no_sign_so_far"
    CONFIRMED_SAFE = "confirmed_safe"
    CONFIRMED_AFFECTED = "confirmed_affected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """None means that nobody has confirmed it: say so, or leave it out."""

    what_fails: str
    first_seen_at: datetime
    next_update_due: datetime | None
    started_at: datetime | None = None
    scope: str | None = None
    workaround: str | None = None
    cause: str | None = None
    eta: tuple[datetime, datetime] | None = None
    data_safety: DataSafety = DataSafety.UNKNOWN
    is_resolved: bool = False


def facts_of(incident: Incident) -> Facts:
    """Return what the incident itself holds: the failure, when we first saw it, our next word."""
    return Facts(
        what_fails=incident.what_fails,
        first_seen_at=incident.opened_at,
        next_update_due=incident.next_update_due,
        is_resolved=not incident.is_open,
    )
