"""What people are told of a time can mean only that one moment, also when the clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.organisation import Organisation
from messages.drafts.long_run import times_line
from messages.words import customer_time
from tests.rules.daylight import MINUTE, around_edges

AUTUMN = datetime(2026, 10, 24, tzinfo=UTC)
"""In London the clocks go back in the night that follows; in New York a week later."""
SPRING = datetime(2026, 3, 28, tzinfo=UTC)
two_days = st.integers(0, 2 * 24 * 60)


@given(around_edges, two_days, two_days)
def test_two_moments_are_never_told_in_the_same_words(
    edge: tuple[ZoneInfo, datetime], one: int, other: int
) -> None:
    assume(one != other)
    zone, now = edge
    first, second = (customer_time(now + many * MINUTE, zone, now=now) for many in (one, other))
    assert first != second


@given(around_edges, two_days)
def test_a_later_moment_never_sounds_like_the_same_day_and_zone_but_earlier(
    edge: tuple[ZoneInfo, datetime], wait: int
) -> None:
    zone, now = edge
    told_now, told_then = (
        customer_time(at, zone, now=now) for at in (now, now + (wait + 1) * MINUTE)
    )
    if told_now.partition(" ")[2] == told_then.partition(" ")[2]:
        assert told_now < told_then


@pytest.mark.parametrize(
    ("now", "times"),
    [
        (AUTUMN + timedelta(hours=12), "09:00 GMT and 16:00 BST"),
        (AUTUMN + timedelta(hours=20), "09:00 GMT and 16:00 GMT"),
        (SPRING + timedelta(hours=8), "09:00 GMT and 16:00 GMT"),
        (SPRING + timedelta(hours=20), "09:00 BST and 16:00 BST"),
    ],
)
def test_the_fixed_times_are_told_as_they_will_be_on_the_clock(now: datetime, times: str) -> None:
    assert f"we write at {times}." in times_line(Organisation(), now=now)
