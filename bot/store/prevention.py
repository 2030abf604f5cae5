"""What prevents an incident's return, and the five questions on it, as rows."""

from dataclasses import fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Row
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.after_refusals import NoSuchItem
from bot.domain.prevention import Item, Question, Review, State
from bot.store.prevention_tables import prevention, reviews
from bot.store.rows import row_of
from bot.store.transaction import Reader, Transaction

ONE = sa.select(prevention).where(
    prevention.c.workspace == sa.bindparam("ws"), prevention.c.number == sa.bindparam("n")
)
OF_INCIDENT = (
    sa.select(prevention)
    .where(prevention.c.workspace == sa.bindparam("ws"), prevention.c.incident == sa.bindparam("i"))
    .order_by(prevention.c.due, prevention.c.number)
)
OF_OWNER = (
    sa.select(prevention)
    .where(
        prevention.c.workspace == sa.bindparam("ws"),
        prevention.c.owner == sa.bindparam("owner"),
        prevention.c.state == State.OPEN.value,
    )
    .order_by(prevention.c.due, prevention.c.number)
    .limit(sa.bindparam("most"))
)
ADD = prevention.insert()
SAVE = (
    prevention.update()
    .where(prevention.c.workspace == sa.bindparam("ws"), prevention.c.number == sa.bindparam("n"))
    .values({field.name: sa.bindparam(field.name) for field in fields(Item)})
)
REVIEW = sa.select(reviews).where(
    reviews.c.workspace == sa.bindparam("ws"), reviews.c.incident == sa.bindparam("i")
)


def _keep(insert: type[sqlite.Insert] | type[postgresql.Insert]) -> sa.Executable:
    new = insert(reviews)
    changed = {field.name: new.excluded[field.name] for field in fields(Review)}
    return new.on_conflict_do_update(index_elements=["workspace", "incident"], set_=changed)


KEEP_REVIEW = {True: _keep(postgresql.Insert), False: _keep(sqlite.Insert)}


async def read(reader: Reader, workspace: str, number: int) -> Item:
    """Raises `NoSuchItem`."""
    row = await reader.first(ONE, {"ws": workspace, "n": number})
    if row is None:
        raise NoSuchItem(f"PV-{number}")
    return _item(row)


async def of_incident(reader: Reader, workspace: str, incident: int) -> list[Item]:
    """Return every step against an incident's return, the one due first in front."""
    rows = await reader.rows(OF_INCIDENT, {"ws": workspace, "i": incident})
    return [_item(row) for row in rows]


async def of_owner(reader: Reader, workspace: str, owner: str, *, most: int) -> list[Item]:
    """Return up to `most` steps that somebody has still to do, the one due first in front."""
    rows = await reader.rows(OF_OWNER, {"ws": workspace, "owner": owner, "most": most})
    return [_item(row) for row in rows]


async def add(tx: Transaction, item: Item) -> None:
    await tx.execute(ADD, row_of(item))


async def save(tx: Transaction, item: Item) -> None:
    """Whoever changes a step holds the lock of its incident."""
    await tx.execute(SAVE, {"ws": item.workspace, "n": item.number, **row_of(item)})


async def review(reader: Reader, workspace: str, incident: int) -> Review | None:
    """Return the five questions as they stand; None for one that was never resolved."""
    row = await reader.first(REVIEW, {"ws": workspace, "i": incident})
    if row is None:
        return None
    answers = {Question(name): words for name, words in row.answers.items()}
    return Review(**{**row._asdict(), "answers": answers})


async def keep_review(tx: Transaction, kept: Review) -> None:
    """Whoever changes it holds the lock of its incident."""
    await tx.execute(KEEP_REVIEW[tx.is_postgres], {**row_of(kept), "answers": dict(kept.answers)})


def _item(row: Row[Any]) -> Item:
    return Item(**{**row._asdict(), "state": State(row.state)})
