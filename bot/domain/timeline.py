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
    LEARNED = "learned"
    """What an angry customer taught us."""
    SNOOZED = "snoozed"
    NUDGED = "nudged"
    CALLED = "called"
    """A customer was on the phone, and the call has ended."""
    SEVERITY_CHANGED = "severity_changed"
    FIXED = "fixed"
    """Somebody says so, and nobody else has checked it yet."""
    NOT_FIXED = "not_fixed"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    CANCELLED = "cancelled"
    REVIEWED = "reviewed"
    """The five questions on prevention were answered."""
    PREVENTION_AGREED = "prevention_agreed"
    PREVENTION_CHANGED = "prevention_changed"
    PREVENTION_DONE = "prevention_done"
    PREVENTION_DROPPED = "prevention_dropped"
    PREVENTION_CLEARED = "prevention_cleared"
    """Its owner lets customers read of it."""
    CLOSED = "closed"
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
    CREDIT_TOLD = "credit_told"
    """The customer was written to about the decision."""
    CREDIT_ANSWERED = "credit_answered"
    PROMISED = "promised"
    PROMISE_MOVED = "promise_moved"
    PROMISE_REASSIGNED = "promise_reassigned"
    PROMISE_KEPT = "promise_kept"
    PROMISE_BROKEN = "promise_broken"
    PROMISE_WITHDRAWN = "promise_withdrawn"
    PROMISE_WISH = "promise_wish"
    """Whom a missed promise was made to said what would put it right."""
    CUSTOMER_LOGGED = "customer_logged"
    CUSTOMER_CHANGED = "customer_changed"
    CUSTOMER_HEARD = "customer_heard"
    CUSTOMERS_IMPORTED = "customers_imported"
    CASE_RESOLVED = "case_resolved"
    CASE_REOPENED = "case_reopened"
    CASE_ANSWERED = "case_answered"
    """A customer answered a week later, or did not in time."""
    CASE_CHANGED = "case_changed"
    FORGOTTEN = "forgotten"
    """Personal data was removed; who it was about is not told."""

    @property
    def is_told(self) -> bool:
        """Whether the thread gets a line for it.

        The others have a message of their own, or are counted on the card.
        """
        return self not in UNTOLD


COUNTED: Final = frozenset(
    {
        Event.CALLED,
        Event.CUSTOMER_LOGGED,
        Event.CUSTOMER_CHANGED,
        Event.CUSTOMER_HEARD,
        Event.CASE_RESOLVED,
        Event.CASE_ANSWERED,
        Event.CASE_CHANGED,
    }
)
"""What happens hundreds of times in an outage, and shows as a figure on the card."""
UNTOLD: Final = COUNTED | {Event.OPENED, Event.NUDGED, Event.PROMISED, Event.FORGOTTEN}

WORK: Final = frozenset(
    {
        Event.OPENED,
        Event.TAKEN,
        Event.ACCEPTED,
        Event.UPDATED,
        Event.APOLOGISED,
        Event.WROTE,
        Event.CALLED,
        Event.CUSTOMER_LOGGED,
    }
)
"""What shows that somebody works with the incident's customers, and may see who they are.

Anybody in the channel can press a button: a paused reminder, another severity or one click that
there is no news opens no names.
"""


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
