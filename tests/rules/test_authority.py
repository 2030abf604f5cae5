"""Who may say what: only certain people reassure, and two agree on a cause."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.authority import SPEAKERS, Role, may_approve, may_say, roles_for
from bot.domain.fact import Fact, Key, State
from tests.rules.outages import NINE, opened

PEOPLE = ("U-dan", "U-amira", "U-mara", "U-finn")
people = st.sampled_from(PEOPLE)
roles = st.dictionaries(st.sampled_from(Role), st.frozensets(people))
CAUSE = Fact(
    workspace="T1",
    incident=7,
    version=1,
    key=Key.CAUSE,
    value={"words": "a change we made"},
    state=State.CONFIRMED,
    is_public=True,
    said_by="U-dan",
    said_at=NINE,
    fresh_until=None,
)


@given(st.sampled_from(Key), people, roles)
def test_what_reassures_is_said_by_nobody_outside_its_roles(
    key: Key, person: str, held: dict[Role, frozenset[str]]
) -> None:
    may = may_say(key, person, opened(), held)

    if key not in SPEAKERS:
        assert may
    elif Role.ENGINEERING in SPEAKERS[key] and Role.ENGINEERING not in held:
        assert may is (person == "U-dan" or person in held.get(Role.LEADS, ()))
    else:
        assert may is any(person in held.get(role, ()) for role in SPEAKERS[key])


@given(people, people, roles)
def test_a_cause_needs_two_people_one_of_whom_leads(
    says: str, agrees: str, held: dict[Role, frozenset[str]]
) -> None:
    lead = {"U-dan", *held.get(Role.LEADS, ())}
    may = may_approve(replace(CAUSE, said_by=says), agrees, opened(), held)

    assert may is (says != agrees and bool({says, agrees} & lead))


@pytest.mark.parametrize(
    ("keys", "asked"),
    [
        ([Key.SCOPE, Key.CAUSE], set()),
        ([Key.ACCOUNT_SAFETY], {Role.SECURITY, Role.PAYMENTS}),
        ([Key.DATA_LOSS], {Role.ENGINEERING, Role.LEADS}),
        ([Key.FAULT], {Role.MANAGERS}),
    ],
)
def test_only_the_roles_that_decide_are_asked_for(keys: list[Key], asked: set[Role]) -> None:
    assert roles_for(keys) == asked


def test_the_owner_speaks_for_engineers_only_while_none_is_set() -> None:
    for key, held in product((Key.DATA_LOSS, Key.NOT_YOUR_SIDE), ({}, {Role.LEADS: {"U-mara"}})):
        by_role = {role: frozenset(names) for role, names in held.items()}
        assert may_say(key, "U-dan", opened(), by_role)
        assert not may_say(key, "U-dan", opened(), {**by_role, Role.ENGINEERING: frozenset()})
