"""What somebody did: one id goes with it from the click, over the jobs it owes, to the message.

It stands on every line of the log and in each job's row. Its first eight characters are the
reference that people are told when something broke. It is also the trace's id, where traces are
wanted.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from structlog.contextvars import bound_contextvars, get_contextvars


@contextmanager
def begun(action: str | None = None) -> Iterator[str]:
    """Act under this id, or under a new one, until the block ends."""
    mine = action or uuid4().hex
    with bound_contextvars(action=mine):
        yield mine


def current() -> str | None:
    action: str | None = get_contextvars().get("action")
    return action


def reference() -> str:
    """Return what finds the action in the log, short enough to be read out."""
    return (current() or uuid4().hex)[:8]
