"""The days that figures are about, in the organisation's zone."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.refusals import Refusal

MONTHS_SHOWN: Final = 3


@dataclass(eq=False)
class UnclearDay(Refusal):
    typed: str


@dataclass(eq=False)
class NoTimeBetween(Refusal):
    """The first day is not before the last."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` on, and before `until`; both aware."""

    since: datetime
    until: datetime


def period_between(since: str, until: str | None, *, zone: ZoneInfo, now: datetime) -> Period:
    """Return the days from `since` on and before `until`, each like 2026-10-01; else until now.

    Raises `UnclearDay` or `NoTimeBetween`.
    """
    first = _day(since)
    last = now.astimezone(zone).date() + timedelta(days=1) if until is None else _day(until)
    if first >= last:
        raise NoTimeBetween(first, last)
    return Period(_midnight(first, zone), _midnight(last, zone))


def last_months(zone: ZoneInfo, *, now: datetime) -> Period:
    """Return this month so far, and the two before it."""
    today = now.astimezone(zone).date()
    months = today.year * 12 + today.month - MONTHS_SHOWN
    return Period(_midnight(date(months // 12, months % 12 + 1, 1), zone), now)


def last_week(*, now: datetime) -> Period:
    return Period(now - timedelta(days=7), now)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError as error:
        raise UnclearDay(typed) from error


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
