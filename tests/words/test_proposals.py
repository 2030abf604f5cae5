"""Promises are found in words for customers, with the time as the organisation reads it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.organisation import Organisation
from bot.domain.promise import LONGEST_PROMISE
from messages.proposals import MOST_PROPOSED, proposed, read_promise
from messages.words import clock_time

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
MINUTES_OF_2026 = st.integers(0, 364 * 24 * 60)
LONDON = Organisation()
NEW_YORK = Organisation(time_zone=ZoneInfo("America/New_York"))


def at(written: str) -> datetime:
    return datetime.fromisoformat(f"2026-{written}").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "words", "due"),
    [
        ("I will call you by 15:00.", "call you", "03-04T15:00"),
        ("We'll call you back by 3 pm GMT!", "call you back", "03-04T15:00"),
        ("We\u2019ll call by 3:30 p.m. today.", "call", "03-04T15:30"),
        ("We will write by 11:00.", "write", "03-05T11:00"),
        ("We will write by 14:30 GMT on 5 March.", "write", "03-05T14:30"),
        ("I shall write by noon tomorrow.", "write", "03-05T12:00"),
        ("I will write by tomorrow at 10:00.", "write", "03-05T10:00"),
        ("I will write by midnight.", "write", "03-05T00:00"),
        ("I will send the cause in writing by Friday.", "send the cause in writing", "03-06T17:00"),
        ("I will write by Wednesday.", "write", "03-11T17:00"),
        ("I will know by the end of the day.", "know", "03-04T17:00"),
        ("I will get an answer within 2 hours.", "get an answer", "03-04T14:00"),
        ("I will ring in half an hour or in 40 minutes.", "ring in half an hour or", "03-04T12:40"),
        ("I will, by 15:00, call you.", "call you", "03-04T15:00"),
        ("I will write by 1 April 09:00", "write", "04-01T08:00"),
    ],
)
def test_a_promise_is_found_with_its_time(text: str, words: str, due: str) -> None:
    [found] = proposed(text, LONDON, now=NOON)

    assert (found.words, found.due) == (words, at(due))


@pytest.mark.parametrize(
    "text",
    [
        "We will keep you posted.",
        "You will get it by 15:00.",
        "The bank will call by 15:00.",
        "We will not call by 15:00.",
        "I will write by 31 February.",
        "I will write by 15:00 PST.",
        "I will by 15:00",
        "It began by 15:00 and I will look.",
        "",
    ],
)
def test_what_is_no_promise_is_left_alone(text: str) -> None:
    assert proposed(text, LONDON, now=NOON) == ()


def test_times_are_read_where_the_organisation_is() -> None:
    [there] = proposed("I will call by 15:00.", NEW_YORK, now=NOON)
    [named] = proposed("I will call by 15:00 EST.", NEW_YORK, now=NOON)
    [everywhere] = proposed("I will call by 15:00 UTC.", NEW_YORK, now=NOON)

    assert there.due == named.due == at("03-04T20:00")
    assert everywhere.due == at("03-04T15:00")


def test_each_sentence_has_its_own_but_not_without_end() -> None:
    text = "I will call by 15:00. Sorry! I will write by 16:00\nI will look."

    assert [one.words for one in proposed(text, LONDON, now=NOON)] == ["call", "write"]
    assert len(proposed("I will call by 15:00. " * 50, LONDON, now=NOON)) == MOST_PROPOSED


@pytest.mark.parametrize(
    ("typed", "words", "has_time"),
    [
        ("call Ms Quill back by 15:00", "call Ms Quill back", True),
        ("by 15:00 call Ms Quill", "call Ms Quill", True),
        ("call Ms Quill back", "call Ms Quill back", False),
        ("by 15:00", "", True),
        ("", "", False),
    ],
)
def test_a_command_is_read_in_the_same_way(typed: str, words: str, has_time: bool) -> None:
    found, due = read_promise(typed, LONDON, now=NOON)

    assert (found, due is not None) == (words, has_time)


@given(MINUTES_OF_2026, st.integers(1, 23 * 60))
def test_the_times_that_we_write_ourselves_are_read_back(minute: int, ahead: int) -> None:
    now = NEW_YEAR + timedelta(minutes=minute)
    due = now + timedelta(minutes=ahead)
    [found] = proposed(f"I will call by {clock_time(due, LONDON.time_zone)}.", LONDON, now=now)

    # In the hour that a clock is put back, one time of day names two moments.
    assert found.due in {due, due - timedelta(hours=1)}


@given(st.text(max_size=400), MINUTES_OF_2026)
def test_whatever_is_typed_what_is_found_can_be_promised(typed: str, minute: int) -> None:
    at = NEW_YEAR + timedelta(minutes=minute)
    for found in proposed(f"I will {typed} by 15:00. We will {typed}", LONDON, now=at):
        assert found.due > at
        assert 0 < len(found.words) <= LONGEST_PROMISE
