"""What may become of a job, as its handler says it."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Done:
    """The job is over; `pause_lane` is how long its lane rests before the next one."""

    pause_lane: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Again:
    """Try later: `after` this long, or after a wait that grows with each attempt.

    With `whole_lane` the jobs behind it wait as well, even when this one is moved or cancelled.
    """

    why: str
    after: timedelta | None = None
    whole_lane: bool = False


@dataclass(frozen=True, slots=True)
class Never:
    """No attempt can succeed: the job is kept, to be seen and told."""

    why: str


@dataclass(frozen=True, slots=True)
class Settled:
    """The handler has finished the job itself, by `queue.finish` in its own transaction."""


Outcome = Done | Again | Never | Settled
