"""Times of day in what people write, and which moment is meant."""

import re
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

HALF_A_DAY: Final = timedelta(hours=12)
HALF_A_YEAR: Final = timedelta(days=180)
MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
CLOCK: Final = r"\b([01]?[0-9]|2[0-3]):([0-5][0-9])\b"
TIME: Final = re.compile(CLOCK)
MOMENT: Final = re.compile(
    rf"{CLOCK}(?: (?P<zone>utc[+-][0-9:]{{1,6}}|[a-z]{{2,5}}\b))?"
    rf"(?: on (?:[a-z]{{3,6}}day,? )?(?P<day>[0-9]{{1,2}}) (?P<month>{'|'.join(MONTHS)})\b)?"
)
"""In lower case: 14:30 gmt on 5 march."""
NO_ZONE: Final = frozenset({"on", "at", "and", "or", "by", "to", "with", "even", "if", "today"})


def zone_names(zone: ZoneInfo, *, now: datetime) -> frozenset[str]:
    """Return how the zone is called in the two halves of the year, in lower case."""
    names = {at.astimezone(zone).tzname() or zone.key for at in (now, now + HALF_A_YEAR)}
    return frozenset(f"utc{one}" if one[0] in "+-" else one.lower() for one in names)


def meant(said: re.Match[str], zone: ZoneInfo, *, now: datetime) -> datetime | None:
    """Return the moment that a match of `MOMENT` names; None when it is said in another zone.

    Without a date it is the one nearest to now, within half a day.
    """
    if said["zone"] not in {None, *NO_ZONE, *zone_names(zone, now=now)}:
        return None
    local = now.astimezone(zone)
    at = local.replace(hour=int(said[1]), minute=int(said[2]), second=0, microsecond=0)
    if said["day"] is None:
        return at + timedelta(days=1) if at < now - HALF_A_DAY else at
    return _on(at, int(said["day"]), MONTHS.index(said["month"]) + 1, now=now)


def _on(at: datetime, day: int, month: int, *, now: datetime) -> datetime | None:
    try:
        dated = at.replace(day=day, month=month)
    except ValueError:
        return None
    return dated.replace(year=dated.year + 1) if dated < now - HALF_A_YEAR else dated
