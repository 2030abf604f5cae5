"""One outage, lived through once and kept many times over: every table grows in its proportion.

The rows are the product's own. A copy differs from them in the numbers that name things, in
names that stand once, and in time: each copy is so much older than the one before, and over. Only
what is still owed lies ahead, as it would by then.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa

from bot.store.every_table import TABLES
from bot.store.metadata import A_MILLISECOND, UtcTime
from bot.store.transaction import Store, Transaction

REFERS_TO: Final = {
    "incident": "incidents",
    "customer": "customers",
    "credit": "credits",
    "call": "calls",
}
"""What a number of this name is the number of."""
STAND_ONCE: Final = {
    "jobs": {"dedupe_key"},
    "postings": {"subject"},
    "done": {"deed"},
    "customers": {"reference", "logged_by"},
    "credits": {"customer_hash", "asked_by", "month"},
    "ledger": {"month"},
}
"""The names of one thing, and of who and which month it was: others in each copy."""
BY_HAND: Final = frozenset({"budget_raises", "delegations", "batches", "forgettings"})
"""What somebody decides now and then, or finance is given each day."""
NOT_OF_OUTAGES: Final = BY_HAND | frozenset(
    {"counters", "erasing", "homes", "strains", "job_lanes", "stopped_labels", "obstacle_kinds"}
)
"""One row a workspace, a person, a channel or a month besides: none grows with what happened."""
GROWING: Final = tuple(table for table in TABLES.values() if table.name not in NOT_OF_OUTAGES)
OVER: Final[Mapping[str, Mapping[str, sa.ColumnElement[Any]]]] = {
    "incidents": {"status": sa.literal("resolved"), "next_update_due": sa.null()},
    "promises": {"closed_at": TABLES["promises"].c.made_at},
    "customers": {"heard_at": TABLES["customers"].c.logged_at},
    "releases": {"state": sa.literal("released")},
    "prevention": {"state": sa.literal("done")},
    "credits": {"state": sa.literal("declined"), "undo": sa.null()},
}
"""How what somebody waits for ends: copies are of the past."""
LIMIT_S: Final = 600


async def multiply(store: Store, copies: int, *, apart: timedelta) -> None:
    """Keep all that is kept so many times more, each copy `apart` older than the one before."""
    if not copies:
        return
    async with store.transaction(limit_s=LIMIT_S) as tx:
        if tx.is_postgres:  # what refers to each other does so in each copy
            await tx.execute(sa.text("SET LOCAL session_replication_role = replica"))
        steps = {table.name: await _numbers_used(tx, table) for table in GROWING}
        for table in sorted(GROWING, key=_parents_first):
            await tx.execute(_copied(table, _up_to(copies), steps, apart))
        counters = TABLES["counters"]
        await tx.execute(counters.update().values(newest=counters.c.newest * (copies + 1)))


async def lengthen(store: Store, incident: int, times: int) -> None:
    """Let so many times as much have happened in an incident, and have been said."""
    async with store.transaction(limit_s=LIMIT_S) as tx:
        incidents = TABLES["incidents"]
        this = incidents.c.number == incident
        for name, counted in (("timeline", "entries"), ("updates", "updates")):
            table = TABLES[name]
            longest = sa.select(sa.func.max(table.c.number)).where(table.c.incident == incident)
            step = int(await tx.scalar(longest))
            numbers = _up_to(times - 1)
            moved = {"number": table.c.number + numbers.c.n * step}
            await tx.execute(_inserted(table, numbers, moved, table.c.incident == incident))
            await tx.execute(
                incidents.update().where(this).values({counted: incidents.c[counted] * times})
            )


async def know(store: Store) -> None:
    """Let PostgreSQL count what it holds, as it does by itself; SQLite plans without."""
    async with store.transaction(limit_s=LIMIT_S) as tx:
        if tx.is_postgres:
            await tx.execute(sa.text("ANALYZE"))


def _up_to(most: int) -> sa.CTE:
    first = sa.select(sa.literal(1).label("n")).cte("numbers", recursive=True)
    return first.union_all(sa.select(first.c.n + 1).where(first.c.n < most))


def _parents_first(table: sa.Table) -> int:
    return [*table.metadata.sorted_tables].index(table)


async def _numbers_used(tx: Transaction, table: sa.Table) -> int:
    if not _names_itself(table):
        return 0
    return int(await tx.scalar(sa.select(sa.func.coalesce(sa.func.max(table.c.number), 0))))


def _names_itself(table: sa.Table) -> bool:
    """Return whether its rows are numbered through, and not within an incident or a credit."""
    return [one.name for one in table.primary_key] == ["workspace", "number"]


def _copied(
    table: sa.Table, numbers: sa.CTE, steps: Mapping[str, int], apart: timedelta
) -> sa.Insert:
    moved = {one.name: _moved(one, table, numbers.c.n, steps, apart) for one in table.c}
    return _inserted(table, numbers, moved)


def _moved(
    column: sa.Column[Any],
    table: sa.Table,
    n: sa.ColumnElement[int],
    steps: Mapping[str, int],
    apart: timedelta,
) -> sa.ColumnElement[Any]:
    """Return what stands there in copy `n`."""
    if column.name in (over := OVER.get(table.name, {})):
        return over[column.name]
    if isinstance(column.type, UtcTime):
        ahead = 1 if table.name == "jobs" else -1  # what is to come stays to come
        by_ms = sa.literal(ahead * apart // A_MILLISECOND, sa.BigInteger)
        return sa.type_coerce(column, sa.BigInteger) + n * by_ms
    if column.name in STAND_ONCE.get(table.name, ()):
        return column.concat("#").concat(sa.cast(n, sa.Text))
    of = REFERS_TO.get(column.name) if isinstance(column.type, sa.Integer) else None
    if column.name == "number" and _names_itself(table):
        of = table.name
    return column if of is None else column + n * steps[of]


def _inserted(
    table: sa.Table,
    numbers: sa.CTE,
    moved: Mapping[str, sa.ColumnElement[Any]],
    *where: sa.ColumnElement[bool],
) -> sa.Insert:
    """Return what adds the rows once for each number, with what has moved."""
    kept = [one for one in table.c if not (table.name == "jobs" and one.name == "id")]
    rows = (
        sa.select(*(moved.get(one.name, one) for one in kept))
        .select_from(numbers.join(table, sa.true()))
        .where(*where)
    )
    return table.insert().from_select([one.name for one in kept], rows)
