"""The times of day at which customers hear from us, told to them in advance."""

from datetime import datetime, time

from bot.domain.organisation import Organisation
from messages.words import clock_time


def times_line(organisation: Organisation, *, now: datetime) -> str:
    """Return the sentence with the fixed times, in the organisation's zone as it counts today."""
    zone = organisation.time_zone
    today = now.astimezone(zone).date()

    def shown(at: time) -> str:
        return clock_time(datetime.combine(today, at, tzinfo=zone), zone)

    *others, last = map(shown, organisation.long_run_times)
    return f"Each day until it works again, we write at {', '.join(others)} and {last}."
