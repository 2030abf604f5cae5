"""The times of day at which customers hear from us, told to them in advance."""

from datetime import datetime, time

from bot.domain.long_run import next_time
from bot.domain.organisation import Organisation
from messages.words import clock_time


def times_line(organisation: Organisation, *, now: datetime) -> str:
    """Return the sentence with the fixed times, each as the zone counts when it next comes."""
    zone = organisation.time_zone

    def shown(at: time) -> str:
        return clock_time(next_time((at,), zone, after=now), zone)

    *others, last = map(shown, organisation.long_run_times)
    return f"Each day until it works again, we write at {', '.join(others)} and {last}."
