"""The time by which words for customers say that the next update comes. Reads English."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from bot.domain.organisation import Organisation
from messages.words import clock_time

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY: Final = (
    rf"(?:(?P<tomorrow{{0}}>tomorrow)|(?P<weekday{{0}}>{'|'.join(WEEKDAYS)})[a-z]*day\b"
    rf"|(?P<day{{0}}>\d{{{{1,2}}}})\s+(?P<month{{0}}>{'|'.join(MONTHS)})[a-z]*)"
)
NAMED: Final = re.compile(
    r"\b(?:next update|(?:more|next|our) news|(?:up)?date you|write(?: to you)?(?: again)?"
    r"|hear from us|let you know|tell you)\b"
    rf"[^.!?\n\d]{{0,40}}?(?:{DAY.format(1)}[^.!?\n\d]{{0,12}})?"
    r"\b(?P<clock>noon|midnight|(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d)(?:\s?(?P<half>[ap])\.?m)?"
    r"|\s?(?P<full>[ap])\.?m))\b"
    r"(?:\s+(?P<zone>(?-i:UTC[+-]\d{2,4}|[A-Z]{3,5}))\b)?"
    rf"(?:,?\s+(?:on\s+)?(?:(?:{'|'.join(WEEKDAYS)})[a-z]*day,?\s+(?=\d))?{DAY.format(2)})?",
    re.IGNORECASE,
)
DAILY: Final = re.compile(r"\b(each|every|daily)\b", re.IGNORECASE)
WORLD: Final = ("UTC", "GMT")


def next_update_named(text: str, organisation: Organisation, now: datetime) -> datetime | None:
    """Return the time, in UTC, that the words name last; None when none can be read.

    A time without a zone is the organisation's; one without a day is today's, or tomorrow's where
    that is nearer. It may have passed. A zone that is neither the organisation's nor UTC is not
    guessed at.
    """
    named = [found for found in NAMED.finditer(text) if not _is_daily(text, found)]
    if not named:
        return None
    moments = _moments(named[-1], organisation, now)
    return min(moments, key=lambda at: (abs(at - now), now - at), default=None)


def _is_daily(text: str, found: re.Match[str]) -> bool:
    """Tell whether the sentence speaks of the times of every day."""
    begins = max(text.rfind(end, 0, found.start()) for end in ".!?\n") + 1
    return DAILY.search(text, begins, found.end()) is not None


def _moments(found: re.Match[str], organisation: Organisation, now: datetime) -> Iterator[datetime]:
    """Yield what the words may mean: each half of the day, each side of a clock change."""
    zone, named = organisation.time_zone, found["zone"]
    for day in _days(found, now.astimezone(zone).date()):
        for hour in _hours(found):
            at = datetime.combine(day, time(hour, int(found["minute"] or 0)))
            for fold in (0, 1):
                moment = at.replace(tzinfo=zone, fold=fold).astimezone(UTC)
                if named is None or clock_time(moment, zone).endswith(f" {named}"):
                    yield moment
            if named in WORLD:
                yield at.replace(tzinfo=UTC)


def _hours(found: re.Match[str]) -> tuple[int, ...]:
    """Of one figure and no half of the day, as in 3:30, either half may be meant."""
    if found["hour"] is None:
        return (12,) if found["clock"].lower() == "noon" else (0,)
    hour, half = int(found["hour"]), found["half"] or found["full"]
    if half:
        return (hour % 12 + (12 if half.lower() == "p" else 0),) if hour in range(1, 13) else ()
    if len(found["hour"]) == 1:
        return hour, hour + 12
    return (hour,) if hour in range(24) else ()


def _days(found: re.Match[str], today: date) -> list[date]:
    for place in ("1", "2"):
        if found[f"tomorrow{place}"]:
            return [today + timedelta(days=1)]
        if weekday := found[f"weekday{place}"]:
            ahead = (WEEKDAYS.index(weekday.lower()) - today.weekday()) % len(WEEKDAYS)
            return [today + timedelta(days=ahead)]
        if day := found[f"day{place}"]:
            return _dates(int(day), MONTHS.index(found[f"month{place}"].lower()) + 1, today.year)
    return [today, today + timedelta(days=1)]


def _dates(day: int, month: int, year: int) -> list[date]:
    dates = []
    for one in (year - 1, year, year + 1):
        with suppress(ValueError):  # there is no such day in this year
            dates.append(date(one, month, day))
    return dates
