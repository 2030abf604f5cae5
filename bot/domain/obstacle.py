"""What stands in the way of those who help customers: tools and processes, never people."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Self
from zoneinfo import ZoneInfo

from bot.domain.call import alike
from bot.domain.refusals import Refusal
from bot.domain.working_hours import A_DAY, WorkingHours

LONGEST_WORDS: Final = 500
LONGEST_TOOL: Final = 80
MOST_SHOWN: Final = 5
A_WEEK: Final = timedelta(days=7)


class Often(StrEnum):
    ONCE = "once"
    AT_TIMES = "at_times"
    EACH_TIME = "each_time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Obstacles with one tool or process. `owner` has said that they remove it."""

    workspace: str
    number: int
    tool: str
    owner: str | None = None
    taken_at: datetime | None = None
    done_at: datetime | None = None

    @property
    def name(self) -> str:
        return f"OB-{self.number}"

    @property
    def alike(self) -> str:
        return alike(self.tool)

    def taken(self, by: str, *, now: datetime) -> Self:
        """Raises `ObstacleIsTaken` or `ObstacleIsGone`."""
        if self.done_at is not None:
            raise ObstacleIsGone(self.name)
        if self.owner is not None:
            raise ObstacleIsTaken(self.name, self.owner)
        return replace(self, owner=by, taken_at=now)

    def done(self, by: str, *, now: datetime) -> Self:
        """Raises `ObstacleIsNotYours` unless `by` has taken it on, or `ObstacleIsGone`."""
        if self.done_at is not None:
            raise ObstacleIsGone(self.name)
        if by != self.owner:
            raise ObstacleIsNotYours(self.name, self.owner)
        return replace(self, done_at=now)


@dataclass(frozen=True, slots=True)
class Counted:
    """How often a kind was met since it was last removed: in all, this week, and at each case."""

    kind: Kind
    met: int
    this_week: int
    each_time: int
    words: str
    """What the newest of them says."""


def next_digest(after: datetime, hours: WorkingHours, zone: ZoneInfo) -> datetime:
    """Return when the next weekly digest is due: Monday when work begins, or the first day after.

    The times are the organisation's; the result is in UTC.
    """
    local = after.astimezone(zone)
    monday = local.date() - A_DAY * local.weekday()
    while (due := hours.first_of(monday, zone)) <= after:
        monday += A_WEEK
    return due


@dataclass(eq=False)
class NoSuchObstacle(Refusal):
    asked_for: str


@dataclass(eq=False)
class ObstacleIsTaken(Refusal):
    obstacle: str
    by: str


@dataclass(eq=False)
class ObstacleIsGone(Refusal):
    obstacle: str


@dataclass(eq=False)
class ObstacleIsNotYours(Refusal):
    """Whoever removes it says that it is gone; `owner` is None while nobody has taken it on."""

    obstacle: str
    owner: str | None
