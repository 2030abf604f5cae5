"""Who decides: never who asked, never one person twice, always as many functions as it takes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import decision
from bot.domain.approval import Approval, open_slots
from bot.domain.approvers import Approvers
from bot.domain.credit import Credit, State
from bot.domain.decline import Decline, Undo, Why
from bot.domain.delegation import Delegation, until
from bot.domain.money import Money
from bot.domain.money_refusals import (
    ApprovedAlready,
    ChangedMeanwhile,
    CreditHasMoved,
    HasInterest,
    NeedsSecondReader,
    SumIsTheSame,
    UnclearUntil,
)
from bot.domain.organisation import Organisation
from bot.domain.refusals import (
    CreditIsDecided,
    NobodyMayApprove,
    NotAnApprover,
    OwnCredit,
    Refusal,
)
from bot.domain.route import asked_now, next_stage_at, put_to_another, route
from bot.domain.tiers import Slots, usual
from tests.rules.test_credit import ASKED, NOW

LATER = NOW + timedelta(minutes=5)
A_WEEK = timedelta(days=7)
PEOPLE = ("dan", "amira", "mara", "hope", "finn", "dora", "lex")
HOLDERS = {
    "leads": frozenset({"amira"}),
    "managers": frozenset({"mara", "dan"}),
    "head_of_support": frozenset({"hope"}),
    "finance": frozenset({"finn", "hope"}),
    "directors": frozenset({"dora"}),
    "legal": frozenset({"lex"}),
}
ROLES = Approvers(HOLDERS)
CREDIT = replace(ASKED, asked_by="dan")
TWO: Slots = (("head_of_support",), ("finance",))
people = st.sampled_from(PEOPLE)
holders = st.fixed_dictionaries({name: st.frozensets(people) for name in HOLDERS})
slots = st.lists(
    st.lists(st.sampled_from(sorted(HOLDERS)), min_size=1, max_size=3, unique=True).map(tuple),
    min_size=1,
    max_size=3,
).map(tuple)


def stand_in(of: str, to: str) -> Delegation:
    return Delegation(workspace="T1", of=of, to=to, since=NOW, until=NOW + A_WEEK)


delegations = st.lists(
    st.tuples(people, people).filter(lambda pair: pair[0] != pair[1]), max_size=4
).map(lambda pairs: tuple(stand_in(*pair) for pair in pairs))


def approve(
    credit: Credit, given_: list[Approval], needed: Slots, by: str, approvers: Approvers
) -> Credit:
    after, yes = decision.approved(credit, given_, needed, by=by, approvers=approvers, now=LATER)
    given_.append(yes)
    return after


@given(holders, delegations, slots, st.lists(people, max_size=8))
def test_whoever_presses_the_approvals_are_those_the_sum_needs(
    held: dict[str, frozenset[str]],
    standing_in: tuple[Delegation, ...],
    needed: Slots,
    clicks: list[str],
) -> None:
    credit, yes, approvers = CREDIT, list[Approval](), Approvers(held, standing_in)
    for by in clicks:
        try:
            credit = approve(credit, yes, needed, by, approvers)
        except Refusal:
            continue
    assert all("dan" not in (one.by, one.of) for one in yes)
    assert len({one.by for one in yes}) == len(yes) == len({one.of for one in yes})
    assert (credit.state is State.APPROVED) is filled(needed, yes)
    assert len(yes) <= len(needed)


def filled(needed: Slots, yes: list[Approval]) -> bool:
    """Try every way, however slow."""
    return any(
        all(one.fills(slot) for one, slot in zip(order, needed, strict=True))
        for order in permutations(yes, len(needed))
    )


@given(slots, st.lists(st.frozensets(st.sampled_from(sorted(HOLDERS))), max_size=4))
def test_as_many_approvals_are_missing_as_no_order_can_fill(
    needed: Slots, functions: list[frozenset[str]]
) -> None:
    yes = [
        Approval(by=str(i), of=str(i), functions=one, seal="", at=NOW)
        for i, one in enumerate(functions)
    ]
    missing = open_slots(needed, yes)
    assert (missing == ()) is filled(needed, yes)
    assert len(missing) >= len(needed) - len(yes)


def test_one_person_of_two_functions_is_not_two_approvers() -> None:
    yes: list[Approval] = []
    first = approve(CREDIT, yes, TWO, "hope", ROLES)
    assert first.state is State.ASKED
    with pytest.raises(ApprovedAlready):
        approve(first, yes, TWO, "hope", ROLES)
    assert approve(first, yes, TWO, "finn", ROLES).state is State.APPROVED


def test_the_order_does_not_matter_where_one_person_could_fill_both() -> None:
    approvers = Approvers({**HOLDERS, "head_of_support": frozenset({"hope", "hal"})})
    yes: list[Approval] = []
    first = approve(CREDIT, yes, TWO, "hope", approvers)
    assert approve(first, yes, TWO, "hal", approvers).state is State.APPROVED


def test_who_asked_never_decides_and_nobody_does_in_their_place() -> None:
    approvers = Approvers(HOLDERS, (stand_in("dan", "lex"),))
    managers: Slots = (("managers",),)
    with pytest.raises(OwnCredit):
        approve(CREDIT, [], managers, "dan", approvers)
    with pytest.raises(NotAnApprover):
        approve(CREDIT, [], managers, "lex", approvers)


def test_the_authority_of_one_person_is_not_used_twice() -> None:
    approvers = Approvers(HOLDERS, (stand_in("hope", "lex"),))
    yes: list[Approval] = []
    first = approve(CREDIT, yes, TWO, "hope", approvers)
    with pytest.raises(ApprovedAlready):
        approve(first, yes, TWO, "lex", approvers)


def test_a_stand_in_decides_within_the_dates_alone() -> None:
    approvers = Approvers(HOLDERS, (stand_in("mara", "lex"),))
    managers: Slots = (("managers",),)
    _, yes = decision.approved(CREDIT, [], managers, by="lex", approvers=approvers, now=LATER)
    assert (yes.by, yes.of) == ("lex", "mara")
    with pytest.raises(NotAnApprover):
        decision.approved(CREDIT, [], managers, by="lex", approvers=approvers, now=NOW + A_WEEK)


def test_a_second_decision_learns_of_the_first() -> None:
    decided = approve(CREDIT, [], (("managers",),), "mara", ROLES)
    with pytest.raises(CreditIsDecided) as refused:
        approve(decided, [], (("managers",),), "hope", ROLES)
    known = refused.value
    assert (known.credit, known.approved, known.by, known.at) == ("CR-3", True, "mara", LATER)
    with pytest.raises(CreditHasMoved):
        decision.check_open(replace(CREDIT, state=State.LAPSED))


def no(by: str) -> Decline:
    return Decline(why=Why.NOT_SHOWN, alternative="A call from us", by=by, at=LATER)


def test_a_high_sum_is_declined_by_two() -> None:
    slots_: Slots = (("managers", "head_of_support"),)
    first = decision.declined(CREDIT, no("mara"), slots_, approvers=ROLES, second_reader_from=4000)
    assert (first.state, first.decline) == (State.ASKED, no("mara"))
    with pytest.raises(NeedsSecondReader):
        decision.declined(first, no("mara"), slots_, approvers=ROLES, second_reader_from=4000)
    second = decision.declined(first, no("hope"), slots_, approvers=ROLES, second_reader_from=4000)
    assert (second.state, second.decided_by) == (State.DECLINED, "hope")
    alone = decision.declined(CREDIT, no("mara"), slots_, approvers=ROLES, second_reader_from=4001)
    assert alone.state is State.DECLINED


def test_the_second_reader_may_say_yes() -> None:
    slots_: Slots = (("managers", "head_of_support"),)
    first = decision.declined(CREDIT, no("mara"), slots_, approvers=ROLES, second_reader_from=1)
    after = approve(first, [], slots_, "hope", ROLES)
    assert (after.state, after.decline) == (State.APPROVED, None)


def test_who_says_no_and_who_stands_in_for_them_are_one_reader() -> None:
    slots_: Slots = (("managers", "head_of_support"),)
    approvers = Approvers(HOLDERS, (stand_in("mara", "lex"), stand_in("lex", "finn")))

    def decline(credit: Credit, by: str) -> Credit:
        return decision.declined(credit, no(by), slots_, approvers=approvers, second_reader_from=1)

    for first, other in permutations(("mara", "lex")):
        said = decline(CREDIT, first)
        assert said.first_readers == {"mara", first}
        with pytest.raises(NeedsSecondReader):
            decline(said, other)
        assert "hope" in put_to_another(said, slots_, approvers, now=LATER).asked_of
        assert decline(said, "hope").state is State.DECLINED
        assert approve(said, [], slots_, first, approvers).decline is None
    with pytest.raises(NeedsSecondReader):
        approve(decline(CREDIT, "mara"), [], slots_, "lex", approvers)


def test_another_sum_goes_back_to_who_asked() -> None:
    slots_: Slots = (("managers",),)
    rather = Money(6000, "GBP")
    back = decision.sent_back(CREDIT, rather, slots_, by="mara", approvers=ROLES, now=LATER)
    assert (back.state, back.proposed, back.amount) == (State.CHANGED, rather, CREDIT.amount)
    with pytest.raises(SumIsTheSame):
        decision.sent_back(CREDIT, CREDIT.amount, slots_, by="mara", approvers=ROLES, now=LATER)


def test_who_has_an_interest_leaves_it_to_the_others() -> None:
    slots_: Slots = (("managers", "head_of_support"),)
    left = decision.passed_on(CREDIT, slots_, by="mara", approvers=ROLES, now=LATER)
    with pytest.raises(HasInterest):
        approve(left, [], slots_, "mara", ROLES)
    assert asked_now(left, slots_, ROLES, now=LATER) == {"hope"}


def test_what_was_approved_is_what_was_seen() -> None:
    decision.check_seen(CREDIT, CREDIT.seal[:16])
    for seal in ("", "0" * 16, replace(CREDIT, revision=2).seal[:16]):
        with pytest.raises(ChangedMeanwhile):
            decision.check_seen(CREDIT, seal)


@pytest.mark.parametrize(
    ("state", "ends"), [(State.APPROVED, State.VOIDED), (State.PAID, State.REVERSED)]
)
def test_taking_back_needs_approvals_of_its_own(state: State, ends: State) -> None:
    given_ = replace(CREDIT, state=state, decided_by="mara", decided_at=NOW)
    asked = decision.to_undo(given_, Undo(why="Paid twice", by="lex", at=LATER))
    for by in ("dan", "lex"):
        with pytest.raises(OwnCredit):
            approve(asked, [], (("managers", "legal"),), by, ROLES)
    assert approve(asked, [], (("managers",),), "mara", ROLES).state is ends
    with pytest.raises(CreditHasMoved):
        decision.to_undo(asked, Undo(why="Again", by="lex", at=LATER))
    kept = decision.declined(
        asked, no("mara"), (("managers",),), approvers=ROLES, second_reader_from=1
    )
    assert (kept.state, kept.undo) == (state, None)


def test_it_goes_on_to_stand_ins_and_then_to_the_next_function() -> None:
    slot = ("leads", "managers", "head_of_support")
    approvers = Approvers(HOLDERS, (stand_in("amira", "lex"),))
    assert route(CREDIT, slot, approvers, now=NOW) == [{"amira"}, {"lex"}, {"mara"}, {"hope"}]
    waits = [
        next_stage_at(replace(CREDIT, stage=stage), (slot,), approvers, now=NOW) - NOW
        for stage in range(6)
    ]
    minutes = [wait.total_seconds() / 60 for wait in waits]
    assert minutes == [15, 120, 30, 120, 1440, 1440]


def test_where_everybody_has_an_interest_they_are_reminded_once_a_day() -> None:
    left = replace(CREDIT, interested=("mara",))
    wait = next_stage_at(left, (("managers",),), ROLES, now=NOW) - NOW
    assert wait == timedelta(days=1)


def test_where_nobody_but_who_asks_is_left_it_is_not_asked() -> None:
    with pytest.raises(NobodyMayApprove):
        asked_now(CREDIT, (("managers",),), Approvers({"managers": frozenset({"dan"})}), now=NOW)


@given(st.integers(0, 1_000_000), st.integers(0, 1_000_000))
def test_a_higher_sum_never_needs_less(one: int, other: int) -> None:
    low, high = sorted((one, other))
    rules = usual("GBP")
    assert len(rules.needed(Money(low, "GBP"))) <= len(rules.needed(Money(high, "GBP")))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("Friday", 6),
        ("fri", 6),
        ("monday", 2),
        ("today", 2),
        ("Tomorrow", 3),
        ("2026-03-13", 13),
        ("13 March", 13),
        ("13 Mar 2026", 13),
    ],
)
def test_a_stand_in_lasts_until_the_end_of_the_day_that_was_named(typed: str, day: int) -> None:
    zone = Organisation().time_zone
    assert until(typed, zone, now=NOW) == datetime(2026, 3, day + 1, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["", "soon", "2026-02-27", "2027-03-01", "32 March", "29 Feb"])
def test_a_day_that_is_unclear_past_or_far_is_refused(typed: str) -> None:
    with pytest.raises(UnclearUntil):
        until(typed, Organisation().time_zone, now=NOW)
