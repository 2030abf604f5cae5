"""Reminders that an update is near, due or late: each step once, however long we were away."""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Final

from bot.domain.cadence import Ladder
from bot.domain.incident import Incident
from bot.domain.refusals import IncidentIsResolved, NothingToSnooze, SnoozedTooOften

SNOOZES: Final = tuple(timedelta(minutes=minutes) for minutes in (5, 10, 15))
MOST_SNOOZES: Final = 2
"""In a row: after that somebody must speak, or hand over."""


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


def snoozed(incident: Incident, length: timedelta, *, now: datetime) -> Incident:
    """Return the incident with its reminders quiet for `length`, one of `SNOOZES`.

    What customers were promised stays. Raises `NothingToSnooze` while a snooze lasts, and
    `SnoozedTooOften` after two in a row.
    """
    if not incident.is_open:
        raise IncidentIsResolved(incident.name)
    if incident.snoozed_until is not None and incident.snoozed_until > now:
        raise NothingToSnooze(incident.name, incident.snoozed_until)
    if incident.snoozes >= MOST_SNOOZES:
        raise SnoozedTooOften(incident.name)
    return replace(
        incident,
        snoozed_until=now + length,
        snoozes=incident.snoozes + 1,
        entries=incident.entries + 1,
    )


def reminded(incident: Incident, step: Step) -> Incident:
    """Return the incident with `step` of the ladder said."""
    return replace(incident, nudged=step.value, snoozed_until=None, entries=incident.entries + 1)


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
