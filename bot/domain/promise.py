"""What somebody said they would do by a time, and what became of it.

Source of the states and of the usual times: facts and clocks, 3.4.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final, Self
from zoneinfo import ZoneInfo

from bot.domain.people_refusals import (
    PromiseHasPassed,
    PromiseIsOver,
    PromiseIsTheirs,
    PromiseStillHolds,
    TimeHasPassed,
    TimeIsTooFar,
)
from bot.domain.typed import words
from bot.domain.working_hours import WorkingHours

LONGEST_PROMISE: Final = 300
LONGEST_EVIDENCE: Final = 500
LONGEST_WHY: Final = 500
NEAR: Final = timedelta(minutes=15)
LEAD_AFTER: Final = timedelta(minutes=5)
"""How late a promise is when the leads are told as well."""
LONGEST_WAIT: Final = timedelta(days=366)
MADE_AT_THE_END: Final = "resolved"
"""Where the promise to tell the cause is made: there it is made once, however often it ends."""


class Status(StrEnum):
    OPEN = "open"
    MOVED = "moved"
    """Still to be kept; the new time was given before the old one passed."""
    BROKEN = "broken"
    """Its time passed before it was kept."""
    KEPT = "kept"
    LATE = "late"
    """Kept, after its time."""
    WITHDRAWN = "withdrawn"


class Kind(StrEnum):
    """What is usually promised, each with its usual time."""

    ANSWER = "answer"
    CALL_BACK = "call_back"
    CREDIT_DECISION = "credit_decision"
    CAUSE_IN_WRITING = "cause_in_writing"
    FOLLOW_UP = "follow_up"


class Step(IntEnum):
    """What is said, in this order: the first three to its owner, the last to the leads."""

    HALF = 1
    NEAR = 2
    DUE = 3
    LEADS = 4


WORKING_HOURS: Final[Mapping[Kind, int]] = MappingProxyType({Kind.ANSWER: 4})
WORKING_DAYS: Final[Mapping[Kind, int]] = MappingProxyType(
    {Kind.CREDIT_DECISION: 1, Kind.CAUSE_IN_WRITING: 5}
)
ANY_TIME: Final[Mapping[Kind, timedelta]] = MappingProxyType(
    {Kind.CALL_BACK: timedelta(hours=2), Kind.FOLLOW_UP: timedelta(days=7)}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """`customer` is the number of who it was made to; None for the public.

    `words` end the sentence "I will …"; what was promised to one customer is for those who work on
    the incident only.
    """

    workspace: str
    number: int
    incident: int
    customer: int | None
    words: str
    due: datetime
    owner: str
    made_by: str
    made_at: datetime
    made_in: str
    """What it was made in: `update:3`, `facts:scope`, `PR-4`; empty if somebody typed it."""
    status: Status = Status.OPEN
    moved_from: datetime | None = None
    """The time that was given first."""
    counted_from: datetime
    """When the present wait began: made, or moved."""
    nudged: int = 0
    """The highest `Step` already said for this due time; 0 for none."""
    evidence: str = ""
    """What kept it: a link, or what was done."""
    why: str = ""
    """Why it was withdrawn, or not kept in time."""
    closed_at: datetime | None = None
    settles: str = ""
    """What would put a missed one right for whom it was made to, in their words."""

    @property
    def name(self) -> str:
        return f"PR-{self.number}"

    @property
    def is_live(self) -> bool:
        """Whether somebody still has to do something: keep it, or give a new time."""
        return self.closed_at is None

    @property
    def is_missed(self) -> bool:
        """Whether it was not kept in time, kept since or not."""
        return self.status in (Status.BROKEN, Status.LATE)

    def kept(self, evidence: str, *, now: datetime) -> Self:
        """Return the promise kept, or late; `evidence` links what kept it."""
        self._check_live()
        evidence = words("evidence", evidence, limit=LONGEST_EVIDENCE)
        is_late = now > self.due or self.status is Status.BROKEN
        status = Status.LATE if is_late else Status.KEPT
        return replace(self, status=status, evidence=evidence, closed_at=now)

    def moved(self, due: datetime, *, now: datetime) -> Self:
        """Return the promise with another time. Raises `PromiseHasPassed` if it is too late."""
        self._check_live()
        if now >= self.due or self.status is Status.BROKEN:
            raise PromiseHasPassed(self.name)
        return replace(
            self,
            due=possible_due(due, now=now),
            status=Status.MOVED,
            moved_from=self.moved_from or self.due,
            counted_from=now,
            nudged=0,
        )

    def broken(self) -> Self:
        """Return the promise with its time passed; it still wants to be kept."""
        return replace(self, status=Status.BROKEN)

    def withdrawn(self, why: str, *, now: datetime) -> Self:
        """Return the promise taken back. One whose time had passed stays broken in the record."""
        self._check_live()
        is_broken = now > self.due or self.status is Status.BROKEN
        status = Status.BROKEN if is_broken else Status.WITHDRAWN
        return replace(
            self, status=status, why=words("why_withdrawn", why, limit=LONGEST_WHY), closed_at=now
        )

    def settled_by(self, what: str, *, now: datetime) -> Self:
        """Return the missed promise with what would put it right for whom it was made to.

        Raises `PromiseStillHolds` for one that was not missed.
        """
        if not self.is_missed and (now <= self.due or not self.is_live):
            raise PromiseStillHolds(self.name)
        return replace(self, settles=words("settles", what, limit=LONGEST_WHY))

    def owned_by(self, person: str) -> Self:
        self._check_live()
        if person == self.owner:
            raise PromiseIsTheirs(self.name)
        return replace(self, owner=person)

    def renewed(self, number: int, due: datetime, *, by: str, now: datetime) -> Self:
        """Return the promise that follows this broken one, with the same words.

        Raises `PromiseStillHolds` before its time has passed.
        """
        self._check_live()
        if now <= self.due and self.status is not Status.BROKEN:
            raise PromiseStillHolds(self.name)
        return replace(
            self,
            number=number,
            due=possible_due(due, now=now),
            made_by=by,
            made_at=now,
            made_in=self.name,
            status=Status.OPEN,
            moved_from=None,
            counted_from=now,
            nudged=0,
        )

    def followed(self, why: str, *, now: datetime) -> Self:
        """Return the broken promise with its successor made; `why` it was not kept in time."""
        why = words("why_not", why, limit=LONGEST_WHY)
        return replace(self, status=Status.BROKEN, why=why, closed_at=now)

    def _check_live(self) -> None:
        if not self.is_live:
            raise PromiseIsOver(self.name)


def promised_words(typed: str) -> str:
    return words("promise_words", typed, limit=LONGEST_PROMISE, on_one_line=True)


def possible_due(due: datetime, *, now: datetime) -> datetime:
    """Return the time if it can be promised. Raises `TimeHasPassed` or `TimeIsTooFar`."""
    if due <= now:
        raise TimeHasPassed
    if due - now > LONGEST_WAIT:
        raise TimeIsTooFar
    return due


def usual_due(kind: Kind, hours: WorkingHours, zone: ZoneInfo, *, now: datetime) -> datetime:
    """Return the reasonable time for what is promised, on a whole minute: it is told without."""
    now = now.replace(second=0, microsecond=0)
    if kind in WORKING_HOURS:
        return hours.after(now, timedelta(hours=WORKING_HOURS[kind]), zone)
    if kind in WORKING_DAYS:
        return hours.days_after(now, WORKING_DAYS[kind], zone)
    return now + ANY_TIME[kind]


def next_nudge_at(promise: Promise) -> datetime | None:
    """Return when somebody must next be reminded; None when nobody must."""
    return next((at for step, at in _steps(promise) if step > promise.nudged), None)


def step_due(promise: Promise, *, now: datetime) -> Step | None:
    """Return the one step to say now: the highest reached that was not said, or None."""
    reached = [step for step, at in _steps(promise) if at <= now]
    return reached[-1] if reached and reached[-1] > promise.nudged else None


def _steps(promise: Promise) -> list[tuple[Step, datetime]]:
    if not promise.is_live:
        return []
    half = promise.counted_from + (promise.due - promise.counted_from) / 2
    return [
        (Step.HALF, half),
        (Step.NEAR, max(half, promise.due - NEAR)),
        (Step.DUE, promise.due),
        (Step.LEADS, promise.due + LEAD_AFTER),
    ]
