"""When the first word is due, how often after it, and when the owner is reminded."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from bot.domain.cadence import DEFAULT_CADENCES, Cadence, Floor, Ladder
from bot.domain.organisation import Organisation
from bot.domain.severity import UNLESS_SAID, Severity
from tests.rules.outages import MINUTE, NINE, waits


@pytest.mark.parametrize(
    ("severity", "first_word", "interval", "leader_after"),
    [
        (1, 15, 30, 2 * 60),
        (2, 30, 60, 4 * 60),
        (3, 2 * 60, 4 * 60, None),
        (4, 24 * 60, 24 * 60, None),
    ],
)
def test_each_severity_has_the_clock_that_customers_are_promised(
    severity: int, first_word: int, interval: int, leader_after: int | None
) -> None:
    leader = None if leader_after is None else leader_after * MINUTE
    clock = Cadence(
        first_word * MINUTE, interval * MINUTE, leader, on_next_working_day=severity == 4
    )
    assert DEFAULT_CADENCES[Severity(severity)] == clock


def test_slight_harm_is_told_of_on_the_next_working_day_unless_a_regulator_is_stricter() -> None:
    friday = datetime(2026, 3, 6, 16, tzinfo=UTC)
    regulated = Organisation(floor=Floor(first_word=6 * 60 * MINUTE))

    assert Organisation().cadence(Severity.SEV4, since=friday).first_word == timedelta(days=3)
    assert regulated.cadence(Severity.SEV4, since=friday).first_word == timedelta(hours=6)


def test_no_worse_severity_has_a_slower_clock() -> None:
    clocks = [DEFAULT_CADENCES[severity] for severity in sorted(Severity)]
    assert clocks == sorted(clocks, key=lambda clock: (clock.first_word, clock.interval))


def test_an_incident_opened_in_a_hurry_is_serious() -> None:
    assert UNLESS_SAID is Severity.SEV2


@pytest.mark.parametrize(
    ("wait", "reminded_after"), [(60, 50), (30, 20), (20, 10), (15, 7.5), (10, 5), (1, 0.5), (0, 0)]
)
def test_the_owner_is_reminded_ten_minutes_before_but_not_in_the_first_half(
    wait: float, reminded_after: float
) -> None:
    due = NINE + wait * MINUTE
    assert Ladder().remind_at(due, since=NINE) == NINE + reminded_after * MINUTE


@given(waits)
def test_a_reminder_comes_within_the_wait_and_at_most_ten_minutes_early(wait: timedelta) -> None:
    due = NINE + wait
    at = Ladder().remind_at(due, since=NINE)
    assert NINE <= at <= due
    assert due - at <= Ladder().near
