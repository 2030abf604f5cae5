"""Fixed times of the day, in every zone and on the days when the clocks change."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import DEFAULT_CADENCES, Floor
from bot.domain.long_run import begins_at, cadence_of, is_long_run, next_time
from bot.domain.organisation import Organisation
from messages.words import clock_time, customer_time
from tests.rules.daylight import around_edges
from tests.rules.outages import MINUTE, NINE, opened, resolved

HOUR = 60 * MINUTE
DAY = 24 * HOUR
LONDON = ZoneInfo("Europe/London")
TWICE = (time(9), time(16))
MARCH = datetime(2026, 3, 28, tzinfo=UTC)
times_of_day = st.lists(
    st.builds(time, st.integers(0, 23), st.integers(0, 59)), min_size=2, max_size=5, unique=True
).map(lambda times: tuple(sorted(times)))


@given(around_edges, times_of_day)
def test_the_next_time_is_later_and_within_two_days(
    moment: tuple[ZoneInfo, datetime], times: tuple[time, ...]
) -> None:
    zone, after = moment
    found = next_time(times, zone, after=after)
    assert after < found <= after + 2 * DAY
    assert found.utcoffset() == timedelta(0)


@given(around_edges, times_of_day)
def test_the_clock_on_the_wall_shows_it_unless_it_skipped_that_time(
    moment: tuple[ZoneInfo, datetime], times: tuple[time, ...]
) -> None:
    zone, after = moment
    found = next_time(times, zone, after=after).astimezone(zone)
    shown = found.time().replace(tzinfo=None, fold=0)
    if shown not in times:
        before = (found.astimezone(UTC) - 3 * HOUR).astimezone(zone)
        assert found.utcoffset() != before.utcoffset()


@given(around_edges, times_of_day)
def test_no_time_of_the_day_is_left_out(
    moment: tuple[ZoneInfo, datetime], times: tuple[time, ...]
) -> None:
    zone, after = moment
    found = next_time(times, zone, after=after)
    assert next_time(times, zone, after=found - MINUTE / 60) == found
    assert next_time(times, zone, after=found) > found


@pytest.mark.parametrize(
    ("after", "due"),
    [
        (datetime(2026, 3, 28, 20, tzinfo=UTC), datetime(2026, 3, 29, 8, tzinfo=UTC)),
        (datetime(2026, 3, 28, 9, tzinfo=UTC), datetime(2026, 3, 28, 16, tzinfo=UTC)),
        (datetime(2026, 10, 24, 20, tzinfo=UTC), datetime(2026, 10, 25, 9, tzinfo=UTC)),
    ],
)
def test_nine_in_london_is_nine_in_london_on_either_side_of_the_change(
    after: datetime, due: datetime
) -> None:
    assert next_time(TWICE, LONDON, after=after) == due


def test_a_time_that_the_clocks_skip_comes_when_they_have_skipped() -> None:
    half_past_one = next_time((time(1, 30), time(16)), LONDON, after=MARCH + 20 * HOUR)
    assert clock_time(half_past_one, LONDON) == "02:30 BST"


def test_an_incident_lasts_when_it_has_been_open_for_a_day() -> None:
    incident = opened()
    assert begins_at(incident) == NINE + DAY
    assert not is_long_run(incident, now=NINE + DAY - MINUTE)
    assert is_long_run(incident, now=NINE + DAY)
    assert not is_long_run(resolved(incident, now=NINE), now=NINE + DAY)


def test_before_that_the_severity_gives_the_clock() -> None:
    organisation = Organisation()
    now = NINE + HOUR
    clock = cadence_of(opened(), organisation, since=now, now=now)
    assert clock == DEFAULT_CADENCES[opened().severity]


@pytest.mark.parametrize(
    ("sent_after", "hours"), [(0, 7), (5, 2), (6, 18), (6.5, 17.5), (7, 17), (15, 9)]
)
def test_words_sent_shortly_before_one_of_the_times_are_that_times_update(
    sent_after: float, hours: float
) -> None:
    now = NINE + DAY + sent_after * HOUR
    clock = cadence_of(opened(), Organisation(), since=now, now=now)
    assert clock.interval == hours * HOUR


@given(st.integers(0, 3 * 24 * 60), st.integers(30, 24 * 60))
def test_no_time_of_the_day_is_later_than_the_regulated_floor(wait: int, floor: int) -> None:
    now = NINE + DAY + wait * MINUTE
    organisation = Organisation(floor=Floor(interval=floor * MINUTE))
    clock = cadence_of(opened(), organisation, since=now, now=now)
    assert timedelta(0) < clock.interval <= floor * MINUTE


def test_another_severity_keeps_the_fixed_times() -> None:
    now = NINE + DAY + 2 * HOUR
    due = next_time(TWICE, LONDON, after=now)
    told = replace(opened(), last_update_at=now, next_update_due=due, updates=1)
    later = now + 2 * HOUR
    worse = next(one for one in DEFAULT_CADENCES if one is not told.severity)
    clock = cadence_of(told, Organisation(), since=now, now=later, severity=worse)
    assert told.with_severity(worse, clock, now=later).next_update_due == due


@given(around_edges, st.integers(0, 2 * 24 * 60))
def test_a_time_told_to_customers_names_its_zone_and_another_day(
    moment: tuple[ZoneInfo, datetime], minutes: int
) -> None:
    zone, now = moment
    at = now + minutes * MINUTE
    told = customer_time(at, zone, now=now)
    local = at.astimezone(zone)
    assert told.startswith(f"{local:%H:%M} ")
    assert (" on " in told) is (local.date() != now.astimezone(zone).date())
