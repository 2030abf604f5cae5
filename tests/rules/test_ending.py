"""However it goes: never resolved by one person, and no clock lost while it is open."""

from dataclasses import replace

import pytest
from hypothesis import given

from bot.domain.after_refusals import (
    CheckedByTheSame,
    FixedAlready,
    FixIsAnother,
    NothingToClose,
    NotSaidFixed,
    ReasonIsMissing,
)
from bot.domain.ending import LONGEST_CHECK, cancelled, checked, closed, fixed, reopened
from bot.domain.incident import Status
from bot.domain.prevention import State
from bot.domain.refusals import IncidentIsOpen, IncidentIsResolved, WordsAreMissing, WordsAreTooLong
from tests.rules.outages import HOURLY, HOW, MINUTE, NINE, Story, opened, resolved, stories, told
from tests.rules.test_prevention import item

TEN = NINE + 60 * MINUTE
ELEVEN = TEN + 60 * MINUTE
FIXED = fixed(opened(), by="U-dan", now=TEN)
RESOLVED = resolved(opened(), now=TEN)


@given(stories)
def test_nobody_resolves_an_incident_alone(story: Story) -> None:
    for _, incident, _now in told(story):
        if incident.works_again:
            assert incident.fixed_by is not None
            assert incident.checked_by is not None
            assert incident.fixed_by != incident.checked_by
            assert incident.checked_how


@given(stories)
def test_no_clock_is_lost_while_it_is_open(story: Story) -> None:
    for before, after, _now in told(story):
        assert (after.next_update_due is not None) is after.is_open
        if before.is_being_checked != after.is_being_checked and before.is_open and after.is_open:
            assert after.next_update_due == before.next_update_due
            assert after.snoozed_until == before.snoozed_until
            assert after.nudged == before.nudged


@given(stories)
def test_reopening_voids_both_words_and_keeps_what_was_counted(story: Story) -> None:
    for before, after, _now in told(story):
        if before.fixed_by is not None and after.fixed_by is None:
            assert after.checked_by is None
            assert after.checked_how == ""
        assert after.fixes >= before.fixes
        assert after.updates >= before.updates
        assert after.letters >= before.letters


@given(stories)
def test_closed_comes_after_resolved_and_ends_only_by_reopening(story: Story) -> None:
    for before, after, _now in told(story):
        if after.status is Status.CLOSED:
            assert before.works_again
        if before.status is Status.CLOSED:
            assert after.status in (Status.CLOSED, Status.OPEN)


def test_a_fix_leaves_it_open_with_its_clock() -> None:
    assert FIXED.is_being_checked
    assert FIXED.next_update_due == opened().next_update_due
    assert (FIXED.fixed_by, FIXED.fixed_at, FIXED.fixes) == ("U-dan", TEN, 1)


def test_the_second_person_resolves_it_and_says_how() -> None:
    assert RESOLVED.status is Status.RESOLVED
    assert (RESOLVED.checked_by, RESOLVED.checked_how) == ("U-ann", HOW)
    assert RESOLVED.next_update_due is None


def test_the_same_person_counts_once_except_in_a_drill() -> None:
    with pytest.raises(CheckedByTheSame):
        checked(FIXED, HOW, fix=1, by="U-dan", now=ELEVEN)
    drill = replace(FIXED, is_drill=True)
    assert checked(drill, HOW, fix=1, by="U-dan", now=ELEVEN).works_again


def test_a_second_fix_is_no_check() -> None:
    with pytest.raises(FixedAlready) as refused:
        fixed(FIXED, by="U-ann", now=ELEVEN)
    assert refused.value.by == "U-dan"


def test_a_check_of_what_nobody_says_is_fixed_counts_for_nothing() -> None:
    with pytest.raises(NotSaidFixed):
        checked(opened(), HOW, fix=0, by="U-ann", now=TEN)
    with pytest.raises(NotSaidFixed):
        checked(reopened(FIXED, HOURLY, now=TEN), HOW, fix=1, by="U-ann", now=ELEVEN)


def test_a_late_check_of_an_earlier_fix_counts_for_nothing() -> None:
    again = fixed(reopened(FIXED, HOURLY, now=TEN), by="U-dan", now=ELEVEN)
    with pytest.raises(FixIsAnother):
        checked(again, HOW, fix=1, by="U-ann", now=ELEVEN)
    assert checked(again, HOW, fix=2, by="U-ann", now=ELEVEN).works_again


@pytest.mark.parametrize(
    ("how", "refusal"), [(" ", WordsAreMissing), ("x" * (LONGEST_CHECK + 1), WordsAreTooLong)]
)
def test_how_it_was_checked_is_said(how: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        checked(FIXED, how, fix=1, by="U-ann", now=ELEVEN)


def test_what_is_cancelled_is_neither_fixed_nor_closed() -> None:
    ended = cancelled(FIXED)
    assert ended.fixed_by is None
    with pytest.raises(IncidentIsResolved):
        fixed(ended, by="U-dan", now=ELEVEN)
    with pytest.raises(NothingToClose):
        closed(ended, (), "It was none.")


def test_it_is_closed_with_a_step_or_a_reason() -> None:
    dropped = item().dropped("Too dear.", by="U-ann", now=TEN)
    with pytest.raises(ReasonIsMissing):
        closed(RESOLVED, [dropped], " ")
    assert closed(RESOLVED, [dropped], "It was the supplier's.").status is Status.CLOSED
    assert closed(RESOLVED, [dropped, item()], "").status is Status.CLOSED
    done = item().done(by="U-ann", now=TEN)
    assert done.state is State.DONE
    assert closed(RESOLVED, [done], "").status is Status.CLOSED


def test_it_is_closed_once_and_only_once_it_works() -> None:
    with pytest.raises(IncidentIsOpen):
        closed(FIXED, [item()], "")
    with pytest.raises(NothingToClose):
        closed(closed(RESOLVED, [item()], ""), [item()], "")


def test_what_was_closed_can_fail_again() -> None:
    again = reopened(closed(RESOLVED, [item()], ""), HOURLY, now=ELEVEN)
    assert again.is_open
    assert not again.is_being_checked
    assert again.next_update_due == ELEVEN + HOURLY.first_word


def test_customers_who_heard_of_it_are_told_that_it_fails_again() -> None:
    unheard = reopened(RESOLVED, HOURLY, now=ELEVEN)
    assert not unheard.failed_again
    told_once = opened().after_update(HOURLY, holding=False, now=TEN)
    again = reopened(resolved(told_once, now=TEN), HOURLY, now=ELEVEN)
    assert again.failed_again
    assert not again.after_update(HOURLY, holding=False, now=ELEVEN + MINUTE).failed_again
