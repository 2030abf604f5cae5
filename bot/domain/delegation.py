"""Standing in: somebody decides for somebody else, until a day that both know."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.money_refusals import UnclearUntil

MOST_DAYS: Final = 60
DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
A_WEEK: Final = len(DAYS)
FORMATS: Final = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %B %Y", "%d %b %Y")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """From `since` until before `until`, `to` may decide what `of` may."""

    workspace: str
    of: str
    to: str
    since: datetime
    until: datetime

    def holds(self, now: datetime) -> bool:
        return self.since <= now < self.until


def until(typed: str, zone: ZoneInfo, *, now: datetime) -> datetime:
    """Return the end of the day that was typed: Friday, tomorrow, 2026-03-13, 13 March.

    Raises `UnclearUntil`.
    """
    today = now.astimezone(zone).date()
    meant = _day(" ".join(typed.lower().split()), today)
    if meant is None or not today <= meant <= today + timedelta(days=MOST_DAYS):
        raise UnclearUntil(typed, MOST_DAYS)
    return datetime.combine(meant + timedelta(days=1), time(), tzinfo=zone)


def _day(typed: str, today: date) -> date | None:
    if typed in ("today", "tomorrow"):
        return today + timedelta(days=typed == "tomorrow")
    weekdays = [index for index, name in enumerate(DAYS) if typed in (name, name[:3])]
    if weekdays:
        return today + timedelta(days=(weekdays[0] - today.weekday()) % A_WEEK)
    dated = (_dated(f"{typed} {year}") for year in (today.year, today.year + 1))
    return _dated(typed) or next((day for day in dated if day and day >= today), None)


def _dated(typed: str) -> date | None:
    for form in FORMATS:
        try:
            return datetime.strptime(typed, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
