"""What was asked once and is done: the platform may bring the same form or event again."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.refusals import AlreadyDone
from bot.store.tables import done
from bot.store.transaction import Transaction

ADD: dict[bool, sa.Executable] = {
    True: postgresql.insert(done).on_conflict_do_nothing(),
    False: sqlite.insert(done).on_conflict_do_nothing(),
}


async def once(tx: Transaction, workspace: str, deed: str | None, *, now: datetime) -> None:
    """Remember `deed`, if it has a name; raises `AlreadyDone` the second time."""
    if deed is None:
        return
    answer = await tx.execute(
        ADD[tx.is_postgres], {"workspace": workspace, "deed": deed, "at": now}
    )
    if answer.rowcount == 0:
        raise AlreadyDone
