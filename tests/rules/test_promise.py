"""A promise is kept, late, moved in time, broken or withdrawn; and nobody forgets it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.insights import Share
from bot.domain.people_refusals import (
    PromiseHasPassed,
    PromiseIsOver,
    PromiseIsTheirs,
    PromiseStillHolds,
    TimeHasPassed,
    TimeIsTooFar,
)
from bot.domain.promise import (
    LEAD_AFTER,
    NEAR,
    Kind,
    Promise,
    Status,
    Step,
    next_nudge_at,
    step_due,
    usual_due,
)
from bot.domain.promise_figures import PromiseFigures
from bot.domain.refusals import WordsAreMissing
from bot.domain.working_hours import WorkingHours

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
LONDON = ZoneInfo("Europe/London")
waits = st.timedeltas(MINUTE, timedelta(days=30))


def made(wait: timedelta = 2 * HOUR) -> Promise:
    return Promise(
        workspace="T1",
        number=3,
        incident=7,
        customer=None,
        words="write the cause",
        due=NOON + wait,
        owner="U-dan",
        made_by="U-dan",
        made_at=NOON,
        made_in="",
        counted_from=NOON,
    )


def test_kept_in_time_it_is_kept_by_something() -> None:
    kept = made().kept(" the mail of 12:40 ", now=NOON + HOUR)

    assert (kept.status, kept.evidence) == (Status.KEPT, "the mail of 12:40")
    assert not kept.is_live
    with pytest.raises(WordsAreMissing):
        made().kept(" ", now=NOON)


@given(waits, waits)
def test_kept_after_its_time_it_is_late(wait: timedelta, gone: timedelta) -> None:
    kept = made(wait).kept("done", now=NOON + gone)

    assert kept.status is (Status.LATE if gone > wait else Status.KEPT)
    assert made(wait).broken().kept("done", now=NOON).status is Status.LATE


@given(waits, waits, waits)
def test_it_is_moved_before_its_time_or_not_at_all(
    wait: timedelta, gone: timedelta, new: timedelta
) -> None:
    promise, now = made(wait), NOON + gone
    if gone >= wait:
        with pytest.raises(PromiseHasPassed):
            promise.moved(now + new, now=now)
        return
    moved = promise.moved(now + new, now=now)

    assert (moved.status, moved.moved_from) == (Status.MOVED, promise.due)
    assert moved.moved(now + 2 * new, now=now).moved_from == promise.due
    assert next_nudge_at(moved) == now + new / 2


def test_nobody_can_promise_the_past_or_the_far_future() -> None:
    with pytest.raises(TimeHasPassed):
        made().moved(NOON, now=NOON)
    with pytest.raises(TimeIsTooFar):
        made().moved(NOON + timedelta(days=400), now=NOON)


def test_a_broken_one_stays_broken_however_it_ends() -> None:
    late = NOON + 3 * HOUR
    assert made().broken().withdrawn("nobody needs it", now=late).status is Status.BROKEN
    assert made().withdrawn("nobody needs it", now=late).status is Status.BROKEN
    assert made().withdrawn("nobody needs it", now=NOON).status is Status.WITHDRAWN
    assert made().broken().followed("no answer yet", now=late).status is Status.BROKEN


def test_a_new_promise_follows_a_broken_one_only() -> None:
    with pytest.raises(PromiseStillHolds):
        made().renewed(4, NOON + 5 * HOUR, by="U-dan", now=NOON)
    new = made().broken().renewed(4, NOON + 5 * HOUR, by="U-mara", now=NOON + 3 * HOUR)

    assert (new.name, new.made_in, new.status) == ("PR-4", "PR-3", Status.OPEN)
    assert next_nudge_at(new) == NOON + 4 * HOUR


def test_what_is_over_is_over() -> None:
    over = made().kept("done", now=NOON)
    again: list[Callable[[], Promise]] = [
        lambda: over.kept("done", now=NOON),
        lambda: over.moved(NOON + HOUR, now=NOON),
        lambda: over.withdrawn("why", now=NOON),
        lambda: over.owned_by("U-mara"),
        lambda: over.renewed(4, NOON + HOUR, by="U-dan", now=NOON),
    ]
    for act in again:
        with pytest.raises(PromiseIsOver):
            act()
    assert next_nudge_at(over) is None
    assert step_due(over, now=NOON + 9 * HOUR) is None


def test_it_can_be_somebody_elses() -> None:
    assert made().owned_by("U-mara").owner == "U-mara"
    with pytest.raises(PromiseIsTheirs):
        made().owned_by("U-dan")


@given(waits)
def test_each_step_is_said_once_and_in_order(wait: timedelta) -> None:
    promise, said = made(wait), []
    while (at := next_nudge_at(promise)) is not None:
        step = step_due(promise, now=at)
        assert step is not None
        said.append((step, at))
        promise = replace(promise, nudged=step.value)

    steps = [step for step, _ in said]
    times = [at for _, at in said]
    assert steps == sorted(set(steps))
    assert times == sorted(times)
    assert steps[-2:] == [Step.DUE, Step.LEADS]
    assert times[-2:] == [promise.due, promise.due + LEAD_AFTER]
    assert all(at >= NOON + wait / 2 for at in times)


def test_a_long_promise_is_nudged_at_half_time_and_a_quarter_of_an_hour_before() -> None:
    assert next_nudge_at(made()) == NOON + HOUR
    assert next_nudge_at(replace(made(), nudged=Step.HALF)) == NOON + 2 * HOUR - NEAR


@given(waits, st.timedeltas(timedelta(0), timedelta(days=60)))
def test_after_an_outage_of_ours_only_the_last_step_is_said(
    wait: timedelta, away: timedelta
) -> None:
    promise, now = made(wait), NOON + wait + LEAD_AFTER + away

    assert step_due(promise, now=now) is Step.LEADS
    assert step_due(replace(promise, nudged=Step.LEADS), now=now) is None


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        (Kind.ANSWER, NOON + 4 * HOUR),
        (Kind.CALL_BACK, NOON + 2 * HOUR),
        (Kind.CREDIT_DECISION, NOON + 24 * HOUR),
        (Kind.CAUSE_IN_WRITING, NOON + timedelta(days=7)),
        (Kind.FOLLOW_UP, NOON + timedelta(days=7)),
    ],
    ids=str,
)
def test_each_kind_has_its_usual_time(kind: Kind, due: datetime) -> None:
    late_in_the_minute = NOON + timedelta(seconds=40)

    assert usual_due(kind, WorkingHours(), LONDON, now=late_in_the_minute) == due


def test_what_is_still_to_be_kept_counts_as_made_and_not_as_kept() -> None:
    kept = replace(made(), status=Status.KEPT)
    late = replace(made(), status=Status.LATE)
    moved = replace(made(), status=Status.MOVED, moved_from=NOON)

    figures = PromiseFigures.of([made(), kept, kept, late, moved])

    assert figures == PromiseFigures(5, Share(2, 3), Share(1, 5))
    assert figures.on_time.per_cent == 67
