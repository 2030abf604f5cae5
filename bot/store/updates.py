"""Updates as rows: what customers were told. Rows are added and never changed."""

from dataclasses import fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Row

from bot.domain.update import Kind, Update
from bot.store.rows import row_of
from bot.store.tables import updates
from bot.store.transaction import Reader, Transaction

COLUMNS = [updates.c[field.name] for field in fields(Update)]
NEWEST = (
    sa.select(*COLUMNS)
    .where(
        updates.c.workspace == sa.bindparam("ws"),
        updates.c.incident == sa.bindparam("i"),
        updates.c.kind.in_([kind.value for kind in Kind if kind.is_public]),
    )
    .order_by(updates.c.number.desc())
    .limit(1)
)
EVERY = (
    sa.select(*COLUMNS)
    .where(updates.c.workspace == sa.bindparam("ws"), updates.c.incident == sa.bindparam("i"))
    .order_by(updates.c.number)
)
NUMBERED = sa.select(*COLUMNS).where(
    updates.c.workspace == sa.bindparam("ws"),
    updates.c.incident == sa.bindparam("i"),
    updates.c.number == sa.bindparam("n"),
)
ADD = updates.insert()


async def add(tx: Transaction, update: Update) -> None:
    await tx.execute(ADD, {**row_of(update), "overrides": dict(update.overrides)})


async def newest(reader: Reader, workspace: str, incident: int) -> Update | None:
    """Return what everybody was told last."""
    row = await reader.first(NEWEST, {"ws": workspace, "i": incident})
    return None if row is None else _from(row)


async def numbered(reader: Reader, workspace: str, incident: int, number: int) -> Update | None:
    row = await reader.first(NUMBERED, {"ws": workspace, "i": incident, "n": number})
    return None if row is None else _from(row)


async def every(reader: Reader, workspace: str, incident: int) -> list[Update]:
    """Return all that was sent, oldest first."""
    return [_from(row) for row in await reader.rows(EVERY, {"ws": workspace, "i": incident})]


def _from(row: Row[Any]) -> Update:
    typed = {"kind": Kind(row.kind), "channels": tuple(row.channels)}
    return Update(**{**row._asdict(), **typed})
