"""An incident: what customers cannot do, who owns it, and when they must next hear from us."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final, Self

from bot.domain.cadence import Cadence
from bot.domain.refusals import IncidentIsResolved, SeverityIsTheSame
from bot.domain.severity import Severity
from bot.domain.typed import words

LONGEST_WHAT_FAILS: Final = 200
"""Characters: what customers cannot do must fit on a lock screen."""


class Status(StrEnum):
    OPEN = "open"
    RESOLVED = "resolved"
    CLOSED = "closed"
    """Resolved, and what prevents its return is agreed, or why there is nothing."""
    CANCELLED = "cancelled"
    """Opened in error."""


class Type(StrEnum):
    """What has failed, as the opening questions name it."""

    SITE = "site"
    APP = "app"
    SIGN_IN = "sign_in"
    PAYMENTS = "payments"
    EMAIL = "email"
    PHONE = "phone"
    DATA = "data"
    SPOOFED_CALLS = "spoofed_calls"
    OUR_MESSAGE_MISTAKE = "our_message_mistake"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One failure as customers meet it. All times are aware and UTC.

    `number` counts within the workspace; `place` is where it lives, an id of the chat platform.
    """

    workspace: str
    number: int
    place: str
    what_fails: str
    type: Type = Type.OTHER
    severity: Severity
    status: Status = Status.OPEN
    is_drill: bool = False
    """A rehearsal: marked everywhere, sent nowhere, left out of the figures."""
    owner: str | None
    handed_to: str | None = None
    """Who was asked to take over and has not answered; until then both are reminded."""
    opened_by: str
    opened_at: datetime
    reopened_at: datetime | None = None
    first_word_at: datetime | None = None
    last_update_at: datetime | None = None
    next_update_due: datetime | None
    """What customers were promised; None only once resolved. Snoozing never moves it."""
    snoozed_until: datetime | None = None
    snoozes: int = 0
    """How often in a row the reminders were snoozed."""
    fixed_by: str | None = None
    """Who said that it is fixed; until somebody else has checked that, it is open."""
    fixed_at: datetime | None = None
    fixes: int = 0
    """How often somebody has said so; a check is of the last one."""
    checked_by: str | None = None
    checked_how: str = ""
    """What support did, as a customer would; ends the sentence "checked this by"."""
    resolved_at: datetime | None = None
    nudged: int = 0
    """The highest `nudge.Step` already said for this due time; 0 for none."""
    holding_run: int = 0
    """How many updates in a row had no news."""
    updates: int = 0
    """How many updates went to everybody."""
    letters: int = 0
    """How many messages went to one person."""
    entries: int = 0
    """How many lines the timeline holds; grows with every change."""
    facts: int = 0
    """The newest version of what is known; 0 before anybody has confirmed anything."""
    channels: tuple[str, ...] | None = None
    """Which still reach customers; None until somebody has been asked."""
    unsure: tuple[str, ...] = ()
    """Which channels perhaps reach customers; those in neither are down."""
    channels_said_by: str | None = None
    channels_said_at: datetime | None = None
    leader: str | None = None
    """Who last spoke for us by name, with their role; offered again."""

    @property
    def name(self) -> str:
        return f"INC-{self.number}"

    @property
    def is_open(self) -> bool:
        return self.status is Status.OPEN

    @property
    def is_being_checked(self) -> bool:
        """Whether somebody says that it is fixed, and nobody else has checked it yet."""
        return self.is_open and self.fixed_by is not None

    @property
    def works_again(self) -> bool:
        return self.status in (Status.RESOLVED, Status.CLOSED)

    @property
    def failed_again(self) -> bool:
        """Whether it was opened again and customers, who had heard of it, do not know yet."""
        told, again = self.last_update_at, self.reopened_at
        return self.is_open and told is not None and again is not None and told <= again

    @property
    def clock_started_at(self) -> datetime:
        """When the present wait began: the last update, else (re)opening."""
        return max(filter(None, (self.opened_at, self.reopened_at, self.last_update_at)))

    @property
    def sent(self) -> int:
        """How many texts were sent in all; the newest has this number."""
        return self.updates + self.letters

    def noted(self) -> Self:
        """Return the incident with room for one more line on its timeline."""
        return replace(self, entries=self.entries + 1)

    def after_letter(self) -> Self:
        """Return the incident after a message to one person: everybody still waits."""
        return replace(self, letters=self.letters + 1, entries=self.entries + 1)

    def after_update(
        self,
        cadence: Cadence,
        *,
        holding: bool,
        now: datetime,
        promised: datetime | None = None,
    ) -> Self:
        """Return the incident with its clock restarted by an update sent at `now`.

        `promised` is the next-update time that stands in the words: an earlier one is kept.
        """
        if not self.is_open:
            raise IncidentIsResolved(self.name)
        due = now + cadence.interval
        if promised is not None and promised > now:
            due = min(due, promised)
        return replace(
            self,
            first_word_at=self.first_word_at or now,
            last_update_at=now,
            next_update_due=due,
            snoozed_until=None,
            snoozes=0,
            nudged=0,
            holding_run=self.holding_run + 1 if holding else 0,
            updates=self.updates + 1,
            entries=self.entries + 1,
        )

    def after_last_words(self, *, now: datetime) -> Self:
        """Return the incident after words to everybody that start no clock: it is over."""
        return replace(self.noted(), last_update_at=now, updates=self.updates + 1)

    def with_severity(self, severity: Severity, cadence: Cadence, *, now: datetime) -> Self:
        """Return the incident under another clock; a shorter one pulls the due time in.

        A longer one leaves it: customers may have been told the earlier time. The due time is
        never put before `now`.
        """
        if severity is self.severity:
            raise SeverityIsTheSame(self.name, severity)
        due = self.next_update_due
        if due is not None:
            told = self.last_update_at == self.clock_started_at
            wait = cadence.interval if told else cadence.first_word
            due = min(due, max(now, self.clock_started_at + wait))
        moved = due != self.next_update_due
        return replace(
            self,
            severity=severity,
            next_update_due=due,
            nudged=0 if moved else self.nudged,
            snoozed_until=None if moved else self.snoozed_until,
            entries=self.entries + 1,
        )

    def with_facts(self, version: int) -> Self:
        """Return the incident with a newer version of what is known."""
        return replace(self, facts=version, entries=self.entries + 1)


def open_incident(
    *,
    workspace: str,
    number: int,
    place: str,
    what_fails: str,
    severity: Severity,
    cadence: Cadence,
    by: str,
    now: datetime,
    type_: Type = Type.OTHER,
    owner: str | None = None,
    is_drill: bool = False,
) -> Incident:
    """Return a new incident, its first word due. Without an owner somebody must take it."""
    return Incident(
        workspace=workspace,
        number=number,
        place=place,
        what_fails=customer_words(what_fails),
        type=type_,
        severity=severity,
        is_drill=is_drill,
        owner=owner,
        opened_by=by,
        opened_at=now,
        next_update_due=now + cadence.first_word,
        entries=1,
    )


def customer_words(what_fails: str) -> str:
    """Return what customers cannot do, on one line. Raises when it is empty or too long."""
    return words("what_fails", what_fails, limit=LONGEST_WHAT_FAILS, on_one_line=True)
