"""Working time is counted between instants, whatever the clocks do meanwhile."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.working_hours import WorkingHours

LONDON = ZoneInfo("Europe/London")
HOUR = timedelta(hours=1)
USUAL = WorkingHours()
NIGHTS = WorkingHours(begins=time(22), ends=time(6))
AROUND_THE_CLOCK = WorkingHours(days=frozenset(range(7)), begins=time(0), ends=time(0))

zones = st.sampled_from(
    [ZoneInfo(name) for name in ("Europe/London", "Australia/Lord_Howe", "America/New_York", "UTC")]
)
hours = st.builds(
    WorkingHours,
    days=st.frozensets(st.integers(0, 6), min_size=1),
    begins=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    ends=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    holidays=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=5),
)
starts = st.timedeltas(timedelta(0), timedelta(days=364)).map(
    lambda gone: datetime(2026, 1, 1, tzinfo=UTC) + gone
)
waits = st.timedeltas(timedelta(minutes=1), timedelta(hours=40))


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-03-04T10:00", "2026-03-04T14:00"),
        ("2026-03-04T13:00", "2026-03-04T17:00"),
        ("2026-03-04T15:00", "2026-03-05T11:00"),
        ("2026-03-06T16:00", "2026-03-09T12:00"),
        ("2026-03-07T03:00", "2026-03-09T13:00"),
        ("2026-03-04T03:00", "2026-03-04T13:00"),
        ("2026-03-27T16:00", "2026-03-30T12:00"),
    ],
    ids=["morning", "to_the_end", "overnight", "weekend", "saturday", "3_am", "summer_time"],
)
def test_an_answer_is_due_after_four_working_hours(start: str, due: str) -> None:
    assert USUAL.after(at(start), 4 * HOUR, LONDON) == at(due)


def test_a_holiday_is_no_working_day() -> None:
    easter = WorkingHours(holidays=frozenset({date(2026, 4, 3), date(2026, 4, 6)}))
    assert easter.after(at("2026-04-02T15:00"), 4 * HOUR, LONDON) == at("2026-04-07T11:00")


def test_a_night_shift_goes_on_after_midnight() -> None:
    assert NIGHTS.after(at("2026-03-05T01:00"), 4 * HOUR, LONDON) == at("2026-03-05T05:00")
    assert NIGHTS.after(at("2026-03-05T04:00"), 4 * HOUR, LONDON) == at("2026-03-06T00:00")


def test_a_night_that_loses_an_hour_is_an_hour_shorter() -> None:
    every_night = WorkingHours(days=frozenset(range(7)), begins=time(22), ends=time(6))
    due = every_night.after(at("2026-03-28T22:00"), 8 * HOUR, LONDON)
    assert due == at("2026-03-29T23:00")


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-03-04T10:00", 1, "2026-03-05T10:00"),
        ("2026-03-06T10:00", 1, "2026-03-09T10:00"),
        ("2026-03-07T10:00", 1, "2026-03-10T09:00"),
        ("2026-03-04T20:00", 5, "2026-03-12T09:00"),
    ],
    ids=["next_day", "over_the_weekend", "from_the_weekend", "in_the_evening"],
)
def test_working_days_keep_the_time_of_day(start: str, days: int, due: str) -> None:
    assert USUAL.days_after(at(start), days, LONDON) == at(due)


@given(starts, waits, zones)
def test_who_works_around_the_clock_counts_plain_time(
    start: datetime, wait: timedelta, zone: ZoneInfo
) -> None:
    assert AROUND_THE_CLOCK.after(start, wait, zone) == start + wait


@given(hours, starts, waits, zones)
def test_working_time_is_never_shorter_than_what_was_given(
    when: WorkingHours, start: datetime, wait: timedelta, zone: ZoneInfo
) -> None:
    due = when.after(start, wait, zone)

    assert due >= start + wait
    assert due.tzinfo is UTC


@given(hours, starts, waits, waits, zones)
def test_two_waits_in_a_row_are_one(
    when: WorkingHours, start: datetime, one: timedelta, other: timedelta, zone: ZoneInfo
) -> None:
    assert when.after(when.after(start, one, zone), other, zone) == when.after(
        start, one + other, zone
    )


@given(hours, starts, st.integers(1, 9), zones)
def test_later_days_come_later(
    when: WorkingHours, start: datetime, days: int, zone: ZoneInfo
) -> None:
    assert start < when.days_after(start, days, zone) <= when.days_after(start, days + 1, zone)


@given(hours, starts, zones)
def test_the_next_working_day_is_later_and_somebody_works(
    when: WorkingHours, start: datetime, zone: ZoneInfo
) -> None:
    due = when.next_day(start, zone)

    assert due > start
    assert due.tzinfo is UTC


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-03-04T16:00", "2026-03-05T16:00"),
        ("2026-03-06T16:00", "2026-03-09T16:00"),
        ("2026-03-06T20:00", "2026-03-09T17:00"),
        ("2026-03-07T03:00", "2026-03-09T09:00"),
        ("2026-03-27T10:00", "2026-03-30T09:00"),
    ],
)
def test_the_next_working_day_keeps_the_time_of_day(start: str, due: str) -> None:
    """The last one crosses the night on which London's clocks go forward."""
    london = ZoneInfo("Europe/London")

    assert WorkingHours().next_day(
        datetime.fromisoformat(start).replace(tzinfo=UTC), london
    ) == datetime.fromisoformat(due).replace(tzinfo=UTC)


def test_somebody_must_work() -> None:
    with pytest.raises(ValueError, match="some day"):
        WorkingHours(days=frozenset())
