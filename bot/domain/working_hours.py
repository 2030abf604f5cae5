"""When people are at work, for promises that count working hours or working days.

Every shift is a stretch between two instants, so a day that loses or gains an hour counts as long
as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

A_DAY: Final = timedelta(days=1)
MONDAY_TO_FRIDAY: Final = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Local times; a shift that ends no later than it begins runs overnight.

    `days` count from Monday, 0; `holidays` are the days on which no shift begins.
    """

    days: frozenset[int] = MONDAY_TO_FRIDAY
    begins: time = time(9)
    ends: time = time(17)
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.days:
            raise ValueError("somebody must work on some day")

    def after(self, start: datetime, wait: timedelta, zone: ZoneInfo) -> datetime:
        """Return when `wait` of working time has passed since `start`; both ends are in UTC."""
        left = wait
        for begins, ends in self._shifts(start, zone):
            at = max(start, begins)
            if ends - at >= left:
                return at + left
            left -= ends - at
        raise AssertionError("shifts never end")

    def days_after(self, start: datetime, days: int, zone: ZoneInfo) -> datetime:
        """Return the same time of day so many working days later, or the end of that day's shift.

        What begins outside working hours counts from the next shift's beginning.
        """
        shifts = self._shifts(start, zone)
        begins, _ = next(shifts)
        into = max(timedelta(0), start - begins)
        for _ in range(days - 1):
            next(shifts)
        begins, ends = next(shifts)
        return min(begins + into, ends)

    def next_day(self, start: datetime, zone: ZoneInfo) -> datetime:
        """Return the same time of day on the next working day, or the nearest at work; in UTC."""
        local = start.astimezone(zone)
        day = local.date() + A_DAY
        while day.weekday() not in self.days or day in self.holidays:
            day += A_DAY
        begins, ends = self._shift(day, zone)
        return min(max(_instant(day, local.time(), zone), begins), ends)

    def first_of(self, day: date, zone: ZoneInfo) -> datetime:
        """Return when work begins on `day`, or on the next one on which anybody works; in UTC."""
        while day.weekday() not in self.days or day in self.holidays:
            day += A_DAY
        return self._shift(day, zone)[0]

    def end_of(self, day: date, zone: ZoneInfo) -> datetime:
        """Return when work ends on `day`, whether or not anybody works then; in UTC."""
        return self._shift(day, zone)[1]

    def _shifts(self, start: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
        """Yield the shifts that end after `start`, without end; an overnight one may be running."""
        day = start.astimezone(zone).date() - A_DAY
        while True:
            if day.weekday() in self.days and day not in self.holidays:
                begins, ends = self._shift(day, zone)
                # A clock that is put forward can swallow a short shift whole.
                if ends > max(begins, start):
                    yield begins, ends
            day += A_DAY

    def _shift(self, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        last = day + A_DAY if self.ends <= self.begins else day
        return _instant(day, self.begins, zone), _instant(last, self.ends, zone)


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
