"""The ladder of reminders: each step once, one after any absence, quiet while snoozed."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.incident import Incident
from bot.domain.nudge import MOST_SNOOZES, Step, next_nudge_at, reminded, snoozed, step_due
from bot.domain.severity import Severity
from tests.rules.outages import (
    BRISK,
    HOURLY,
    MINUTE,
    NINE,
    SNOOZE,
    USUAL,
    Story,
    opened,
    pauses,
    reached,
    resolved,
    stories,
)

LADDER = [(Step.NEAR, 20), (Step.DUE, 30), (Step.LATE, 35), (Step.VERY_LATE, 45)]
"""Minutes after an incident was opened whose first word is due in 30."""
LONG_AFTER = timedelta(days=400)


def climbed(incident: Incident) -> list[tuple[Step, datetime]]:
    """Return the steps that are said when somebody looks whenever one is due."""
    said = []
    while (at := next_nudge_at(incident, USUAL)) is not None:
        step = step_due(incident, USUAL, now=at)
        assert step is not None
        said.append((step, at))
        incident = reminded(incident, step)
    return said


def said_at(incident: Incident, minutes: float) -> Incident:
    step = step_due(incident, USUAL, now=NINE + minutes * MINUTE)
    assert step is not None
    return reminded(incident, step)


def snoozed_at(incident: Incident, minutes: float) -> Incident:
    return snoozed(incident, SNOOZE, now=NINE + minutes * MINUTE)


def test_the_ladder_is_climbed_step_by_step() -> None:
    assert climbed(opened()) == [(step, NINE + minutes * MINUTE) for step, minutes in LADDER]


@pytest.mark.parametrize(
    ("minutes", "step"),
    [(0, None), (19.9, None), *((at, step) for step, at in LADDER), (9999, Step.VERY_LATE)],
)
def test_one_step_is_said_after_any_absence(minutes: float, step: Step | None) -> None:
    now = NINE + minutes * MINUTE
    incident = opened()
    assert step_due(incident, USUAL, now=now) is step
    if step is not None:
        assert step_due(reminded(incident, step), USUAL, now=now) is None


def test_a_step_that_was_missed_is_never_said_late() -> None:
    late = said_at(opened(), 36)
    assert late.nudged == Step.LATE
    assert [step for step, _ in climbed(late)] == [Step.VERY_LATE]


def test_when_the_last_step_is_said_nothing_more_comes() -> None:
    incident = said_at(opened(), 60)
    assert next_nudge_at(incident, USUAL) is None
    assert step_due(incident, USUAL, now=NINE + LONG_AFTER) is None


def test_an_update_starts_the_ladder_anew() -> None:
    late = said_at(opened(), 60)
    told = late.after_update(HOURLY, holding=False, now=NINE + 70 * MINUTE)
    assert [step for step, _ in climbed(told)] == list(Step)
    assert next_nudge_at(told, USUAL) == NINE + (70 + 50) * MINUTE


def test_a_shorter_clock_starts_the_ladder_anew() -> None:
    reminded = said_at(opened(), 21)
    worse = reminded.with_severity(Severity.SEV1, BRISK, now=NINE + 22 * MINUTE)
    assert worse.next_update_due == NINE + 22 * MINUTE
    assert step_due(worse, USUAL, now=NINE + 22 * MINUTE) is Step.DUE


def test_nobody_is_reminded_of_what_is_resolved() -> None:
    ended = resolved(opened(), now=NINE + 60 * MINUTE)
    assert next_nudge_at(ended, USUAL) is None
    assert step_due(ended, USUAL, now=NINE + LONG_AFTER) is None


def test_a_snooze_is_quiet_and_then_repeats_the_step_that_holds() -> None:
    quiet = snoozed_at(said_at(opened(), 20), 20)
    assert next_nudge_at(quiet, USUAL) == NINE + 30 * MINUTE
    assert step_due(quiet, USUAL, now=NINE + 29 * MINUTE) is None
    assert step_due(quiet, USUAL, now=NINE + 30 * MINUTE) is Step.DUE


def test_a_snooze_repeats_a_step_that_was_said_before() -> None:
    quiet = snoozed_at(said_at(opened(), 45), 50)
    again = said_at(quiet, 60)
    assert again.nudged == Step.VERY_LATE
    assert next_nudge_at(again, USUAL) is None


def test_a_snooze_before_the_first_step_ends_with_that_step() -> None:
    quiet = snoozed_at(opened(), 2)
    assert next_nudge_at(quiet, USUAL) == NINE + 20 * MINUTE
    assert step_due(quiet, USUAL, now=NINE + 12 * MINUTE) is None
    assert step_due(quiet, USUAL, now=NINE + 20 * MINUTE) is Step.NEAR


@given(stories)
def test_something_is_said_at_the_set_time_and_nothing_before(story: Story) -> None:
    incident, _ = reached(story)
    at = next_nudge_at(incident, USUAL)
    assert (at is None) or incident.is_open
    if at is None:
        assert step_due(incident, USUAL, now=NINE + LONG_AFTER) is None
    else:
        assert step_due(incident, USUAL, now=at) is not None
        assert step_due(incident, USUAL, now=at - timedelta(seconds=1)) is None


@given(stories, st.lists(pauses, max_size=8))
def test_each_step_is_said_once_and_in_order_however_rarely_we_look(
    story: Story, absences: list[timedelta]
) -> None:
    incident, now = reached(story)
    assume(incident.snoozed_until is None)
    said = [incident.nudged]
    for absence in absences:
        now += absence
        step = step_due(incident, USUAL, now=now)
        if step is not None:
            said.append(step)
            incident = reminded(incident, step)
        assert step_due(incident, USUAL, now=now) is None
    assert all(earlier < later for earlier, later in pairwise(said))


@given(stories, pauses)
def test_a_snooze_says_one_thing_after_it_and_moves_no_promise(
    story: Story, absence: timedelta
) -> None:
    incident, now = reached(story)
    assume(incident.is_open and incident.snoozed_until is None)
    assume(incident.snoozes < MOST_SNOOZES)
    quiet = snoozed(incident, SNOOZE, now=now)
    assert quiet.next_update_due == incident.next_update_due
    at = next_nudge_at(quiet, USUAL)
    assert at is not None
    assert at >= now + SNOOZE
    looked_at = at + absence
    step = step_due(quiet, USUAL, now=looked_at)
    assert step is not None
    assert step_due(reminded(quiet, step), USUAL, now=looked_at) is None
