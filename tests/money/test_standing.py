"""What the database itself refuses, whatever the code above it says."""

import pytest
import sqlalchemy as sa

from bot.store.failures import NotSaved
from bot.store.transaction import Store
from bot.usecases import decisions
from tests.money.office import OFFICE, acting, ask, open_office

LIES = [
    "UPDATE ledger SET held = 0",
    "DELETE FROM ledger",
    "UPDATE approvals SET by = 'dan'",
    "UPDATE credit_steps SET words = ''",
    "UPDATE credits SET decided_by = asked_by",
    "INSERT INTO approvals SELECT workspace, credit, seal, 'max', of, functions, at FROM approvals",
]


@pytest.mark.parametrize("lie", LIES)
async def test_what_was_booked_or_approved_stands(store: Store, lie: str) -> None:
    workspace = await open_office(store)
    credit = await ask(store, workspace, "£400")
    await decisions.approve(store, OFFICE, acting("mara", workspace), 1, seal=credit.seal)
    quoted = lie.replace(" of,", ' "of",').replace("SET by", 'SET "by"')
    with pytest.raises(NotSaved):
        async with store.transaction() as tx:
            await tx.execute(sa.text(quoted))
