"""What keeps it from happening again: five questions, and steps with an owner and a day.

Source: practices, P033 to P035.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Self, TypeVar
from zoneinfo import ZoneInfo

from bot.domain.after_refusals import DayHasPassed, DayIsTooFar, ItemIsOver, NotItsOwner
from bot.domain.fact import LONGEST_FACT
from bot.domain.typed import words
from bot.domain.working_hours import WorkingHours

LONGEST_ITEM: Final = 200
LONGEST_ANSWER: Final = 1000
LONGEST_WHY: Final = 500
ASKED_AFTER: Final = timedelta(hours=24)
"""From resolving to the five questions."""
A_WEEK: Final = timedelta(days=7)
"""How late the leads are told, and how long until they are told again."""
LONGEST_WAIT: Final = timedelta(days=366)


class State(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Question(StrEnum):
    WHY_HAPPENED = "why_happened"
    KNOWN_SOONER = "known_sooner"
    HARDEST = "hardest"
    WHAT_HELPED = "what_helped"
    WHAT_PREVENTS = "what_prevents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One step. `due` is a day where the organisation is."""

    workspace: str
    number: int
    incident: int
    words: str
    owner: str
    due: date
    made_by: str
    made_at: datetime
    state: State = State.OPEN
    ended_by: str | None = None
    ended_at: datetime | None = None
    why: str = ""
    """Why it was dropped."""
    approved_at: datetime | None = None
    """When its owner agreed that customers may read these words."""
    nudged_at: datetime | None = None
    leads_told_at: datetime | None = None

    @property
    def name(self) -> str:
        return f"PV-{self.number}"

    @property
    def is_live(self) -> bool:
        return self.state is State.OPEN

    @property
    def is_for_customers(self) -> bool:
        return self.approved_at is not None and self.state is not State.DROPPED

    def done(self, *, by: str, now: datetime) -> Self:
        """Return the step done; only its owner's word for that lets customers read of it."""
        self._check_live()
        approved_at = self.approved_at if by == self.owner else None
        return replace(self, state=State.DONE, ended_by=by, ended_at=now, approved_at=approved_at)

    def dropped(self, why: str, *, by: str, now: datetime) -> Self:
        self._check_live()
        why = words("why_dropped", why, limit=LONGEST_WHY)
        return replace(self, state=State.DROPPED, ended_by=by, ended_at=now, why=why)

    def changed(self, *, owner: str, due: date, today: date) -> Self:
        """Return the step with another owner or day; its reminders begin anew.

        Customers may read of it once its owner agrees to it as it is now.
        """
        self._check_live()
        due = possible_day(due, today=today)
        return replace(
            self, owner=owner, due=due, nudged_at=None, leads_told_at=None, approved_at=None
        )

    def approved(self, *, by: str, now: datetime) -> Self:
        """Return the step with its words cleared for customers, done or still planned."""
        if self.state is State.DROPPED:
            raise ItemIsOver(self.name)
        if by != self.owner:
            raise NotItsOwner(self.name, self.owner)
        return replace(self, approved_at=self.approved_at or now)

    def first_nudge_at(self, hours: WorkingHours, zone: ZoneInfo) -> datetime:
        """Return when work begins on its day, or on the next one on which anybody works."""
        midnight = datetime.combine(self.due, time(0), zone).astimezone(UTC)
        return hours.after(midnight, timedelta(0), zone)

    def _check_live(self) -> None:
        if not self.is_live:
            raise ItemIsOver(self.name)


NOTHING_SAID: Final[Mapping[Question, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The five questions on one incident, asked of whoever owns it until it is closed."""

    workspace: str
    incident: int
    asked_at: datetime
    """When they are first asked: a day after it was resolved."""
    answers: Mapping[Question, str] = field(default_factory=lambda: NOTHING_SAID)
    answered_by: str | None = None
    answered_at: datetime | None = None
    nudged_at: datetime | None = None
    leads_told_at: datetime | None = None
    closed_by: str | None = None
    closed_at: datetime | None = None
    why_nothing: str = ""
    """Why it was closed without a step; the named reason."""

    def answered(self, answers: Mapping[Question, str], *, by: str, now: datetime) -> Self:
        """Return the review with these answers in place of the earlier ones."""
        kept = {
            question: words(question.value, typed, limit=LONGEST_ANSWER)
            for question, typed in answers.items()
            if typed.strip()
        }
        return replace(self, answers=kept, answered_by=by, answered_at=now)

    def again(self, asked_at: datetime) -> Self:
        """Return the review asked anew: it was reopened, and resolved once more."""
        return replace(
            self,
            asked_at=asked_at,
            nudged_at=None,
            leads_told_at=None,
            closed_by=None,
            closed_at=None,
            why_nothing="",
        )

    def closed(self, why: str, *, by: str, now: datetime) -> Self:
        return replace(self, closed_by=by, closed_at=now, why_nothing=why)


Reminded = Item | Review
AnyReminded = TypeVar("AnyReminded", Item, Review)


def next_nudge_at(
    first: datetime, about: Reminded, hours: WorkingHours, zone: ZoneInfo
) -> datetime:
    """Return when the owner is next reminded: `first`, then each working day at that time."""
    return first if about.nudged_at is None else hours.next_day(about.nudged_at, zone)


def leads_are_due(first: datetime, about: Reminded, *, now: datetime) -> bool:
    """Tell whether the leads are told as well: a week late, and once a week from then on."""
    return now - first >= A_WEEK and (
        about.leads_told_at is None or now - about.leads_told_at >= A_WEEK
    )


def nudged(about: AnyReminded, *, leads: bool, now: datetime) -> AnyReminded:
    told = now if leads else about.leads_told_at
    return replace(about, nudged_at=now, leads_told_at=told)


def item_words(typed: str) -> str:
    return words("step", typed, limit=LONGEST_ITEM, on_one_line=True)


def possible_day(due: date, *, today: date) -> date:
    """Return the day if somebody can be held to it. Raises `DayHasPassed` or `DayIsTooFar`."""
    if due < today:
        raise DayHasPassed
    if due - today > LONGEST_WAIT:
        raise DayIsTooFar
    return due


def told_to_customers(items: Iterable[Item], state: State) -> list[Item]:
    """Return the steps in this state whose owners let customers read of them, as many as fit."""
    told: list[Item] = []
    for item in items:
        if item.is_for_customers and item.state is state:
            if len(in_words([*told, item])) > LONGEST_FACT:
                break
            told.append(item)
    return told


def in_words(items: Iterable[Item]) -> str:
    """Return the steps as half a sentence."""
    return "; ".join(item.words.rstrip(" .") for item in items)
