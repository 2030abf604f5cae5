"""What happened, in order. Lines are added and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final


class Event(StrEnum):
    OPENED = "opened"
    UPDATED = "updated"
    HELD = "held"
    APOLOGISED = "apologised"
    WROTE = "wrote"
    """Words to one person that are no apology."""
    SNOOZED = "snoozed"
    NUDGED = "nudged"
    CALLED = "called"
    """A customer was on the phone, and the call has ended."""
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
    CAUSE_APPROVED = "cause_approved"
    CHANNELS_CHANGED = "channels_changed"
    LONG_RUN = "long_run"
    SUMMARISED = "summarised"
    RELEASE_ASKED = "release_asked"
    RELEASED = "released"
    SENT_BACK = "sent_back"
    CREDIT_ASKED = "credit_asked"
    CREDIT_APPROVED = "credit_approved"
    CREDIT_DECLINED = "credit_declined"
    CREDIT_ENDED = "credit_ended"
    """Sent back, lapsed, voided or reversed."""
    PROMISED = "promised"
    PROMISE_MOVED = "promise_moved"
    PROMISE_REASSIGNED = "promise_reassigned"
    PROMISE_KEPT = "promise_kept"
    PROMISE_BROKEN = "promise_broken"
    PROMISE_WITHDRAWN = "promise_withdrawn"
    CUSTOMER_LOGGED = "customer_logged"
    CUSTOMER_CHANGED = "customer_changed"
    CUSTOMER_HEARD = "customer_heard"
    CUSTOMERS_IMPORTED = "customers_imported"
    FORGOTTEN = "forgotten"
    """Personal data was removed; who it was about is not told."""

    @property
    def is_told(self) -> bool:
        """Whether the thread gets a line for it.

        The others have a message of their own, or are counted on the card.
        """
        return self not in UNTOLD


COUNTED: Final = frozenset(
    {Event.CALLED, Event.CUSTOMER_LOGGED, Event.CUSTOMER_CHANGED, Event.CUSTOMER_HEARD}
)
"""What happens hundreds of times in an outage, and shows as a figure on the card."""
UNTOLD: Final = COUNTED | {Event.OPENED, Event.NUDGED, Event.PROMISED, Event.FORGOTTEN}


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
