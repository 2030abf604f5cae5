"""App Home: how often it is looked after, once somebody has opened it.

The chat platform tells when somebody opens it and never when they leave. So it is looked after
often at first, less and less often later, and no more once an hour has gone by.
"""

from datetime import datetime, timedelta
from typing import Final

LATELY: Final = timedelta(hours=1)
SOONEST: Final = timedelta(seconds=10)
SHARE: Final = 10
"""It is looked at again after a tenth of the time since it was opened."""
SOON: Final = timedelta(hours=1)
"""A promise that is due so soon needs its owner now."""


def next_look(opened_at: datetime, *, now: datetime) -> datetime | None:
    """Return when to see whether it still shows what is true; None when it has been left alone."""
    age = now - opened_at
    if age >= LATELY:
        return None
    return now + max(SOONEST, age / SHARE)
