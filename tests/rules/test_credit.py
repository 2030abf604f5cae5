"""A goodwill credit needs two people, and is decided once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.credit import (
    Credit,
    State,
    approvers_for,
)
from bot.domain.money import Money
from bot.domain.refusals import (
    CreditIsDecided,
    NobodyMayApprove,
    NotAnApprover,
    OwnCredit,
    Refusal,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
MANAGERS = frozenset({"U-mara", "U-hope"})
ASKED = Credit(
    workspace="T1",
    number=3,
    incident=7,
    customer="Ms Okafor",
    reason="She waited 40 minutes on the phone.",
    amount=Money(4000, "GBP"),
    asked_by="U-dan",
    asked_at=NOW,
    asked_of=("U-hope", "U-mara"),
)
people = st.sampled_from(["U-dan", "U-mara", "U-hope", "U-zoe"])
groups = st.frozensets(people)
decisions = st.lists(st.tuples(people, st.booleans()), max_size=6)


@pytest.mark.parametrize(
    ("approve", "state"), [(True, State.APPROVED), (False, State.DECLINED)], ids=["yes", "no"]
)
def test_a_manager_decides(approve: bool, state: State) -> None:
    decided = ASKED.decided(approve=approve, by="U-mara", approvers=MANAGERS, now=LATER)
    assert decided == replace(ASKED, state=state, decided_by="U-mara", decided_at=LATER)
    assert decided.name == "CR-3"


@given(groups, st.booleans())
def test_nobody_decides_what_they_asked_for(approvers: frozenset[str], approve: bool) -> None:
    with pytest.raises(OwnCredit) as refused:
        ASKED.decided(approve=approve, by="U-dan", approvers=approvers, now=LATER)
    assert refused.value.credit == "CR-3"


@pytest.mark.parametrize("by", ["U-zoe", ""])
def test_only_those_who_hold_the_role_now_decide(by: str) -> None:
    with pytest.raises(NotAnApprover) as refused:
        ASKED.decided(approve=True, by=by, approvers=MANAGERS, now=LATER)
    assert refused.value.credit == "CR-3"


def test_having_been_asked_is_not_enough() -> None:
    with pytest.raises(NotAnApprover):
        ASKED.decided(approve=True, by="U-mara", approvers={"U-hope"}, now=LATER)


def test_a_second_decision_learns_of_the_first() -> None:
    decided = ASKED.decided(approve=False, by="U-mara", approvers=MANAGERS, now=LATER)
    with pytest.raises(CreditIsDecided) as refused:
        decided.decided(approve=True, by="U-hope", approvers=MANAGERS, now=LATER)
    known = refused.value
    assert (known.credit, known.approved, known.by, known.at) == ("CR-3", False, "U-mara", LATER)


@given(groups, decisions)
def test_whoever_clicks_how_often_one_other_approver_decides_once(
    approvers: frozenset[str], clicks: list[tuple[str, bool]]
) -> None:
    credit, taken = ASKED, []
    for by, approve in clicks:
        try:
            credit = credit.decided(approve=approve, by=by, approvers=approvers, now=LATER)
        except Refusal:
            continue
        taken.append((by, approve))
    wanted = [(by, approve) for by, approve in clicks if by in approvers - {"U-dan"}]
    assert taken == wanted[:1]
    assert credit.decided_by != credit.asked_by
    assert (credit.state is State.ASKED) is (credit.decided_by is None)


@given(people, groups)
def test_who_is_asked_is_every_manager_but_who_asks(by: str, managers: frozenset[str]) -> None:
    others = managers - {by}
    if others:
        assert approvers_for(by, managers) == others
        return
    with pytest.raises(NobodyMayApprove):
        approvers_for(by, managers)
