"""Only what is confirmed, cleared for customers and fresh may be said; age never makes it safe."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.fact import FRESH_FOR, UNSAID, Fact, Key, Said, State, changes, stale
from bot.domain.facts import DataSafety, facts_now
from tests.rules.outages import MINUTE, NINE, opened

ALL = Said(value={"words": "all customers"}, state=State.CONFIRMED, is_public=True)
WINDOW = {
    "from": (NINE + 20 * MINUTE).isoformat(),
    "to": (NINE + 30 * MINUTE).isoformat(),
    "confidence": "low",
    "source": "",
}
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


@pytest.mark.parametrize("key", Key)
def test_what_does_not_change_stays_fresh(key: Key) -> None:
    old = fact(key)

    assert old.is_fresh(NINE + timedelta(minutes=59))
    assert old.is_fresh(NINE + timedelta(days=9)) is (key not in FRESH_FOR)
    assert stale({key: old}, NINE + timedelta(hours=1)) == ((old,) if key in FRESH_FOR else ())


def test_a_window_that_has_passed_is_not_said_and_not_asked_again() -> None:
    known = {Key.ETA: fact(Key.ETA, replace(ALL, value=WINDOW))}
    passed = NINE + 30 * MINUTE

    assert facts_now(opened(), known, now=passed - MINUTE).eta is not None
    assert facts_now(opened(), known, now=passed).eta is None
    assert stale(known, passed) == ()


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
