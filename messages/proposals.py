"""Promises as they stand in words for customers: "I will … by …". Source: tone rules T08 and T09.

Times are read in the organisation's zone unless the words name UTC; a time of day that has passed
means tomorrow's.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.organisation import Organisation
from bot.domain.promise import LONGEST_PROMISE

MOST_PROPOSED: Final = 5
A_DAY: Final = timedelta(days=1)
WEEK: Final = 7
HALF_A_YEAR: Final = timedelta(days=182)
NOON: Final = 12
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
UNITS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), "minutes"),
    **dict.fromkeys(("h", "hour", "hours"), "hours"),
    **dict.fromkeys(("day", "days"), "days"),
    **dict.fromkeys(("week", "weeks"), "weeks"),
}
CLOCK: Final = (
    r"(?:(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)\s*(?P<half>[ap]\.?m\b\.?)?"
    r"|(?P<only>1[0-2]|0?[1-9])\s*(?P<half_only>[ap]\.?m\b\.?)"
    r"|(?P<named>noon|midday|midnight))"
    r"(?:\s*(?P<zone>utc|gmt|[bew]e?st|[cew]e?t|[ecmp][sd]t|[ij]st|ae[sd]t)\b)?"
)
DAY: Final = (
    r"(?:(?P<near>today|tonight|tomorrow)"
    rf"|(?:next\s+)?(?P<weekday>{'|'.join(WEEKDAYS)})"
    rf"|(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{'|'.join(MONTHS)}))"
)
END: Final = r"(?:the\s+)?(?:end|close)\s+of\s+(?:(?:the|this)\s+)?(?:business|work|working|day)\b"
SPAN: Final = rf"(?P<many>\d{{1,3}}|an?|one)\s*(?P<unit>{'|'.join(sorted(UNITS, key=len)[::-1])})\b"
BY: Final = r"\b(?:by|before|no later than)\s+"
ON: Final = r"(?:,?\s+(?:on\s+|at\s+)?)"
WHEN: Final[tuple[re.Pattern[str], ...]] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{BY}{CLOCK}(?:{ON}{DAY}\b)?",
        rf"{BY}{DAY}{ON}{CLOCK}",
        rf"{BY}{DAY}\b",
        rf"{BY}{END}",
        rf"\b(?:within|in)\s+(?:the\s+next\s+)?{SPAN}",
    )
)
PROMISES: Final = re.compile(
    r"\b(?:i|we)(?:\s+will|\s+shall|'ll|\u2019ll),?\s+(?!not\b)", re.IGNORECASE
)
SENTENCE_ENDS: Final = re.compile(r"(?<=[!?])\s+|(?<!\ba\.m)(?<!\bp\.m)(?<=\.)\s+|\n+")
EDGES: Final = " \t,;:.!?-\u2013\u2014"


@dataclass(frozen=True, slots=True)
class Proposal:
    """`words` end the sentence "I will …"."""

    words: str
    due: datetime


def proposed(text: str, organisation: Organisation, *, now: datetime) -> tuple[Proposal, ...]:
    """Return the promises that stand in `text`, each with its words and its time in UTC."""
    found = (_of_sentence(one, organisation, now=now) for one in SENTENCE_ENDS.split(text))
    return tuple(one for one in found if one is not None)[:MOST_PROPOSED]


def _of_sentence(words: str, organisation: Organisation, *, now: datetime) -> Proposal | None:
    begins = PROMISES.search(words)
    if begins is None:
        return None
    promise, due = read_promise(words[begins.end() :], organisation, now=now)
    return Proposal(promise, due) if promise and due is not None else None


def read_promise(
    typed: str, organisation: Organisation, *, now: datetime
) -> tuple[str, datetime | None]:
    """Return what is promised, and by when if `typed` says so; the words without the time."""
    for pattern in WHEN:
        for match in reversed(list(pattern.finditer(typed))):
            due = _due(match, organisation, now=now)
            if due is not None:
                rest = f"{typed[: match.start()].rstrip(EDGES)} {typed[match.end() :].strip(EDGES)}"
                return rest.strip(EDGES)[:LONGEST_PROMISE], due
    return typed.strip(EDGES), None


def _due(match: re.Match[str], organisation: Organisation, *, now: datetime) -> datetime | None:
    """Return the moment; None when there is none such, or it has passed."""
    said = {name: value.lower() for name, value in match.groupdict().items() if value}
    try:
        due = _moment(said, organisation, now=now)
    except (ValueError, OverflowError):
        return None
    return due if due > now else None


def _moment(said: Mapping[str, str], organisation: Organisation, *, now: datetime) -> datetime:
    if "many" in said:
        many = int(said["many"]) if said["many"].isdigit() else 1
        return now.replace(second=0, microsecond=0) + timedelta(**{UNITS[said["unit"]]: many})
    zone = organisation.time_zone
    clock_zone = _zone(said.get("zone"), zone, now=now)
    today = now.astimezone(clock_zone).date()
    day = _day(said, today)
    at = _clock(said)
    if at is None:
        return organisation.working_hours.end_of(day or today, zone)
    due = _at(day or today, at, clock_zone)
    has_to_roll = day is None or said.get("near") == "tonight" or at == time(0)
    return _at((day or today) + A_DAY, at, clock_zone) if due <= now and has_to_roll else due


def _zone(named: str | None, zone: ZoneInfo, *, now: datetime) -> ZoneInfo:
    """Raises `ValueError` for a zone that is neither UTC nor, in any season, the organisation's."""
    if named in {"utc", "gmt"}:
        return ZoneInfo("UTC")
    seasons = (now, now + HALF_A_YEAR)
    if named is not None and named not in {
        str(at.astimezone(zone).tzname()).lower() for at in seasons
    }:
        raise ValueError("another zone")
    return zone


def _day(said: Mapping[str, str], today: date) -> date | None:
    if "near" in said:
        return today + A_DAY if said["near"] == "tomorrow" else today
    if "weekday" in said:
        ahead = (WEEKDAYS.index(said["weekday"]) - today.weekday()) % WEEK
        return today + (ahead or WEEK) * A_DAY
    if "month" in said:
        return _next_date(int(said["day"]), MONTHS.index(said["month"]) + 1, today)
    return None


def _next_date(day: int, month: int, today: date) -> date:
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else this_year.replace(year=today.year + 1)


def _clock(said: Mapping[str, str]) -> time | None:
    if "named" in said:
        return time(0) if said["named"] == "midnight" else time(NOON)
    hour = said.get("hour") or said.get("only")
    if hour is None:
        return None
    half = (said.get("half") or said.get("half_only") or "").replace(".", "")
    if half and int(hour) > NOON:
        raise ValueError("no such time")
    of_day = int(hour) % NOON + NOON * (half == "pm") if half else int(hour)
    return time(of_day, int(said.get("minute", "0")))


def _at(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
