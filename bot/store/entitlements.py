"""What legal said is owed by law or contract: the newest word counts, and none is changed."""

from datetime import datetime

import sqlalchemy as sa

from bot.domain.entitlement import UNCHECKED, Entitlement, Owed
from bot.store.money_tables import entitlements
from bot.store.transaction import Reader, Transaction

NEWEST = (
    sa.select(entitlements)
    .where(
        entitlements.c.workspace == sa.bindparam("ws"),
        entitlements.c.incident == sa.bindparam("i"),
    )
    .order_by(entitlements.c.at.desc())
    .limit(1)
)


async def of(reader: Reader, workspace: str, incident: int) -> Entitlement:
    row = await reader.first(NEWEST, {"ws": workspace, "i": incident})
    if row is None:
        return UNCHECKED
    return Entitlement(owed=Owed(row.owed), which=row.which, by=row.by, at=row.at)


async def add(
    tx: Transaction, workspace: str, incident: int, said: Entitlement, *, now: datetime
) -> None:
    said_so = {"owed": said.owed, "which": said.which, "by": said.by, "at": now}
    await tx.execute(
        entitlements.insert(), {"workspace": workspace, "incident": incident, **said_so}
    )
