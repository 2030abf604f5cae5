"""What nobody may ask for at all, whoever would approve it. Source: goodwill, 6.8."""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.domain.credit import GRANTED, Credit, State, folded
from bot.domain.money_refusals import (
    AccountIsClosed,
    AskedAlready,
    GestureAskedAlready,
    StaffAccount,
)
from bot.domain.tiers import CreditRules

WAITING: Final = frozenset({State.ASKED, State.CHANGED})


def check(
    credit: Credit, rules: CreditRules, others: Sequence[Credit], names: Iterable[str]
) -> None:
    """Raises `StaffAccount`, `AccountIsClosed`, `AskedAlready` or `GestureAskedAlready`.

    `others` are the requests for the same customer, who is known by each of `names`. One of the
    same reason that still waits is the same request, and so is one granted with the same sum.
    """
    if credit.cohort is not None:
        for one in others:
            if one.incident == credit.incident and one.state in WAITING:
                raise GestureAskedAlready(one.name, one.asked_by)
        return
    known = {folded(name) for name in names}
    if known & rules.staff_accounts:
        raise StaffAccount
    if known & rules.closed_accounts:
        raise AccountIsClosed
    for one in others:
        if (one.incident, one.code) != (credit.incident, credit.code):
            continue
        if one.state in WAITING or (one.state in GRANTED and one.amount == credit.amount):
            raise AskedAlready(one.name, one.asked_by, one.state.value)
