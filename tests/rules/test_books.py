"""The books: every step moves the money to where the request stands; budgets hold."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import flags, own, size
from bot.domain.booking import HEIGHTS, climbing, leaving
from bot.domain.budget import Budget, Scope
from bot.domain.credit import Credit, State
from bot.domain.entitlement import UNCHECKED, Entitlement, Owed
from bot.domain.flags import Flag
from bot.domain.ledger import Balance, moved
from bot.domain.money import Money, parse_money
from bot.domain.money_refusals import BudgetIsSpent
from bot.domain.own import NotAlone
from bot.domain.reason import Band, Reason
from bot.domain.refusals import BadAmount
from bot.domain.remedy import fitting
from bot.domain.tiers import usual
from tests.rules.test_credit import ASKED

states = st.sampled_from(State)
credits_ = st.builds(
    lambda state, minor, revision: replace(
        ASKED, state=state, amount=Money(minor, "GBP"), revision=revision
    ),
    states,
    st.integers(1, 500),
    st.integers(1, 2),
)
OWN = usual("GBP").own
BANDS = usual("GBP").bands


@given(st.lists(credits_, max_size=8))
def test_the_books_say_what_the_request_is(path: list[Credit]) -> None:
    before, sums = None, Balance()
    for after in path:
        amount = after.amount if before is None or before.revision != after.revision else None
        kept = after if amount or before is None else replace(after, amount=before.amount)
        left = leaving(before, kept)
        if left is not None and before is not None:
            sums += moved(left, before.amount.minor)
        for step in climbing(before, kept):
            sums += moved(step, kept.amount.minor)
        before = kept
        assert (sums.held, sums.committed, sums.spent) == where(kept)


def where(credit: Credit) -> tuple[int, int, int]:
    height, minor = HEIGHTS.get(credit.state, 0), credit.amount.minor
    return (
        minor if height == 1 else 0,
        minor if height == 2 else 0,
        minor if height == 3 else 0,
    )


def budget(total: int, cap: int | None) -> Budget:
    return Budget(
        scope=Scope.INCIDENT, key="7", currency="GBP", cap=cap, balance=Balance(held=total)
    )


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(1, 1000))
def test_a_budget_is_never_passed(total: int, cap: int, more: int) -> None:
    if total + more <= cap:
        budget(total, cap).check(Money(more, "GBP"))
        return
    with pytest.raises(BudgetIsSpent):
        budget(total, cap).check(Money(more, "GBP"))


@pytest.mark.parametrize(
    ("total", "more", "mark"),
    [(0, 699, None), (0, 700, 70), (699, 1, 70), (700, 10, None), (0, 950, 90), (950, 50, 100)],
)
def test_a_warning_is_given_once_when_a_mark_is_passed(
    total: int, more: int, mark: int | None
) -> None:
    assert budget(total, 1000).warning(Money(more, "GBP")) == mark


def test_no_cap_is_no_limit() -> None:
    free = budget(10**9, None)
    free.check(Money(10**9, "GBP"))
    assert (free.left, free.used, free.warning(Money(1, "GBP"))) == (None, 0, None)


def alone(
    minor: int,
    *today: Credit,
    total: int | None = None,
    **more: Any,  # noqa: ANN401 - any field
) -> NotAlone | None:
    credit = replace(ASKED, amount=Money(minor, "GBP"), **more)
    whole = Money(total or minor, "GBP")
    return own.why_not_alone(credit, OWN, names=[credit.customer], total=whole, today=today)


def gave(minor: int, customer: str, **more: Any) -> Credit:  # noqa: ANN401 - any field
    given_ = replace(ASKED, amount=Money(minor, "GBP"), customer=customer, state=State.APPROVED)
    return replace(given_, is_own=True, **more)


def test_a_little_is_given_alone_once_to_each_customer_and_not_all_day() -> None:
    others = [gave(2000, f"C-{number}") for number in range(5)]
    assert alone(2500) is None
    assert alone(2501) is NotAlone.TOO_MUCH
    assert alone(1000, total=2600) is NotAlone.TOO_MUCH
    assert alone(1000, gave(100, "ms  OKAFOR")) is NotAlone.ONCE_ALREADY
    assert alone(1000, gave(100, ASKED.customer, incident=8)) is None
    assert alone(100, *others) is NotAlone.ENOUGH_TODAY
    assert alone(2001, *others[:4]) is NotAlone.ENOUGH_TODAY
    assert alone(2000, *others[:4]) is None
    assert alone(100, code=Reason.SLA) is NotAlone.NOT_THEIRS
    assert own.allowance(OWN, "GBP", others).why_not is NotAlone.ENOUGH_TODAY
    assert own.allowance(OWN, "GBP", others[:4]).left == Money(2000, "GBP")


def test_the_band_is_the_lowest_that_holds_the_sum() -> None:
    pounds = {Band.B0: 0, Band.B1: 25, Band.B2: 100, Band.B3: 300, Band.B4: 750, Band.B5: 751}
    for band, major in pounds.items():
        assert size.band_of(Money(100 * major, "GBP"), BANDS) is band
    assert size.band_of(Money(2501, "GBP"), BANDS) is Band.B2
    assert size.most_usual(Reason.OUT_TIME, "JPY", (3000, 9000, 30000, 90000)) == Money(3000, "JPY")


def test_every_reason_is_repaid_in_some_form() -> None:
    assert all(fitting(reason) for reason in Reason)


def seen(**more: Any) -> flags.Seen:  # noqa: ANN401 - any field
    return flags.Seen(**{"entitlement": Entitlement(owed=Owed.NONE), **more})


def test_flags_are_what_a_reviewer_should_look_at() -> None:
    rules = usual("GBP")
    shown = replace(ASKED, evidence="https://receipts/1")
    assert flags.on_request(shown, rules, seen()) == []
    near = replace(shown, amount=Money(9600, "GBP"))
    assert flags.on_request(near, rules, seen()) == [Flag.NEAR_THRESHOLD]
    before = [replace(shown, number=1), replace(shown, number=2)]
    assert flags.on_request(shown, rules, seen(of_customer=before)) == [Flag.SPLIT, Flag.SAME_PAIR]
    assert flags.on_request(ASKED, rules, seen(entitlement=UNCHECKED)) == [
        Flag.NO_EVIDENCE,
        Flag.UNCHECKED,
    ]
    likes = size.like_cases([1000, 1200])
    assert flags.on_request(shown, rules, seen(likes=likes)) == [Flag.OUT_OF_LINE]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("£40", Money(4000, "GBP")),
        ("1,200.50 EUR", Money(120050, "EUR")),
        ("¥3000", Money(3000, "JPY")),
        ("40", Money(4000, "GBP")),
    ],
)
def test_a_currency_with_tiers_of_its_own_may_be_typed(typed: str, meant: Money) -> None:
    read = parse_money(typed, currency="GBP", locale="en_GB", others={"EUR", "JPY"})
    assert read == meant


@pytest.mark.parametrize("typed", ["40 USD", "£40 EUR", "¥30.5"])
def test_any_other_is_refused(typed: str) -> None:
    with pytest.raises(BadAmount):
        parse_money(typed, currency="GBP", locale="en_GB", others={"EUR", "JPY"})
