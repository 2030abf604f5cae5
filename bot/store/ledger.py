"""The ledger as rows: added under one turn, without a gap, and never changed."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Row

from bot.domain.ledger import Balance, Line, Step
from bot.store import counters
from bot.store.money_tables import budget_raises, ledger
from bot.store.rows import row_of
from bot.store.transaction import Reader, Transaction

NOUN = "ledger"
COLUMNS = [ledger.c[one.name] for one in fields(Line)]
MINE = ledger.c.workspace == sa.bindparam("ws")
SUMS = sa.select(
    *(sa.func.coalesce(sa.func.sum(ledger.c[name]), 0) for name in ("held", "committed", "spent"))
).where(MINE, ledger.c.currency == sa.bindparam("currency"), sa.not_(ledger.c.is_owed))
OF_INCIDENT = SUMS.where(ledger.c.incident == sa.bindparam("i"))
OF_MONTH = SUMS.where(ledger.c.month == sa.bindparam("month"), ledger.c.team == sa.bindparam("t"))
ALL = sa.select(*COLUMNS).where(MINE).order_by(ledger.c.number)
RAISED = sa.select(sa.func.coalesce(sa.func.sum(budget_raises.c.minor), 0)).where(
    *(budget_raises.c[one] == sa.bindparam(one) for one in ("workspace", "scope", "key")),
    budget_raises.c.currency == sa.bindparam("currency"),
)


async def take_turn(tx: Transaction, workspace: str) -> None:
    """Let money of the workspace move in this transaction alone, until it ends."""
    await counters.take_turn(tx, workspace, NOUN)


async def next_number(tx: Transaction, workspace: str) -> int:
    return await counters.next_number(tx, workspace, NOUN)


async def add(tx: Transaction, lines: Iterable[Line]) -> None:
    for line in lines:
        await tx.execute(ledger.insert(), row_of(line))


async def every(reader: Reader, workspace: str) -> list[Line]:
    return [_from(row) for row in await reader.rows(ALL, {"ws": workspace})]


async def of_incident(reader: Reader, workspace: str, incident: int, currency: str) -> Balance:
    """Return what counts against the incident's budget."""
    return _sums(
        await reader.first(OF_INCIDENT, {"ws": workspace, "i": incident, "currency": currency})
    )


async def of_month(reader: Reader, workspace: str, team: str, month: str, currency: str) -> Balance:
    """Return what counts against the team's budget of the month."""
    asked = {"ws": workspace, "t": team, "month": month, "currency": currency}
    return _sums(await reader.first(OF_MONTH, asked))


async def raised(reader: Reader, workspace: str, scope: str, key: str, currency: str) -> int:
    """Return by how much finance has raised a budget."""
    asked = {"workspace": workspace, "scope": scope, "key": key, "currency": currency}
    return int(await reader.scalar(RAISED, asked))


async def raise_budget(tx: Transaction, workspace: str, values: dict[str, Any]) -> None:
    """Add to a budget: scope, key, currency, minor, by, at."""
    number = await counters.next_number(tx, workspace, "budget_raise")
    await tx.execute(budget_raises.insert(), {"workspace": workspace, "number": number, **values})


def _sums(row: Row[Any] | None) -> Balance:
    return Balance() if row is None else Balance(*(int(one) for one in row))


def _from(row: Row[Any]) -> Line:
    return Line(**{**row._asdict(), "step": Step(row.step)})
