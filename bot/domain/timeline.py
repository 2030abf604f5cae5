"""What happened, in order. Lines are added and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Event(StrEnum):
    OPENED = "opened"
    UPDATED = "updated"
    HELD = "held"
    APOLOGISED = "apologised"
    SNOOZED = "snoozed"
    NUDGED = "nudged"
    SEVERITY_CHANGED = "severity_changed"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    CANCELLED = "cancelled"
    TAKEN = "taken"
    HANDED_OVER = "handed_over"
    ACCEPTED = "accepted"
    SHIFT_NOTE = "shift_note"
    FACTS_CHANGED = "facts_changed"
    FACTS_CONFIRMED = "facts_confirmed"
    CHANNELS_CHANGED = "channels_changed"
    LONG_RUN = "long_run"
    SUMMARISED = "summarised"
    CREDIT_ASKED = "credit_asked"
    CREDIT_APPROVED = "credit_approved"
    CREDIT_DECLINED = "credit_declined"
    CREDIT_ENDED = "credit_ended"
    """Sent back, lapsed, voided or reversed."""

    @property
    def is_told(self) -> bool:
        """Whether the thread gets a line for it; the others have a message of their own."""
        return self not in (Event.OPENED, Event.NUDGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line. `details` holds plain values by name; never a customer's name."""

    workspace: str
    incident: int
    number: int
    event: Event
    by: str
    at: datetime
    details: Mapping[str, str] = field(default_factory=dict)
