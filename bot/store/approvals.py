"""Approvals as rows: added, never changed, and no authority used twice for one seal."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Row

from bot.domain.approval import Approval
from bot.domain.credit import Credit
from bot.store.money_tables import approvals
from bot.store.rows import row_of
from bot.store.transaction import Reader, Transaction

OF_CREDIT = (
    sa.select(approvals)
    .where(
        approvals.c.workspace == sa.bindparam("ws"),
        approvals.c.credit == sa.bindparam("n"),
        approvals.c.seal == sa.bindparam("seal"),
    )
    .order_by(approvals.c.at, approvals.c.by)
)


async def add(tx: Transaction, credit: Credit, approval: Approval) -> None:
    of = {"workspace": credit.workspace, "credit": credit.number}
    functions = {"functions": sorted(approval.functions)}
    await tx.execute(approvals.insert(), {**row_of(approval), **of, **functions})


async def bound(reader: Reader, credit: Credit) -> list[Approval]:
    """Return the approvals of exactly what the credit says now, the first one first."""
    return await sealed(reader, credit, credit.seal)


async def sealed(reader: Reader, credit: Credit, seal: str) -> list[Approval]:
    asked = {"ws": credit.workspace, "n": credit.number, "seal": seal}
    return [_from(row) for row in await reader.rows(OF_CREDIT, asked)]


def _from(row: Row[Any]) -> Approval:
    return Approval(
        by=row.by, of=row.of, functions=frozenset(row.functions), seal=row.seal, at=row.at
    )
