"""When a break is suggested, and when the weekly digest is due, whatever happens in between."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.care import Care, Strain, Why
from bot.domain.obstacle import (
    Kind,
    ObstacleIsGone,
    ObstacleIsNotYours,
    ObstacleIsTaken,
    next_digest,
)
from bot.domain.working_hours import WorkingHours

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CARE = Care()
LONDON = ZoneInfo("Europe/London")


def advice(waits: list[tuple[int, bool]]) -> list[tuple[datetime, Why | None]]:
    """Let somebody act after each wait, in minutes; return what they are told each time."""
    now, strain = NOON, Strain(busy_since=NOON, last_act_at=NOON)
    told = []
    for wait, is_hard in waits:
        now += wait * MINUTE
        strain = strain.acted(CARE, now=now)
        strain = strain.with_hard_contact(CARE, now=now) if is_hard else strain
        why = strain.why_rest(CARE, now=now)
        strain = strain if why is None else strain.suggested(now=now)
        told.append((now, why))
    return told


def after(waits: list[tuple[int, bool]]) -> list[tuple[datetime, Why]]:
    """Return the suggestions alone."""
    return [(at, why) for at, why in advice(waits) if why is not None]


ACTS = st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=60)


@given(ACTS)
def test_there_is_at_most_one_suggestion_in_ninety_minutes(acts: list[tuple[int, bool]]) -> None:
    times = [at for at, _ in after(acts)]
    assert all(late - early >= 90 * MINUTE for early, late in pairwise(times))


@given(ACTS)
def test_nobody_is_told_to_rest_without_a_reason(acts: list[tuple[int, bool]]) -> None:
    now, hard, busy = NOON, [], NOON
    for (wait, is_hard), (_, why) in zip(acts, advice(acts), strict=True):
        busy = now + wait * MINUTE if wait * MINUTE >= CARE.pause else busy
        now += wait * MINUTE
        hard += [now] if is_hard else []
        recent = [one for one in hard if now - one < CARE.within]
        if why is Why.LONG:
            assert now - busy >= CARE.without_pause
        elif why is Why.HARD:
            assert len(recent) >= CARE.hard_contacts


def test_five_hard_contacts_or_ninety_minutes() -> None:
    assert [why for _, why in after([(5, True)] * 5)] == [Why.HARD]
    assert after([(15, True)] * 5) == []
    assert [why for _, why in after([(9, False)] * 11)] == [Why.LONG]
    assert after([(10, False)] * 30) == []


@given(st.integers(0, 2 * 366 * 24 * 60), st.frozensets(st.integers(0, 6), min_size=1))
def test_a_digest_is_due_within_two_weeks_when_work_begins(
    minutes: int, days: frozenset[int]
) -> None:
    now, hours = NOON + minutes * MINUTE, WorkingHours(days)

    due = next_digest(now, hours, LONDON)

    assert now < due <= now + timedelta(days=14)
    at = due.astimezone(LONDON)
    assert (at.hour, at.minute) == (9, 0)
    assert at.weekday() == min(days)


def test_a_monday_on_which_nobody_works_is_told_on_the_next_day() -> None:
    hours = WorkingHours(holidays=frozenset({date(2026, 4, 6)}))
    due = next_digest(datetime(2026, 4, 2, 12, tzinfo=UTC), hours, LONDON)
    assert due == datetime(2026, 4, 7, 8, tzinfo=UTC)
    again = next_digest(due, hours, LONDON)
    assert again == datetime(2026, 4, 13, 8, tzinfo=UTC)


def test_an_obstacle_is_taken_by_one_and_ended_by_them() -> None:
    kind = Kind(workspace="T1", number=1, tool="Refund tool")
    with pytest.raises(ObstacleIsNotYours):
        kind.done("U1", now=NOON)
    taken = kind.taken("U1", now=NOON)
    with pytest.raises(ObstacleIsTaken):
        taken.taken("U2", now=NOON)
    with pytest.raises(ObstacleIsNotYours):
        taken.done("U2", now=NOON)
    gone = taken.done("U1", now=NOON)
    for act in (gone.taken, gone.done):
        with pytest.raises(ObstacleIsGone):
            act("U1", now=NOON)
