"""App Home is looked after often at first, and for an hour."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.home import LATELY, SOONEST, next_look
from tests.rules.outages import MINUTE, NINE

ages = st.integers(0, 7200).map(lambda seconds: timedelta(seconds=seconds))


@given(ages)
def test_the_next_look_is_later_and_never_too_soon(age: timedelta) -> None:
    now = NINE + age
    at = next_look(NINE, now=now)

    assert (at is None) == (age >= LATELY)
    assert at is None or SOONEST <= at - now <= LATELY / 10


@given(ages, ages)
def test_what_was_opened_longer_ago_is_looked_at_less_often(
    one: timedelta, other: timedelta
) -> None:
    sooner, later = sorted((one, other))
    first, second = next_look(NINE, now=NINE + sooner), next_look(NINE, now=NINE + later)

    if first is not None and second is not None:
        assert first - (NINE + sooner) <= second - (NINE + later)


def test_an_hour_costs_few_looks() -> None:
    looks, now = 0, NINE
    while (at := next_look(NINE, now=now)) is not None:
        looks, now = looks + 1, at
    assert looks <= 50
    assert now >= NINE + 60 * MINUTE
