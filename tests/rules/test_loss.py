"""A sum is worked out: in the customer's favour, and never above what is usual."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.loss import LONGEST_HOURS, Loss, Typed, read, suggested
from bot.domain.money import Money
from bot.domain.money_refusals import NotANumber
from bot.domain.reason import Reason
from bot.domain.refusals import BadAmount
from bot.domain.size import most_usual

sums = st.integers(0, 100_000)
losses = st.builds(
    lambda pays, hours, cost, contacts: Loss(
        pays=Money(pays, "GBP"),
        lasted=timedelta(hours=hours),
        cost=Money(cost, "GBP"),
        contacts=contacts,
    ),
    sums,
    st.integers(0, LONGEST_HOURS),
    sums,
    st.integers(0, 100),
)


@given(losses, st.sampled_from(Reason))
def test_it_is_between_nothing_and_what_is_usual(lost: Loss, reason: Reason) -> None:
    found = suggested(lost, reason)
    usual = most_usual(reason, "GBP")
    assert 0 <= found.least.minor <= found.most.minor <= usual.minor
    assert found.cap in (None, usual)
    assert lost.pro_rata.minor * timedelta(days=30) >= lost.pays.minor * lost.lasted


def test_a_month_without_it_is_the_whole_price() -> None:
    lost = read(Typed(pays="£30", hours="720"), currency="GBP", locale="en_GB")
    assert suggested(lost, Reason.OUT_REPEAT).least == Money(3000, "GBP")
    assert suggested(lost, Reason.OUT_REPEAT).most == Money(9000, "GBP")
    assert suggested(lost, Reason.OUT_TIME).cap == Money(2500, "GBP")


@pytest.mark.parametrize("typed", ["a day", "-1", "1e3", "9000", "1.234", "²"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    for asked in (Typed(hours=typed), Typed(contacts=typed)):
        with pytest.raises(NotANumber):
            read(asked, currency="GBP", locale="en_GB")


def test_nobody_comes_back_one_and_a_half_times() -> None:
    with pytest.raises(NotANumber):
        read(Typed(contacts="1.5"), currency="GBP", locale="en_GB")
    with pytest.raises(BadAmount):
        read(Typed(cost="none"), currency="GBP", locale="en_GB")
