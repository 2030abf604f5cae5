"""An incident that is a day old: customers hear from us at fixed times of the day, told in advance.

Source: facts and clocks, 3.3; a regulated floor holds here too.
"""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.cadence import Cadence
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.severity import Severity

BEGINS_AFTER: Final = timedelta(days=1)
SERVES: Final = timedelta(hours=1)
"""Words sent up to so long before one of the times are that time's update."""
DAYS_AHEAD: Final = 3
"""Enough for a zone that skips a day."""


def begins_at(incident: Incident) -> datetime:
    """Return when the incident has been open for a day since it was (re)opened."""
    return (incident.reopened_at or incident.opened_at) + BEGINS_AFTER


def is_long_run(incident: Incident, *, now: datetime) -> bool:
    return incident.is_open and begins_at(incident) <= now


def next_time(times: tuple[time, ...], zone: ZoneInfo, *, after: datetime) -> datetime:
    """Return the first of the `times` of day in `zone` that is later than `after`, in UTC.

    A time that the clocks skip is as much later as they skip; one that comes twice is its first.
    """
    today = after.astimezone(zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD))
    slots = (datetime.combine(day, at, tzinfo=zone).astimezone(UTC) for day in days for at in times)
    return min(slot for slot in slots if slot > after)


def cadence_of(
    incident: Incident,
    organisation: Organisation,
    *,
    since: datetime,
    now: datetime,
    severity: Severity | None = None,
) -> Cadence:
    """Return the clock of the incident as of `now`, for a wait that begins at `since`."""
    usual = organisation.cadence(severity or incident.severity, since=since)
    if not is_long_run(incident, now=now):
        return usual
    slot = next_time(organisation.long_run_times, organisation.time_zone, after=since + SERVES)
    return replace(usual, interval=min(slot - since, organisation.floor.interval or slot - since))
