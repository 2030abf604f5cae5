"""One customer's case: when it works again for them, what they say a week later, what became of it.

Source: practices, P030, P038, P099 to P101, P115. What customers say is personal data.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, Self
from zoneinfo import ZoneInfo

from bot.domain.case_refusals import (
    CaseIsAnswered,
    CaseIsOpen,
    CaseIsResolved,
    CaseIsTheirs,
    CustomerOptedOut,
    HasOtherCase,
    NobodyWrote,
    WinBackIsOver,
    WinBackIsTooEarly,
)
from bot.domain.findings import Findings
from bot.domain.incident import Incident
from bot.domain.typed import words
from bot.domain.working_hours import WorkingHours

WEEK: Final = timedelta(days=7)
"""From when it works again to the question whether it held."""
ANSWER_WITHIN: Final = timedelta(days=5)
"""How long a customer has to answer before the case closes by itself."""
SEASON: Final = timedelta(days=90)
"""From when it works again to the question whether they stayed."""
LONGEST_SAID: Final = 1000
LONGEST_LED_TO: Final = 300
LEAST_RATING: Final = 1
BEST_RATING: Final = 5


class Outcome(StrEnum):
    """What came of the question after a week."""

    HAPPY = "happy"
    NOT_HAPPY = "not_happy"
    NO_ANSWER = "no_answer"


class Later(StrEnum):
    """What became of them after 90 days."""

    RETAINED = "retained"
    LEFT = "left"
    UNKNOWN = "unknown"


class Reply(StrEnum):
    """What an ex-customer made of the words to them: more than won or lost."""

    REPLIED = "replied"
    TALKING = "talking"
    RETURNED = "returned"
    NO = "no"


class Lacking(StrEnum):
    """What must be there before anybody writes to an ex-customer."""

    HAS_LEFT = "has_left"
    LEFT_ON = "left_on"
    PERMISSION = "permission"
    FAILURE = "failure"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Wishes:
    """Whether and how somebody may be written to, and what their report led to."""

    opted_out: bool = False
    may_write: bool = False
    """Whether somebody who has left agreed to be written to."""
    may_market: bool = False
    left_on: date | None = None
    led_to: str = ""
    """What came of their report, as a part of a sentence to them."""


NO_WISHES: Final = Wishes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`resolved_at` is when it worked again for this customer alone; None: with the incident."""

    workspace: str
    customer: int
    incident: int
    resolved_at: datetime | None = None
    reopened_at: datetime | None = None
    """When they said that it does not work; until it is resolved for them it is open."""
    wishes: Wishes = NO_WISHES
    written_at: datetime | None = None
    written_by: str | None = None
    outcome: Outcome | None = None
    outcome_at: datetime | None = None
    said: str = ""
    """What they answered, in their words."""
    rating: int | None = None
    """How satisfied they are, from 1 to 5."""
    later: Later | None = None
    later_at: datetime | None = None
    won_at: datetime | None = None
    """When they were written to after they had left."""
    won_by: str | None = None
    reply: Reply | None = None
    reply_at: datetime | None = None

    owner: str | None = None
    """Whom it was given to, to follow up; None for who logged the customer."""

    @property
    def label(self) -> str:
        """What may stand in public."""
        return f"CU-{self.customer}"

    @property
    def waits_for_answer(self) -> bool:
        return self.written_at is not None and self.outcome is None

    def ended_at(self, incident: Incident) -> datetime | None:
        """Return since when it works for this customer; None while their case is open."""
        if self.resolved_at is not None or self.reopened_at is not None:
            return self.resolved_at
        return incident.resolved_at if incident.works_again else None

    def resolved(self, incident: Incident, *, now: datetime) -> Self:
        """Return the case resolved for this customer; they are asked anew in a week.

        What they said before stays.
        """
        if self.ended_at(incident) is not None:
            raise CaseIsResolved(self.label)
        return replace(
            self, resolved_at=now, reopened_at=None, written_at=None, outcome=None, outcome_at=None
        )

    def given(self, to: str) -> Self:
        """Return the case with somebody else who follows it up. Raises `CaseIsTheirs`."""
        if to == self.owner:
            raise CaseIsTheirs(self.label)
        return replace(self, owner=to)

    def check_may_follow_up(self, incident: Incident, *, other: str | None) -> None:
        """Raises unless the customer may be asked whether it held.

        `other` names another case of theirs that is open.
        """
        if self.wishes.opted_out:
            raise CustomerOptedOut(self.label)
        if self.ended_at(incident) is None:
            raise CaseIsOpen(self.label)
        if other is not None:
            raise HasOtherCase(self.label, other)
        if self.written_at is not None:
            raise CaseIsAnswered(self.label, self.outcome or "")

    def written(self, *, by: str, now: datetime) -> Self:
        return replace(self, written_at=now, written_by=by)

    def check_may_be_answered(self) -> None:
        """Raises unless they were written to, and nobody has noted what they answered."""
        if self.written_at is None:
            raise NobodyWrote(self.label)
        if self.outcome not in (None, Outcome.NO_ANSWER):
            raise CaseIsAnswered(self.label, self.outcome or "")

    def answered(
        self, outcome: Outcome, *, said: str = "", rating: int | None = None, now: datetime
    ) -> Self:
        """Return the case with what they answered; one who is not happy has an open case again.

        An answer that comes after the case had closed without one counts.
        """
        self.check_may_be_answered()
        after = replace(self, outcome=outcome, outcome_at=now, rating=rating or self.rating)
        after = replace(after, said=said_words(said) or self.said)
        if outcome is Outcome.NOT_HAPPY:
            return replace(after, resolved_at=None, reopened_at=now)
        return after

    def unanswered(self, *, now: datetime) -> Self:
        """Return the case closed without an answer, if it still waits for one."""
        if not self.waits_for_answer:
            return self
        return replace(self, outcome=Outcome.NO_ANSWER, outcome_at=now)

    def went_on(self, later: Later, *, now: datetime) -> Self:
        """Return the case with what became of them; it is asked once."""
        if self.later is not None:
            raise CaseIsAnswered(self.label, self.later)
        return replace(self, later=later, later_at=now)

    def check_may_win_back(self, findings: Findings, *, has_left: bool) -> None:
        """Raises unless an ex-customer may be written to: with findings, once, if they agreed."""
        if self.wishes.opted_out:
            raise CustomerOptedOut(self.label)
        if self.won_at is not None:
            raise WinBackIsOver(self.label)
        if missing := self.lacks(findings, has_left=has_left):
            raise WinBackIsTooEarly(self.label, missing)

    def lacks(self, findings: Findings, *, has_left: bool) -> tuple[Lacking, ...]:
        """Return what must be there before somebody who has left is written to."""
        there = {
            Lacking.HAS_LEFT: has_left,
            Lacking.LEFT_ON: self.wishes.left_on is not None,
            Lacking.PERMISSION: self.wishes.may_write,
            Lacking.FAILURE: bool(findings.failures),
            Lacking.CHANGE: bool(findings.changes),
        }
        return tuple(what for what, is_there in there.items() if not is_there)

    def won(self, *, by: str, now: datetime) -> Self:
        return replace(self, won_at=now, won_by=by)

    def replied(self, reply: Reply, *, now: datetime) -> Self:
        """Return the case with what the ex-customer made of it; it may change as they talk."""
        if self.won_at is None:
            raise NobodyWrote(self.label)
        return replace(self, reply=reply, reply_at=now)


def asked_at(ended: datetime, wait: timedelta, hours: WorkingHours, zone: ZoneInfo) -> datetime:
    """Return when somebody at work is asked to follow up: `wait` after it worked again, or next."""
    return hours.after(ended + wait, timedelta(0), zone)


def said_words(typed: str) -> str:
    return words("said", typed, limit=LONGEST_SAID) if typed.strip() else ""


def checked_wishes(wishes: Wishes) -> Wishes:
    """Return the wishes as they can be kept. Raises `WordsAreTooLong`."""
    if not wishes.led_to.strip():
        return replace(wishes, led_to="")
    led_to = words("led_to", wishes.led_to, limit=LONGEST_LED_TO, on_one_line=True)
    return replace(wishes, led_to=led_to)
