"""Somebody outside the team reads a tenth by lot, and all that stands out."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.credit import State
from bot.domain.hindsight import Hindsight
from bot.domain.measures import measured, sampled
from bot.domain.money import Money
from bot.domain.money_refusals import UnclearPeriod
from bot.domain.reason import Reason
from bot.domain.told import Answer, Said, Told
from bot.store.transaction import Store
from bot.usecases import decisions, money_review
from messages.money_review import measures_line, review_lines
from tests.money.office import NOON, OFFICE, acting, ask, open_office
from tests.rules.test_credit import ASKED

MINUTE = timedelta(minutes=1)


async def test_a_month_and_an_incident_are_reviewed(store: Store) -> None:
    workspace = await open_office(store)
    credit = await ask(store, workspace, "£400")
    later = acting("mara", workspace, now=NOON + 9 * MINUTE)
    await decisions.approve(store, OFFICE, later, credit.number, seal=credit.seal)
    for about, many in (("2026-03", 2), ("INC-1", 2), ("2026-02", 1)):
        period = money_review.period_of(about, OFFICE.time_zone)
        found = await money_review.of_period(store, OFFICE, workspace, period, draw="x")
        lines = review_lines(found.to_read, found.marks, found.measures, OFFICE)
        assert len(lines) == many
        assert "ACC-1" not in "\n".join(lines)
    assert lines == ["Nothing was decided in that month."]


@pytest.mark.parametrize("about", ["", "March", "2026-13", "2026-3", "INC-"])
def test_another_period_is_refused(about: str) -> None:
    with pytest.raises(UnclearPeriod):
        money_review.period_of(about, OFFICE.time_zone)


def test_the_measures_are_of_one_currency() -> None:
    given_ = [
        replace(
            ASKED,
            number=number,
            amount=Money(minor, "GBP"),
            state=State.APPROVED,
            decided_by="U-mara",
            decided_at=ASKED.asked_at + number * MINUTE,
        )
        for number, minor in ((1, 1000), (2, 3000), (9, 4000))
    ]
    euros = replace(given_[0], amount=Money(9, "EUR"))
    found = measured([*given_, ASKED, euros], "GBP", "en_GB")
    assert (found.asked, found.granted, found.given) == (4, 3, 8000)
    assert (found.to_decision, found.spread) == (2 * MINUTE, (1000, 3000, 4000))
    assert found.likes == (Reason.OUT_TIME, 1000, 4000)
    line = measures_line(found, OFFICE)
    assert "like cases the least alike got £10.00 to £40.00 (OUT-TIME)" in line


def test_from_told_to_paid_is_measured() -> None:
    at = ASKED.asked_at
    told = replace(ASKED, state=State.PAID, decided_by="U-mara", told=Told(by="U-dan", at=at))
    given_ = [replace(told, number=number) for number in (1, 2, 3)]
    paid = {1: at - MINUTE, 2: at + 50 * MINUTE, 3: at + 80 * MINUTE, 9: at + MINUTE}
    found = measured(
        [*given_, replace(ASKED, number=9)], "GBP", "en_GB", since=Hindsight(paid=paid)
    )
    assert found.to_paid == 50 * MINUTE
    assert "half of those paid within 50 min after that" in measures_line(found, OFFICE)


def test_what_customers_were_told_and_said_is_measured() -> None:
    at = ASKED.asked_at
    granted = replace(ASKED, state=State.APPROVED, decided_by="U-mara", decided_at=at)
    took = Said(answer=Answer.ACCEPTED, by="U-dan", at=at, before=1, after=4)
    told = Told(by="U-dan", at=at + 20 * MINUTE, said=took)
    no = replace(told, at=at + 10 * MINUTE, said=Said(answer=Answer.REFUSED, by="", at=at))
    given_ = [
        replace(granted, asked_for="£900 for a lost sale", told=told),
        replace(granted, asked_for="1 000 or so", told=replace(told, said=None)),
        replace(granted, state=State.REFUSED, told=no),
        granted,
    ]
    found = measured(given_, "GBP", "en_GB")
    assert (found.told, found.to_told) == (3, 20 * MINUTE)
    assert found.said == {Answer.ACCEPTED: 1, Answer.REFUSED: 1}
    assert (found.gap, found.felt) == ((90000, 4000), (1, 4))
    line = measures_line(found, OFFICE)
    assert "customers told 3, half within 20 min\n  1 took it, 1 did not want it" in line
    assert "£40.00 given where £900.00 was asked for" in line
    assert "content 1 of 5 before and 4 after" in line


@given(st.integers(0, 60), st.text())
def test_a_tenth_is_drawn_and_at_least_one(many: int, draw: str) -> None:
    every = [replace(ASKED, number=number) for number in range(many)]
    drawn = sampled(every, draw=draw)
    assert len(drawn) == -(-many // 10)
    assert drawn == sampled(every[::-1], draw=draw)
