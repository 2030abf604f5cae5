"""Who has opened their App Home, when, and what stands there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.home_tables import homes
from bot.store.transaction import Reader, Transaction


@dataclass(frozen=True, slots=True)
class Home:
    """`shown` is the fingerprint of what stands there; empty when that must be shown afresh."""

    opened_at: datetime
    shown: str


MINE: Final = (
    homes.c.workspace == sa.bindparam("ws"),
    homes.c.person == sa.bindparam("who"),
)
ONE: Final = sa.select(homes.c.opened_at, homes.c.shown).where(*MINE)
SHOWN: Final = (
    homes.update()
    .where(*MINE, homes.c.opened_at == sa.bindparam("at"))
    .values(shown=sa.bindparam("mark"))
)


def _opened(insert: postgresql.Insert | sqlite.Insert) -> sa.Executable:
    return insert.on_conflict_do_update(
        index_elements=["workspace", "person"],
        set_={"opened_at": insert.excluded.opened_at, "shown": ""},
    )


OPENED: Final = {
    "postgresql": _opened(postgresql.insert(homes)),
    "sqlite": _opened(sqlite.insert(homes)),
}


async def opened(tx: Transaction, workspace: str, person: str, *, now: datetime) -> None:
    """Remember that the person looks at it now, and that it must be shown afresh."""
    row = {"workspace": workspace, "person": person, "opened_at": now, "shown": ""}
    await tx.execute(OPENED[tx.dialect], row)


async def read(reader: Reader, workspace: str, person: str) -> Home | None:
    row = await reader.first(ONE, {"ws": workspace, "who": person})
    return None if row is None else Home(**row._asdict())


async def shown(tx: Transaction, workspace: str, person: str, at: datetime, mark: str) -> None:
    """Remember what stands there, unless it was opened again since `at`."""
    await tx.execute(SHOWN, {"ws": workspace, "who": person, "at": at, "mark": mark})
