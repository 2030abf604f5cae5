"""Overwriting personal data in every table, those that stand for ever among them.

This is the only way past their triggers, which let nothing but personal columns change.
"""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Row

from bot.domain.forgetting import Names
from bot.store import counters
from bot.store.care_tables import obstacle_kinds, obstacles
from bot.store.every_table import TABLES
from bot.store.forgetting_tables import erasing, forgettings
from bot.store.money_tables import credits_
from bot.store.personal import LETTERS, personal_columns, swept, without_person, word_columns
from bot.store.statement import SCANS
from bot.store.transaction import Reader, Transaction

AT_ONCE: Final = 500
"""Rows that are read, or changed, by one statement."""
Key = tuple[Any, ...]
Rewrite = Callable[[sa.Table, Mapping[str, Any]], dict[str, Any]]


@asynccontextmanager
async def with_leave(tx: Transaction, workspace: str) -> AsyncIterator[None]:
    """Let personal columns be overwritten in this transaction, until the block ends."""
    await tx.execute(erasing.insert(), {"workspace": workspace})
    yield
    await tx.execute(erasing.delete().where(erasing.c.workspace == workspace))


def tables_with_words() -> list[sa.Table]:
    """Return the tables of a workspace in which somebody's words can stand."""
    return [one for one in TABLES.values() if "workspace" in one.c and word_columns(one)]


async def holding(reader: Reader, table: sa.Table, workspace: str, names: Names) -> list[Key]:
    """Return the keys of the rows in which one of the names stands."""
    found: list[Key] = []
    after: Key | None = None
    while rows := await reader.rows(_page(table, workspace, after)):
        found += [_key(table, row) for row in rows if swept(table, row._asdict(), names)]
        after = _key(table, rows[-1])
    return found


async def sweep(tx: Transaction, table: sa.Table, keys: Sequence[Key], names: Names) -> None:
    """Take the names out of these rows, as they stand now."""
    await _rewrite(tx, table, _these(table, keys), lambda one, row: swept(one, row, names))


async def clear_person(
    tx: Transaction,
    workspace: str,
    *,
    customers: Sequence[int],
    calls: Sequence[int],
    credits: Sequence[int],
) -> None:
    """Remove the personal data of the rows that are about somebody."""
    about = {"customer": customers, "call": calls, "credit": credits}
    own = {"customers": customers, "calls": calls, "credits": credits}
    answers = TABLES["call_answers"]
    await tx.execute(
        answers.delete().where(answers.c.workspace == workspace, answers.c.call.in_(calls))
    )
    for table in tables_with_words():
        which = [
            table.c[name].in_(numbers)
            for name, numbers in about.items()
            if name in table.c and isinstance(table.c[name].type, sa.Integer)
        ]
        if table.name in own:
            which.append(table.c.number.in_(own[table.name]))
        if which and (personal_columns(table) or table.name in LETTERS):
            mine = sa.and_(table.c.workspace == workspace, sa.or_(*which))
            await _rewrite(tx, table, mine, without_person)


async def clear_incident(
    tx: Transaction, workspace: str, incident: int, names: Names
) -> Counter[str]:
    """Remove the personal data of everything that belongs to an incident, and the names in it."""
    changed: Counter[str] = Counter()
    answers = TABLES["call_answers"]
    gone = await tx.execute(answers.delete().where(*_of(answers, workspace, incident)))
    changed["call_answers"] += gone.rowcount
    for table in tables_with_words():
        if table is answers or not _belongs_to_incident(table):
            continue
        which = sa.and_(*_of(table, workspace, incident))
        if personal_columns(table) or table.name in LETTERS:
            changed[table.name] += await _rewrite(tx, table, which, without_person)
        changed[table.name] += await _rewrite(
            tx, table, which, lambda one, row: swept(one, row, names)
        )
    return +changed


async def note(
    tx: Transaction,
    workspace: str,
    what: str,
    figures: Mapping[str, int],
    *,
    at: Any,  # noqa: ANN401 - a time
) -> None:
    """Keep that somebody was forgotten, and how much of them there was."""
    number = await counters.next_number(tx, workspace, "forgetting")
    row = {"workspace": workspace, "number": number, "what": what, "at": at}
    await tx.execute(forgettings.insert(), {**row, "figures": dict(figures)})


def _belongs_to_incident(table: sa.Table) -> bool:
    own = (TABLES["incidents"], TABLES["batches"], obstacle_kinds)
    return table in own or bool({"incident", "credit"} & set(table.c.keys()))


def _of(table: sa.Table, workspace: str, incident: int) -> list[sa.ColumnElement[bool]]:
    mine = [table.c.workspace == workspace]
    if table is TABLES["incidents"]:
        return [*mine, table.c.number == incident]
    if "incident" in table.c:
        return [*mine, table.c.incident == incident]
    if table is obstacle_kinds:
        met = sa.select(obstacles.c.kind).where(*_of(obstacles, workspace, incident))
        return [*mine, table.c.number.in_(met)]
    of_incident = (credits_.c.workspace == workspace, credits_.c.incident == incident)
    if table is TABLES["batches"]:
        return [*mine, table.c.number.in_(sa.select(credits_.c.batch).where(*of_incident))]
    return [*mine, table.c.credit.in_(sa.select(credits_.c.number).where(*of_incident))]


def _page(table: sa.Table, workspace: str, after: Key | None) -> sa.Executable:
    keys = list(table.primary_key.columns)
    page = sa.select(table).where(table.c.workspace == workspace).order_by(*keys).limit(AT_ONCE)
    if after is not None:
        values = [sa.literal(one, key.type) for one, key in zip(after, keys, strict=True)]
        page = page.where(sa.tuple_(*keys) > sa.tuple_(*values))
    return page.execution_options(**SCANS)


def _these(table: sa.Table, keys: Sequence[Key]) -> sa.ColumnElement[bool]:
    columns = list(table.primary_key.columns)
    each = [
        sa.and_(*(column == value for column, value in zip(columns, key, strict=True)))
        for key in keys
    ]
    return sa.or_(sa.false(), *each)


def _key(table: sa.Table, row: Row[Any]) -> Key:
    return tuple(getattr(row, one.name) for one in table.primary_key.columns)


async def _rewrite(
    tx: Transaction, table: sa.Table, which: sa.ColumnElement[bool], rewrite: Rewrite
) -> int:
    many = 0
    rows = await tx.rows(sa.select(table).where(which))
    changes = [(_key(table, row), new) for row in rows if (new := rewrite(table, row._asdict()))]
    for names in {frozenset(new) for _, new in changes}:
        alike = [(key, new) for key, new in changes if frozenset(new) == names]
        await tx.execute_each(_update(table, sorted(names)), [_bound(*one) for one in alike])
        many += len(alike)
    return many


def _update(table: sa.Table, names: Sequence[str]) -> sa.Executable:
    keys = table.primary_key.columns
    which = [column == sa.bindparam(f"key_{place}") for place, column in enumerate(keys)]
    return (
        table.update().where(*which).values({name: sa.bindparam(f"new_{name}") for name in names})
    )


def _bound(key: Key, new: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{f"key_{place}": value for place, value in enumerate(key)},
        **{f"new_{name}": value for name, value in new.items()},
    }
