"""Who stands in for whom, with dates. A new stand-in ends the one before."""

from datetime import datetime

import sqlalchemy as sa

from bot.domain.delegation import Delegation
from bot.store import counters
from bot.store.money_tables import delegations
from bot.store.rows import row_of
from bot.store.transaction import Reader, Transaction

MINE = delegations.c.workspace == sa.bindparam("ws")
CURRENT = (
    sa.select(*(one for one in delegations.c if one.name != "number"))
    .where(MINE, delegations.c.until > sa.bindparam("now"))
    .order_by(delegations.c.number)
)
END = (
    delegations.update()
    .where(MINE, delegations.c.of == sa.bindparam("who"), delegations.c.until > sa.bindparam("now"))
    .values(until=sa.bindparam("now"))
    .returning(delegations.c.to)
)


async def current(reader: Reader, workspace: str, *, now: datetime) -> tuple[Delegation, ...]:
    rows = await reader.rows(CURRENT, {"ws": workspace, "now": now})
    return tuple(Delegation(**row._asdict()) for row in rows)


async def end(tx: Transaction, workspace: str, of: str, *, now: datetime) -> tuple[str, ...]:
    """Let nobody stand in for `of` any more; return who did."""
    ended = await tx.rows(END, {"ws": workspace, "who": of, "now": now})
    return tuple(row.to for row in ended)


async def add(tx: Transaction, one: Delegation) -> None:
    number = await counters.next_number(tx, one.workspace, "delegation")
    await tx.execute(delegations.insert(), {**row_of(one), "number": number})
