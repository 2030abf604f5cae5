"""Who is to be forgotten: found by number, reference or name, in whatever holds one."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from bot.domain.credit import Credit
from bot.domain.customer import Customer
from bot.domain.forgetting import folded
from bot.domain.incident import Status
from bot.store import credits, customers
from bot.store.call_tables import calls
from bot.store.money_tables import credits_
from bot.store.people_tables import customers as kept
from bot.store.statement import SCANS
from bot.store.tables import incidents, timeline
from bot.store.transaction import Reader

ALL_CALLS: Final = (
    sa.select(calls.c.number, calls.c.incident, calls.c.customer, calls.c.notes)
    .where(calls.c.workspace == sa.bindparam("ws"))
    .execution_options(**SCANS)
)
CALLED: Final = (
    sa.select(kept)
    .where(
        kept.c.workspace == sa.bindparam("ws"),
        sa.or_(
            sa.func.lower(kept.c.name).in_(sa.bindparam("words", expanding=True)),
            sa.func.lower(kept.c.reference).in_(sa.bindparam("words", expanding=True)),
        ),
    )
    .order_by(kept.c.number)
    .execution_options(**SCANS)
)
CREDITED: Final = (
    sa.select(credits_.c.number, credits_.c.customer)
    .where(credits_.c.workspace == sa.bindparam("ws"), credits_.c.cohort.is_(None))
    .execution_options(**SCANS)
)
NEWEST: Final = (
    sa.select(sa.func.max(timeline.c.at))
    .where(
        timeline.c.workspace == incidents.c.workspace,
        timeline.c.incident == incidents.c.number,
    )
    .scalar_subquery()
)
OLD: Final = (
    sa.select(incidents.c.number)
    .where(
        incidents.c.workspace == sa.bindparam("ws"),
        incidents.c.status != Status.OPEN.value,
        sa.bindparam("before", type_=timeline.c.at.type) > NEWEST,
    )
    .order_by(incidents.c.number)
    .execution_options(**SCANS)
)
WORKSPACES: Final = sa.select(incidents.c.workspace).distinct().order_by(incidents.c.workspace)


async def called(reader: Reader, workspace: str, words: Collection[str]) -> list[Customer]:
    """Return the customers of every incident who have one of these names or references."""
    asked = {"ws": workspace, "words": sorted({one.lower() for one in words if one})}
    return [customers.from_row(row) for row in await reader.rows(CALLED, asked)]


async def calls_of(
    reader: Reader, workspace: str, numbers: Collection[int], names: Collection[str]
) -> dict[int, int]:
    """Return their calls, by number, each with its incident."""
    rows = await reader.rows(ALL_CALLS, {"ws": workspace})
    return {
        row.number: row.incident
        for row in rows
        if row.customer in numbers or folded(str(row.notes.get("name", ""))) in names
    }


async def credits_of(reader: Reader, workspace: str, names: Collection[str]) -> list[Credit]:
    """Return what was asked for somebody of one of these names, folded."""
    rows = await reader.rows(CREDITED, {"ws": workspace})
    return [
        await credits.read(reader, workspace, row.number)
        for row in rows
        if folded(row.customer) in names
    ]


async def old_incidents(reader: Reader, workspace: str, *, before: datetime) -> list[int]:
    """Return the incidents that are over, and of which nothing was noted since `before`."""
    asked: dict[str, Any] = {"ws": workspace, "before": before}
    return [row.number for row in await reader.rows(OLD, asked)]


async def workspaces(reader: Reader) -> list[str]:
    return [row.workspace for row in await reader.rows(WORKSPACES)]
