"""How long a person's act may take in all: Slack stops listening after three seconds.

Each reading and each transaction has a limit of its own; what comes one after the other has less
and less of the same time, so that whoever waits is told "not saved" while Slack still listens.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

PATIENCE_S: Final = 2.2
"""Slack listens for 3 s: a rollback, our turn on a busy processor and the way there come on top."""
A_COMMIT_S: Final = 0.05
"""With less left nothing is begun: it would only be left open whether it is kept, and on SQLite
those who share the commit would be told "not saved" as well."""
UNTIL: Final[ContextVar[float | None]] = ContextVar("until", default=None)
"""By `time.monotonic`; None where nobody waits."""


@contextmanager
def somebody_waits() -> Iterator[None]:
    """Bound everything that the block asks of the database, together."""
    kept = UNTIL.set(time.monotonic() + PATIENCE_S)
    try:
        yield
    finally:
        UNTIL.reset(kept)


@contextmanager
def nobody_waits() -> Iterator[None]:
    """Let what is begun in the block take its own time."""
    kept = UNTIL.set(None)
    try:
        yield
    finally:
        UNTIL.reset(kept)


def limit(limit_s: float) -> float:
    """Return how many seconds are left, at most `limit_s`."""
    until = UNTIL.get()
    return limit_s if until is None else max(min(limit_s, until - time.monotonic()), 0.0)


def is_over() -> bool:
    """Tell whether somebody waits who cannot be told in time that something was kept."""
    return limit(A_COMMIT_S) < A_COMMIT_S
