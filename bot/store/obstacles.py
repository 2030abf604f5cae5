"""Obstacles as rows; those with one tool or process are of one kind. Who met them is not kept."""

from dataclasses import fields
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Row
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.obstacle import A_WEEK, Counted, Kind, NoSuchObstacle, Often
from bot.store import counters
from bot.store.care_tables import obstacle_kinds, obstacles, stopped_labels
from bot.store.rows import row_of
from bot.store.transaction import Reader, Transaction

COLUMNS: Final = [obstacle_kinds.c[one.name] for one in fields(Kind)]
MINE: Final = obstacle_kinds.c.workspace == sa.bindparam("ws")
ONE: Final = sa.select(*COLUMNS).where(MINE, obstacle_kinds.c.number == sa.bindparam("n"))
ALIKE: Final = sa.select(*COLUMNS).where(MINE, obstacle_kinds.c.alike == sa.bindparam("alike"))
SAVE: Final = (
    obstacle_kinds.update()
    .where(MINE, obstacle_kinds.c.number == sa.bindparam("n"))
    .values({name: sa.bindparam(name) for name in ("owner", "taken_at", "done_at")})
)
MET: Final = sa.func.count().label("met")
TOP: Final = (
    sa.select(
        *COLUMNS,
        MET,
        sa.func.sum(sa.case((obstacles.c.at >= sa.bindparam("since"), 1), else_=0)).label("week"),
        sa.func.sum(sa.case((obstacles.c.often == Often.EACH_TIME.value, 1), else_=0)).label(
            "each_time"
        ),
        sa.func.max(obstacles.c.number).label("newest"),
    )
    .join_from(
        obstacle_kinds,
        obstacles,
        sa.and_(
            obstacles.c.workspace == obstacle_kinds.c.workspace,
            obstacles.c.kind == obstacle_kinds.c.number,
        ),
    )
    .where(MINE, obstacle_kinds.c.done_at.is_(None))
    .group_by(*COLUMNS)
    .order_by(MET.desc(), obstacle_kinds.c.number)
    .limit(sa.bindparam("most"))
)
WORDS: Final = sa.select(obstacles.c.number, obstacles.c.words).where(
    obstacles.c.workspace == sa.bindparam("ws"),
    obstacles.c.number.in_(sa.bindparam("numbers", expanding=True)),
)
MONTHS: Final = (
    sa.select(stopped_labels.c.month, stopped_labels.c.stopped)
    .where(stopped_labels.c.workspace == sa.bindparam("ws"))
    .order_by(stopped_labels.c.month.desc())
    .limit(sa.bindparam("most"))
)


def _stopping(insert: type[sqlite.Insert] | type[postgresql.Insert]) -> sa.Executable:
    return insert(stopped_labels).on_conflict_do_update(
        index_elements=["workspace", "month"],
        set_={"stopped": stopped_labels.c.stopped + 1},
    )


STOP: Final = {True: _stopping(postgresql.Insert), False: _stopping(sqlite.Insert)}


async def read(reader: Reader, workspace: str, number: int) -> Kind:
    """Raises `NoSuchObstacle`."""
    row = await reader.first(ONE, {"ws": workspace, "n": number})
    if row is None:
        raise NoSuchObstacle(f"OB-{number}")
    return _from(row)


async def add(
    tx: Transaction,
    kind: Kind,
    *,
    words: str,
    often: Often,
    incident: int | None,
    now: datetime,
) -> Kind:
    """Keep what somebody met, with those alike; one that was gone is there again."""
    await counters.take_turn(tx, kind.workspace, "obstacle")
    row = await tx.first(ALIKE, {"ws": kind.workspace, "alike": kind.alike})
    if row is None:
        number = await counters.next_number(tx, kind.workspace, "obstacle_kind")
        kind = Kind(workspace=kind.workspace, number=number, tool=kind.tool)
        await tx.execute(obstacle_kinds.insert(), {**row_of(kind), "alike": kind.alike})
    else:
        kind = await _open_again(tx, _from(row))
    met = {
        "workspace": kind.workspace,
        "number": await counters.next_number(tx, kind.workspace, "obstacle"),
        "kind": kind.number,
        "incident": incident,
        "words": words,
        "often": often.value,
        "at": now,
    }
    await tx.execute(obstacles.insert(), met)
    return kind


async def save(tx: Transaction, kind: Kind) -> None:
    values = {"owner": kind.owner, "taken_at": kind.taken_at, "done_at": kind.done_at}
    await tx.execute(SAVE, {"ws": kind.workspace, "n": kind.number, **values})


async def lock(tx: Transaction, workspace: str, number: int) -> Kind:
    """Return the kind; nobody else changes one before this transaction ends."""
    await counters.take_turn(tx, workspace, "obstacle")
    return await read(tx, workspace, number)


async def top(reader: Reader, workspace: str, *, most: int, now: datetime) -> list[Counted]:
    """Return the kinds that are not gone, the one met most often first."""
    rows = await reader.rows(TOP, {"ws": workspace, "since": now - A_WEEK, "most": most})
    newest = [row.newest for row in rows]
    said = {
        row.number: row.words
        for row in await reader.rows(WORDS, {"ws": workspace, "numbers": newest})
    }
    return [
        Counted(_from(row), int(row.met), int(row.week), int(row.each_time), said[row.newest])
        for row in rows
    ]


async def count_stopped(tx: Transaction, workspace: str, month: str) -> None:
    """Count a label for a customer that was stopped; whose it was is not kept."""
    await tx.execute(STOP[tx.is_postgres], {"workspace": workspace, "month": month, "stopped": 1})


async def stopped_by_month(reader: Reader, workspace: str, *, most: int) -> dict[str, int]:
    """Return how many labels were stopped in each of the last months, the newest first."""
    rows = await reader.rows(MONTHS, {"ws": workspace, "most": most})
    return {row.month: int(row.stopped) for row in rows}


async def _open_again(tx: Transaction, kind: Kind) -> Kind:
    """Count afresh what was gone: what was met before it was removed is done with."""
    if kind.done_at is None:
        return kind
    await tx.execute(
        obstacles.delete().where(
            obstacles.c.workspace == kind.workspace, obstacles.c.kind == kind.number
        )
    )
    again = Kind(workspace=kind.workspace, number=kind.number, tool=kind.tool)
    await save(tx, again)
    return again


def _from(row: Row[Any]) -> Kind:
    return Kind(**{one.name: getattr(row, one.name) for one in fields(Kind)})
