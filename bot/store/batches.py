"""Batches for finance as rows: the bytes as they were given, and what became of each line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from bot.domain.batch import Kind, Outcome, Returned
from bot.store import counters
from bot.store.money_tables import batch_lines, batches
from bot.store.transaction import Reader, Transaction

MOST_NAMED: Final = 10_000
"""Credits in one question: neither database takes more than some 32,000 values in a statement."""
MINE = batches.c.workspace == sa.bindparam("ws")
LINES_MINE = batch_lines.c.workspace == sa.bindparam("ws")
ONE = sa.select(batches.c.csv).where(MINE, batches.c.number == sa.bindparam("n"))
SENT = sa.select(batch_lines.c.credit, batch_lines.c.kind).where(
    LINES_MINE, batch_lines.c.credit.in_(sa.bindparam("credits", expanding=True))
)
OF_BATCH = (
    sa.select(batch_lines.c.credit, batch_lines.c.kind, batch_lines.c.outcome)
    .where(LINES_MINE, batch_lines.c.batch == sa.bindparam("n"))
    .order_by(batch_lines.c.credit)
)
OPEN = (
    sa.select(batch_lines.c.credit, batch_lines.c.batch, batches.c.at)
    .join_from(
        batch_lines,
        batches,
        sa.and_(
            batches.c.workspace == batch_lines.c.workspace, batches.c.number == batch_lines.c.batch
        ),
    )
    .where(LINES_MINE, batch_lines.c.outcome.is_(None), batches.c.at <= sa.bindparam("before"))
    .order_by(batch_lines.c.batch, batch_lines.c.credit)
)
SETTLE = (
    batch_lines.update()
    .where(
        LINES_MINE,
        batch_lines.c.batch == sa.bindparam("n"),
        batch_lines.c.credit == sa.bindparam("c"),
        batch_lines.c.outcome.is_(None),
    )
    .values({name: sa.bindparam(name) for name in ("outcome", "reference", "settled_at")})
)


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A line that finance has not answered."""

    credit: int
    batch: int
    at: datetime


async def next_number(tx: Transaction, workspace: str) -> int:
    return await counters.next_number(tx, workspace, "batch")


async def sent(reader: Reader, workspace: str, numbers: Sequence[int]) -> set[tuple[int, Kind]]:
    """Return what of these credits is in some batch already."""
    found: set[tuple[int, Kind]] = set()
    for first in range(0, len(numbers), MOST_NAMED):
        some = {"ws": workspace, "credits": numbers[first : first + MOST_NAMED]}
        found |= {(row.credit, Kind(row.kind)) for row in await reader.rows(SENT, some)}
    return found


async def add(
    tx: Transaction, workspace: str, number: int, csv: str, *, by: str, at: datetime
) -> None:
    values = {"workspace": workspace, "number": number, "by": by, "at": at, "csv": csv}
    await tx.execute(batches.insert(), values)


async def add_lines(
    tx: Transaction, workspace: str, number: int, lines: Iterable[tuple[int, Kind]]
) -> None:
    for credit, kind in lines:
        values = {"workspace": workspace, "batch": number, "credit": credit, "kind": kind}
        await tx.execute(batch_lines.insert(), values)


async def csv_of(reader: Reader, workspace: str, number: int) -> str | None:
    """Return the very bytes of a batch; None if there is none."""
    found = await reader.scalar(ONE, {"ws": workspace, "n": number})
    return None if found is None else str(found)


async def lines_of(
    reader: Reader, workspace: str, number: int
) -> list[tuple[int, Kind, Outcome | None]]:
    rows = await reader.rows(OF_BATCH, {"ws": workspace, "n": number})
    return [(row.credit, Kind(row.kind), row.outcome and Outcome(row.outcome)) for row in rows]


async def settle(
    tx: Transaction, workspace: str, number: int, one: Returned, *, at: datetime
) -> None:
    values = {"outcome": one.outcome, "reference": one.reference, "settled_at": at}
    await tx.execute(SETTLE, {"ws": workspace, "n": number, "c": one.credit, **values})


async def unmatched(reader: Reader, workspace: str, *, before: datetime) -> list[Unmatched]:
    """Return the lines sent before then that have no answer."""
    rows = await reader.rows(OPEN, {"ws": workspace, "before": before})
    return [Unmatched(row.credit, row.batch, row.at) for row in rows]
