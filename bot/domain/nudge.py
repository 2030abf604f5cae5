"""Reminders that an update is near, due or late: each step once, however long we were away."""

from datetime import datetime, timedelta
from enum import IntEnum
from typing import Final

from bot.domain.cadence import remind_at
from bot.domain.incident import Incident


class Step(IntEnum):
    """The ladder, in the order in which it is climbed."""

    NEAR = 1
    DUE = 2
    LATE = 3
    VERY_LATE = 4


LATENESS: Final = {
    Step.DUE: timedelta(0),
    Step.LATE: timedelta(minutes=5),
    Step.VERY_LATE: timedelta(minutes=15),
}
"""How long after the due time each step comes. Source: facts and clocks, 3.3."""


def next_nudge_at(incident: Incident) -> datetime | None:
    """Return when somebody must next be reminded; None when nothing is owed."""
    ladder = _ladder(incident)
    if ladder and incident.snoozed_until is not None:
        first_step_at = ladder[0][1]
        return max(incident.snoozed_until, first_step_at)
    return next((at for step, at in ladder if step > incident.nudged), None)


def step_due(incident: Incident, *, now: datetime) -> Step | None:
    """Return the one step to say now: the highest reached that was not said, or None.

    After a snooze the step that holds now is said again, though it was said before.
    """
    reached = [step for step, at in _ladder(incident) if at <= now]
    if not reached:
        return None
    if incident.snoozed_until is not None:
        return reached[-1] if incident.snoozed_until <= now else None
    return reached[-1] if reached[-1] > incident.nudged else None


def _ladder(incident: Incident) -> list[tuple[Step, datetime]]:
    due = incident.next_update_due
    if due is None:
        return []
    near = (Step.NEAR, remind_at(due, since=incident.clock_started_at))
    return [near, *((step, due + late) for step, late in LATENESS.items())]
