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
    .where(updates.c.workspace == sa.bindparam("ws"), updates.c.incident == sa.bindparam("i"))
    .order_by(updates.c.number.desc())
    .limit(1)
)
ADD = updates.insert()


async def add(tx: Transaction, update: Update) -> None:
    await tx.execute(ADD, row_of(update))


async def newest(reader: Reader, workspace: str, incident: int) -> Update | None:
    row = await reader.first(NEWEST, {"ws": workspace, "i": incident})
    return None if row is None else _from(row)


def _from(row: Row[Any]) -> Update:
    typed = {"kind": Kind(row.kind), "channels": tuple(row.channels)}
    return Update(**{**row._asdict(), **typed})
