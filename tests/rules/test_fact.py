"""Only what is confirmed, cleared for customers and fresh may be said; age never makes it safe."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.fact import FRESH_FOR, UNSAID, Fact, Key, Said, State, ageings, changes, stale
from bot.domain.facts import Answer, DataSafety, Fault, facts_now
from tests.rules.outages import MINUTE, NINE, opened

ALL = Said(value={"words": "all customers"}, state=State.CONFIRMED, is_public=True)
WINDOW = {
    "from": (NINE + 20 * MINUTE).isoformat(),
    "to": (NINE + 30 * MINUTE).isoformat(),
    "confidence": "low",
    "source": "",
}
HOUR = timedelta(hours=1)
moments = st.integers(0, 200).map(lambda minutes: NINE + minutes * MINUTE)


def fact(key: Key = Key.SCOPE, said: Said = ALL, *, at: datetime = NINE) -> Fact:
    return Fact(
        workspace="T1",
        incident=7,
        version=1,
        key=key,
        value=said.value,
        state=said.state,
        is_public=said.is_public,
        said_by="U-dan",
        said_at=at,
        fresh_until=at + FRESH_FOR[key] if key in FRESH_FOR else None,
    )


def safety(state: DataSafety) -> Mapping[Key, Fact]:
    said = replace(ALL, value={"words": state.value})
    return {Key.DATA_SAFETY: fact(Key.DATA_SAFETY, said)}


@given(st.sampled_from(State), st.booleans(), moments)
def test_it_is_said_only_when_confirmed_cleared_and_fresh(
    state: State, is_public: bool, now: datetime
) -> None:
    known = {Key.SCOPE: fact(said=replace(ALL, state=state, is_public=is_public))}

    said = facts_now(opened(), known, now=now).scope

    may_be = state is State.CONFIRMED and is_public and now < NINE + timedelta(hours=1)
    assert said == ("all customers" if may_be else None)


@given(st.sampled_from(Key), st.timedeltas(timedelta(0), timedelta(days=9)))
def test_it_is_fresh_until_its_time_and_asked_again_from_then_on(key: Key, age: timedelta) -> None:
    known = {key: replace(fact(key), approved_by="U-amira")}
    lasts = FRESH_FOR.get(key, timedelta.max)

    assert known[key].is_fresh(NINE + age) is (age < lasts)
    assert stale(known, NINE + age) == ((known[key],) if age >= lasts else ())
    assert facts_now(opened(), {Key.SCOPE: fact()}, now=NINE + age).stale == (
        {Key.SCOPE} if age >= HOUR else set()
    )


def test_a_cause_that_one_person_said_waits_for_another() -> None:
    known = {Key.CAUSE: fact(Key.CAUSE)}
    approved = replace(known[Key.CAUSE], approved_by="U-amira")

    assert known[Key.CAUSE].needs_approval
    assert facts_now(opened(), known, now=NINE).cause is None
    assert facts_now(opened(), {Key.CAUSE: approved}, now=NINE).cause == "all customers"


@pytest.mark.parametrize(
    ("key", "answer", "told"),
    [
        (Key.NOT_YOUR_SIDE, Answer.NO, "not_your_side"),
        (Key.ACCOUNT_SAFETY, Answer.YES, "account_is_safe"),
        (Key.DATA_LOSS, Answer.NO, "loss_is_ruled_out"),
        (Key.SPOOF_CLAIM, Answer.NO, "spoof_is_not_ours"),
    ],
)
def test_what_reassures_is_said_for_one_answer_alone(key: Key, answer: Answer, told: str) -> None:
    said = {
        one: facts_now(opened(), {key: fact(key, replace(ALL, value={"words": one}))}, now=NINE)
        for one in Answer
    }

    assert getattr(said[answer], told) is True
    assert [getattr(facts, told) for one, facts in said.items() if one is not answer] == [False]


def test_what_is_planned_has_its_day_and_the_fault_its_side() -> None:
    planned = replace(ALL, value={"words": "a test before each change", "on": "2026-04-30"})
    known = {
        Key.PREVENTION_PLANNED: fact(Key.PREVENTION_PLANNED, planned),
        Key.FAULT: fact(Key.FAULT, replace(ALL, value={"words": "ours"})),
    }

    facts = facts_now(opened(), known, now=NINE + timedelta(days=9))

    assert facts.prevention_planned == "a test before each change"
    assert facts.prevention_date == date(2026, 4, 30)
    assert facts.fault is Fault.OURS


def test_a_window_that_has_passed_is_not_said_and_not_asked_again() -> None:
    known = {Key.ETA: fact(Key.ETA, replace(ALL, value=WINDOW))}
    passed = NINE + 30 * MINUTE

    assert facts_now(opened(), known, now=passed - MINUTE).eta is not None
    assert facts_now(opened(), known, now=passed).eta is None
    assert stale(known, passed) == ()


@given(st.integers(0, 90), st.booleans(), moments, moments)
def test_only_at_its_ageings_time_changes_what_may_be_told(
    window_ends: int, is_public: bool, one: datetime, other: datetime
) -> None:
    window = WINDOW | {"to": (NINE + window_ends * MINUTE).isoformat()}
    known = {
        Key.SCOPE: fact(said=replace(ALL, is_public=is_public), at=NINE + 7 * MINUTE),
        Key.ETA: fact(Key.ETA, replace(ALL, value=window)),
        Key.CAUSE: fact(Key.CAUSE),
    }
    earlier, later = sorted((one, other))

    def told(at: datetime) -> tuple[object, ...]:
        facts = facts_now(opened(), known, now=at)
        return facts.scope, facts.eta, stale(known, at)

    ages = any(earlier < at <= later for at in ageings(known))
    assert (told(earlier) != told(later)) is ages


@pytest.mark.parametrize("state", DataSafety)
def test_age_turns_no_harm_into_not_known_and_leaves_harm(state: DataSafety) -> None:
    known = safety(state)

    assert facts_now(opened(), known, now=NINE).data_safety is state
    later = facts_now(opened(), known, now=NINE + timedelta(hours=1)).data_safety
    assert later is (state if state.is_for_security else DataSafety.UNKNOWN)


@pytest.mark.parametrize("state", [State.RULED_OUT, State.NOT_APPLICABLE])
def test_what_is_ruled_out_is_no_longer_asked(state: State) -> None:
    known = {Key.CAUSE: fact(Key.CAUSE, Said(state=state))}

    assert facts_now(opened(), known, now=NINE).settled == {Key.CAUSE}


def test_only_what_differs_is_a_change() -> None:
    known = {Key.SCOPE: fact()}

    assert changes(known, {Key.SCOPE: ALL, Key.CAUSE: UNSAID}) == {}
    assert changes(known, {Key.SCOPE: UNSAID, Key.CAUSE: ALL}) == {
        Key.SCOPE: UNSAID,
        Key.CAUSE: ALL,
    }
