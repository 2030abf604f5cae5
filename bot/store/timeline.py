"""The timeline as rows. Rows are added and never changed."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Row

from bot.domain.timeline import COUNTED, WORK, Entry, Event
from bot.store.rows import row_of
from bot.store.tables import IS_TURN, timeline
from bot.store.transaction import Reader, Transaction

COLUMNS = [timeline.c[field.name] for field in fields(Entry)]
MINE = (
    timeline.c.workspace == sa.bindparam("ws"),
    timeline.c.incident == sa.bindparam("i"),
)
AFTER = (
    sa.select(*COLUMNS)
    .where(*MINE, timeline.c.number > sa.bindparam("after"))
    .order_by(timeline.c.number)
    .limit(sa.bindparam("most"))
)
LAST = (
    sa.select(*COLUMNS)
    .where(*MINE, timeline.c.event.not_in([event.value for event in COUNTED]))
    .order_by(timeline.c.number.desc())
    .limit(sa.bindparam("most"))
)
TURNS = (
    sa.select(*COLUMNS)
    .where(*MINE, IS_TURN, timeline.c.event.in_(sa.bindparam("events", expanding=True)))
    .order_by(timeline.c.number)
)
EVERY = sa.select(*COLUMNS).where(*MINE).order_by(timeline.c.number)
WORKED = (
    sa.select(timeline.c.number)
    .where(
        *MINE,
        timeline.c.by == sa.bindparam("person"),
        timeline.c.event.in_(sorted(WORK)),
    )
    .limit(1)
)
ADD = timeline.insert()


async def add(tx: Transaction, *entries: Entry) -> None:
    await tx.execute_each(ADD, [row(entry) for entry in entries])


def row(entry: Entry) -> dict[str, Any]:
    return {**row_of(entry), "details": dict(entry.details)}


async def after(
    reader: Reader, workspace: str, incident: int, *, number: int, most: int
) -> list[Entry]:
    """Return up to `most` lines that follow line `number`, oldest first."""
    asked = {"ws": workspace, "i": incident, "after": number, "most": most}
    return [_from(row) for row in await reader.rows(AFTER, asked)]


async def last(reader: Reader, workspace: str, incident: int, *, most: int) -> list[Entry]:
    """Return up to `most` of the newest lines, oldest first, without those that are counted."""
    asked = {"ws": workspace, "i": incident, "most": most}
    return [_from(row) for row in reversed(await reader.rows(LAST, asked))]


async def every(reader: Reader, workspace: str, incident: int) -> list[Entry]:
    """Return the whole timeline, oldest first."""
    return [_from(row) for row in await reader.rows(EVERY, {"ws": workspace, "i": incident})]


async def turns(
    reader: Reader, workspace: str, incident: int, events: Iterable[Event]
) -> list[Entry]:
    """Return the lines of these kinds, of those that `IS_TURN` names, oldest first."""
    asked = {"ws": workspace, "i": incident, "events": [event.value for event in events]}
    return [_from(row) for row in await reader.rows(TURNS, asked)]


async def has_worked(reader: Reader, workspace: str, incident: int, person: str) -> bool:
    """Return whether the person has told customers something, spoken to them, or led it."""
    asked = {"ws": workspace, "i": incident, "person": person}
    return await reader.first(WORKED, asked) is not None


def _from(row: Row[Any]) -> Entry:
    return Entry(**{**row._asdict(), "event": Event(row.event)})
