"""What is approved and not paid is the same sum, whichever way it is cut."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.accrual import UNPAID, accrued
from bot.domain.bookkeeping import Bookkeeping
from bot.domain.credit import Credit, State
from bot.domain.money import Money
from bot.domain.reason import Reason
from tests.rules.test_credit import ASKED

credits_ = st.builds(
    lambda minor, currency, more: replace(ASKED, amount=Money(minor, currency), **more),
    st.integers(1, 10**9),
    st.sampled_from(["GBP", "JPY", "KWD"]),
    st.fixed_dictionaries(
        {
            "state": st.sampled_from(State),
            "code": st.sampled_from(Reason),
            "team": st.sampled_from(["", "desk", "=1+1"]),
            "incident": st.integers(1, 3),
        }
    ),
)


@given(st.lists(credits_))
def test_every_cut_adds_up_to_the_whole(every: Sequence[Credit]) -> None:
    lines = accrued(every, Bookkeeping())
    unpaid = [one for one in every if one.state in UNPAID]
    for currency in {one.amount.currency for one in unpaid}:
        whole = sum(one.amount.minor for one in unpaid if one.amount.currency == currency)
        cuts: Counter[str] = Counter()
        for line in lines:
            cuts[line.by] += line.minor if line.currency == currency else 0
        assert set(cuts.values()) == {whole}
    assert len(lines) == len({(one.by, one.name, one.currency) for one in lines})
