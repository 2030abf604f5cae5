"""Two at the same instant, in two replicas: one decision, and no budget passed."""

import asyncio
import os
from dataclasses import replace

from bot.domain.credit import State
from bot.domain.money_refusals import BudgetIsSpent
from bot.domain.reason import Reason
from bot.domain.refusals import CreditIsDecided
from bot.domain.tiers import CreditRules
from bot.store import ledger
from bot.store.transaction import Store
from bot.usecases import credits as asking
from bot.usecases import decisions
from tests.money.office import OFFICE, PER_INCIDENT, RULES, acting, ask, now_of, open_office, wish

RICH = replace(
    OFFICE,
    credit_rules=CreditRules({"GBP": replace(RULES, per_incident=None, per_month=None)}),
)
RACES = int(os.environ.get("RACES", "25"))


async def test_of_two_managers_who_press_at_once_one_decides(postgres_url: str) -> None:
    one, other = await Store.open(postgres_url), await Store.open(postgres_url)
    workspace = await open_office(one)
    for number in range(1, RACES + 1):
        wanted = wish("£50", customer=f"ACC-{number}")
        credit = await asking.ask(one, RICH, acting("dan", workspace), wanted)
        came = await asyncio.gather(
            *(
                decisions.approve(
                    store, RICH, acting(by, workspace), credit.number, seal=credit.seal
                )
                for store, by in ((one, "mara"), (other, "max"))
            ),
            return_exceptions=True,
        )
        late = [answer for answer in came if isinstance(answer, CreditIsDecided)]
        decided = await now_of(one, credit)
        assert len(late) == 1
        assert decided.state is State.APPROVED
        assert late[0].by == decided.decided_by
    await one.close()
    await other.close()


async def test_no_budget_is_passed_by_requests_at_the_same_instant(store: Store) -> None:
    workspace = await open_office(store)
    came = await asyncio.gather(
        *(
            asking.ask(
                store, OFFICE, acting("dan", workspace), wish("£900", customer=f"ACC-{number}")
            )
            for number in range(9)
        ),
        return_exceptions=True,
    )
    refused = [answer for answer in came if isinstance(answer, BudgetIsSpent)]
    async with store.reading() as reader:
        held = await ledger.of_incident(reader, workspace, 1, "GBP")
    assert (len(refused), held.total) == (5, 4 * 90_000)
    assert held.total <= PER_INCIDENT


async def test_splitting_a_sum_does_not_lower_what_it_needs(store: Store) -> None:
    workspace = await open_office(store)
    codes = (Reason.COST_DIRECT, Reason.FEE_REFUND)
    parts = [await ask(store, workspace, "£90", code=code) for code in codes]
    assert [part.asked_of for part in parts] == [("amira",), ("mara", "max")]
