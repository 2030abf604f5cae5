"""Strain, obstacles and stopped labels as rows."""

from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.care import Care, Strain
from bot.domain.forgetting import REMOVED
from bot.store.care_tables import obstacles, strains
from bot.store.metadata import A_MILLISECOND, EPOCH, UtcTime, to_ms
from bot.store.transaction import Reader, Transaction

THIS: Final = (strains.c.workspace == sa.bindparam("ws"), strains.c.person == sa.bindparam("who"))
SAVE: Final = (
    strains.update()
    .where(*THIS)
    .values(
        {
            name: sa.bindparam(f"new_{name}")
            for name in ("busy_since", "last_act_at", "hard", "suggested_at")
        }
    )
)
ERASE: Final = strains.delete().where(*THIS, strains.c.last_act_at <= sa.bindparam("before"))
LAST_ACT: Final = sa.select(strains.c.last_act_at).where(*THIS)
OLD: Final = (
    obstacles.c.workspace == sa.bindparam("ws"),
    obstacles.c.at < sa.bindparam("before", type_=UtcTime),
    obstacles.c.words != REMOVED,
)


def _acting(insert: type[sqlite.Insert] | type[postgresql.Insert]) -> sa.Executable:
    new = insert(strains)
    paused = sa.type_coerce(strains.c.last_act_at, sa.BigInteger) <= sa.bindparam("paused")
    return new.on_conflict_do_update(
        index_elements=["workspace", "person"],
        set_={
            "busy_since": sa.case((paused, new.excluded.busy_since), else_=strains.c.busy_since),
            "last_act_at": new.excluded.last_act_at,
        },
    ).returning(strains.c.busy_since, strains.c.last_act_at, strains.c.hard, strains.c.suggested_at)


ACT: Final = {True: _acting(postgresql.Insert), False: _acting(sqlite.Insert)}


async def acted(
    tx: Transaction, workspace: str, person: str, care: Care, *, now: datetime
) -> Strain:
    """Count one more act, and return how the person stands now; they alone wait for this row."""
    row = {"workspace": workspace, "person": person, "busy_since": now, "last_act_at": now}
    asked = {**row, "hard": [], "suggested_at": None, "paused": to_ms(now - care.pause)}
    found = await tx.first(ACT[tx.is_postgres], asked)
    if found is None:
        raise AssertionError("an upsert returns its row")
    return _from(found)


async def save(tx: Transaction, workspace: str, person: str, strain: Strain) -> None:
    values: dict[str, Any] = {
        "new_busy_since": strain.busy_since,
        "new_last_act_at": strain.last_act_at,
        "new_hard": [to_ms(one) for one in strain.hard],
        "new_suggested_at": strain.suggested_at,
    }
    await tx.execute(SAVE, {"ws": workspace, "who": person, **values})


async def erase(
    tx: Transaction, workspace: str, person: str, *, before: datetime
) -> datetime | None:
    """Erase what is known of the person unless they acted since `before`; then return when."""
    asked = {"ws": workspace, "who": person}
    await tx.execute(ERASE, {**asked, "before": before})
    last: datetime | None = await tx.scalar(LAST_ACT, asked)
    return last


async def many_older(reader: Reader, workspace: str, *, before: datetime) -> int:
    """Return how many obstacles noted before then still have their words."""
    many = sa.select(sa.func.count()).select_from(obstacles).where(*OLD)
    return int(await reader.scalar(many, {"ws": workspace, "before": before}))


async def clear_older(tx: Transaction, workspace: str, *, before: datetime) -> int:
    """Remove the words of obstacles noted before then; return how many."""
    clear = obstacles.update().where(*OLD).values(words=REMOVED)
    return (await tx.execute(clear, {"ws": workspace, "before": before})).rowcount


def _from(row: Any) -> Strain:  # noqa: ANN401 - a row of the upsert
    hard = tuple(EPOCH + one * A_MILLISECOND for one in row.hard)
    return Strain(**{**row._asdict(), "hard": hard})
