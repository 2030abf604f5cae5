"""A step has an owner and a day, is called for until it is done, and belongs to its owner."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.after_refusals import DayHasPassed, DayIsTooFar, ItemIsOver, NotItsOwner
from bot.domain.fact import LONGEST_FACT
from bot.domain.prevention import (
    A_WEEK,
    LONGEST_ITEM,
    Item,
    Question,
    Review,
    State,
    in_words,
    leads_are_due,
    next_nudge_at,
    nudged,
    possible_day,
    told_to_customers,
)
from bot.domain.refusals import WordsAreMissing, WordsAreTooLong
from bot.domain.working_hours import WorkingHours

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
HOURS = WorkingHours()
DAY = timedelta(days=1)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def item(words: str = "A second supplier for cards.", due: date = date(2026, 3, 12)) -> Item:
    return Item(
        workspace="T1",
        number=3,
        incident=7,
        words=words,
        owner="U-ann",
        due=due,
        made_by="U-dan",
        made_at=NOON,
    )


@given(days)
def test_it_is_first_called_for_at_work_on_its_day_or_the_next_at_which_anybody_works(
    due: date,
) -> None:
    at = item(due=due).first_nudge_at(HOURS, LONDON).astimezone(LONDON)
    assert at.weekday() in HOURS.days
    assert at.time() == HOURS.begins
    assert timedelta(0) <= at.date() - due <= 2 * DAY


@given(days, st.integers(1, 60))
def test_then_once_each_working_day_and_the_leads_once_a_week(due: date, many: int) -> None:
    one = item(due=due)
    first = one.first_nudge_at(HOURS, LONDON)
    called: list[datetime] = []
    leads: list[datetime] = []
    for _ in range(many):
        at = next_nudge_at(first, one, HOURS, LONDON)
        assert not called or at.astimezone(LONDON).date() > called[-1].astimezone(LONDON).date()
        assert at.astimezone(LONDON).weekday() in HOURS.days
        is_late = leads_are_due(first, one, now=at)
        one = nudged(one, leads=is_late, now=at)
        called.append(at)
        leads += [at] if is_late else []
    assert all(at - first >= A_WEEK for at in leads)
    assert all(b - a >= A_WEEK for a, b in pairwise(leads))
    assert bool(leads) is (called[-1] - first >= A_WEEK)


def test_it_ends_once() -> None:
    done = item().done(by="U-ann", now=NOON)
    dropped = item().dropped("Too dear.", by="U-dan", now=NOON)
    assert (done.state, done.ended_by, done.ended_at) == (State.DONE, "U-ann", NOON)
    assert (dropped.state, dropped.why) == (State.DROPPED, "Too dear.")
    for over in (done, dropped):
        with pytest.raises(ItemIsOver):
            over.done(by="U-ann", now=NOON)
        with pytest.raises(ItemIsOver):
            over.changed(owner="U-dan", due=over.due, today=NOON.date())
    with pytest.raises(WordsAreMissing):
        item().dropped(" ", by="U-dan", now=NOON)


def test_another_owner_or_day_begins_its_reminders_anew() -> None:
    late = replace(item(), nudged_at=NOON, leads_told_at=NOON)
    changed = late.changed(owner="U-dan", due=date(2026, 4, 1), today=NOON.date())
    assert (changed.owner, changed.due) == ("U-dan", date(2026, 4, 1))
    assert (changed.nudged_at, changed.leads_told_at) == (None, None)


def test_a_day_can_be_held_to() -> None:
    today = NOON.date()
    assert possible_day(today, today=today) == today
    with pytest.raises(DayHasPassed):
        possible_day(today - DAY, today=today)
    with pytest.raises(DayIsTooFar):
        possible_day(today + 367 * DAY, today=today)


def test_only_its_owner_lets_customers_read_of_it() -> None:
    with pytest.raises(NotItsOwner):
        item().approved(by="U-dan", now=NOON)
    cleared = item().approved(by="U-ann", now=NOON)
    assert cleared.is_for_customers
    assert cleared.done(by="U-ann", now=NOON).is_for_customers
    assert not cleared.done(by="U-dan", now=NOON).is_for_customers
    assert not cleared.dropped("Too dear.", by="U-ann", now=NOON).is_for_customers
    assert not cleared.changed(owner="U-dan", due=cleared.due, today=NOON.date()).is_for_customers
    with pytest.raises(ItemIsOver):
        item().dropped("Too dear.", by="U-ann", now=NOON).approved(by="U-ann", now=NOON)


@given(st.lists(st.text("abc .", min_size=1, max_size=LONGEST_ITEM), max_size=6), st.data())
def test_customers_read_of_no_more_than_fits_and_was_cleared(
    words: list[str], data: st.DataObject
) -> None:
    items = [
        item(one).approved(by="U-ann", now=NOON) if data.draw(st.booleans()) else item(one)
        for one in words
    ]
    told = told_to_customers(items, State.OPEN)
    assert all(one.is_for_customers for one in told)
    assert len(in_words(told)) <= LONGEST_FACT
    assert told_to_customers(items, State.DONE) == []


def test_answers_take_the_place_of_earlier_ones() -> None:
    review = Review(workspace="T1", incident=7, asked_at=NOON)
    first = review.answered({Question.HARDEST: " The wait. "}, by="U-ann", now=NOON)
    assert first.answers == {Question.HARDEST: "The wait."}
    both = {Question.HARDEST: "", Question.WHY_HAPPENED: "A part failed."}
    assert first.answered(both, by="U-dan", now=NOON).answers == {
        Question.WHY_HAPPENED: "A part failed."
    }
    with pytest.raises(WordsAreTooLong):
        review.answered({Question.HARDEST: "x" * 1001}, by="U-ann", now=NOON)


def test_a_second_end_asks_anew_and_keeps_what_was_answered() -> None:
    review = Review(workspace="T1", incident=7, asked_at=NOON, nudged_at=NOON)
    closed = review.answered({Question.HARDEST: "The wait."}, by="U-ann", now=NOON).closed(
        "None.", by="U-ann", now=NOON
    )
    again = closed.again(NOON + DAY)
    assert again.answers == {Question.HARDEST: "The wait."}
    assert (again.asked_at, again.nudged_at, again.closed_by) == (NOON + DAY, None, None)
    assert again.why_nothing == ""
