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
from bot.domain.tiers import usual

BANDS = usual("GBP").bands
sums = st.integers(0, 100_000)
losses = st.builds(
    lambda pays, hours, cost, contacts: Loss(
        pays=Money(pays, "GBP"),
        lasted=timedelta(hours=hours),
        cost=Money(cost, "GBP"),
        contacts=contacts,
        each_contact=Money(500, "GBP"),
    ),
    sums,
    st.integers(0, LONGEST_HOURS),
    sums,
    st.integers(0, 100),
)


@given(losses, st.sampled_from(Reason))
def test_it_is_between_nothing_and_what_is_usual(lost: Loss, reason: Reason) -> None:
    found = suggested(lost, reason, BANDS)
    most = most_usual(reason, "GBP", BANDS)
    assert 0 <= found.least.minor <= found.most.minor <= most.minor
    assert found.cap in (None, most)
    assert lost.pro_rata.minor * timedelta(days=30) >= lost.pays.minor * lost.lasted


def test_a_month_without_it_is_the_whole_price() -> None:
    lost = read(Typed(pays="£30", hours="720"), currency="GBP", locale="en_GB", bands=BANDS)
    assert suggested(lost, Reason.OUT_REPEAT, BANDS).least == Money(3000, "GBP")
    assert suggested(lost, Reason.OUT_REPEAT, BANDS).most == Money(9000, "GBP")
    assert suggested(lost, Reason.OUT_TIME, BANDS).cap == Money(2500, "GBP")


@pytest.mark.parametrize("typed", ["a day", "-1", "1e3", "9000", "1.234", "²"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    for asked in (Typed(hours=typed), Typed(contacts=typed)):
        with pytest.raises(NotANumber):
            read(asked, currency="GBP", locale="en_GB", bands=BANDS)


def test_nobody_comes_back_one_and_a_half_times() -> None:
    with pytest.raises(NotANumber):
        read(Typed(contacts="1.5"), currency="GBP", locale="en_GB", bands=BANDS)
    with pytest.raises(BadAmount):
        read(Typed(cost="none"), currency="GBP", locale="en_GB", bands=BANDS)


def test_in_yen_a_sum_is_worked_out_by_the_bands_of_yen() -> None:
    yen = (3000, 10_000, 30_000, 80_000)
    lost = read(
        Typed(pays="9000", hours="72", contacts="1"), currency="JPY", locale="ja", bands=yen
    )
    assert suggested(lost, Reason.OUT_TIME, yen).least == Money(1500, "JPY")
    assert suggested(lost, Reason.OUT_TIME, yen).most == Money(3000, "JPY")
