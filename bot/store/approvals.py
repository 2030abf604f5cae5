"""Approvals as rows: added or withdrawn, never changed, and no authority used twice for one seal.

The trail keeps what was withdrawn.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Row

from bot.domain.approval import Approval
from bot.domain.credit import Credit
from bot.store.money_tables import approvals
from bot.store.rows import row_of
from bot.store.transaction import Reader, Transaction

EVERY = (
    sa.select(approvals)
    .where(approvals.c.workspace == sa.bindparam("ws"), approvals.c.credit == sa.bindparam("n"))
    .order_by(approvals.c.at, approvals.c.by)
)
OF_CREDIT = EVERY.where(approvals.c.seal == sa.bindparam("seal"))
OF_CREDITS = sa.select(approvals).where(
    approvals.c.workspace == sa.bindparam("ws"),
    approvals.c.credit.in_(sa.bindparam("credits", expanding=True)),
)


async def add(tx: Transaction, credit: Credit, approval: Approval) -> None:
    of = {"workspace": credit.workspace, "credit": credit.number}
    functions = {"functions": sorted(approval.functions)}
    await tx.execute(approvals.insert(), {**row_of(approval), **of, **functions})


async def withdraw(tx: Transaction, credit: Credit, person: str) -> None:
    """Remove what was approved by the person, or in their place, of what the credit says now."""
    theirs = sa.or_(approvals.c.by == person, approvals.c.of == person)
    of_it = (approvals.c.workspace == credit.workspace, approvals.c.credit == credit.number)
    await tx.execute(approvals.delete().where(*of_it, approvals.c.seal == credit.seal, theirs))


async def bound(reader: Reader, credit: Credit) -> list[Approval]:
    """Return the approvals of exactly what the credit says now, in their order."""
    asked = {"ws": credit.workspace, "n": credit.number, "seal": credit.seal}
    return [_from(row) for row in await reader.rows(OF_CREDIT, asked)]


async def of_undo(reader: Reader, credit: Credit) -> list[Approval]:
    """Return the approvals by which a grant was taken back: the last that are not of the grant."""
    of = {"ws": credit.workspace, "n": credit.number}
    every = [_from(row) for row in await reader.rows(EVERY, of)]
    others = [one for one in every if one.seal != credit.seal]
    return [one for one in others if one.seal == others[-1].seal]


async def of_grants(
    reader: Reader, workspace: str, granted: Sequence[Credit]
) -> dict[int, list[Approval]]:
    """Return the approvals of what was granted, by the number of the credit."""
    seals = {one.number: replace(one, undo=None).seal for one in granted}
    asked = {"ws": workspace, "credits": list(seals)}
    found: dict[int, list[Approval]] = defaultdict(list)
    for row in await reader.rows(OF_CREDITS, asked) if granted else ():
        if row.seal == seals[row.credit]:
            found[row.credit].append(_from(row))
    return found


def _from(row: Row[Any]) -> Approval:
    return Approval(
        by=row.by, of=row.of, functions=frozenset(row.functions), seal=row.seal, at=row.at
    )
