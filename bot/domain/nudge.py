"""Reminders that an update is near, due or late: each step once, however long we were away."""

from datetime import datetime
from enum import IntEnum

from bot.domain.cadence import Ladder
from bot.domain.incident import Incident


class Step(IntEnum):
    """The ladder, in the order in which it is climbed. Source: facts and clocks, 3.3."""

    NEAR = 1
    DUE = 2
    LATE = 3
    VERY_LATE = 4


def next_nudge_at(incident: Incident, ladder: Ladder) -> datetime | None:
    """Return when somebody must next be reminded; None when nothing is owed."""
    steps = _steps(incident, ladder)
    if steps and incident.snoozed_until is not None:
        return max(incident.snoozed_until, steps[0][1])
    return next((at for step, at in steps if step > incident.nudged), None)


def step_due(incident: Incident, ladder: Ladder, *, now: datetime) -> Step | None:
    """Return the one step to say now: the highest reached that was not said, or None.

    After a snooze the step that holds now is said again, though it was said before.
    """
    reached = [step for step, at in _steps(incident, ladder) if at <= now]
    if not reached:
        return None
    if incident.snoozed_until is not None:
        return reached[-1] if incident.snoozed_until <= now else None
    return reached[-1] if reached[-1] > incident.nudged else None


def _steps(incident: Incident, ladder: Ladder) -> list[tuple[Step, datetime]]:
    due = incident.next_update_due
    if due is None:
        return []
    return [
        (Step.NEAR, ladder.remind_at(due, since=incident.clock_started_at)),
        (Step.DUE, due),
        (Step.LATE, due + ladder.late),
        (Step.VERY_LATE, due + ladder.very_late),
    ]
