"""Promises as rows."""

from dataclasses import fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Row

from bot.domain.people_refusals import NoSuchPromise
from bot.domain.promise import Promise, Status
from bot.store.people_tables import promises
from bot.store.rows import row_of
from bot.store.transaction import Reader, Transaction

ONE = sa.select(promises).where(
    promises.c.workspace == sa.bindparam("ws"), promises.c.number == sa.bindparam("n")
)
OF_INCIDENT = (
    promises.c.workspace == sa.bindparam("ws"),
    promises.c.incident == sa.bindparam("i"),
)
LIVE = (
    sa.select(promises)
    .where(*OF_INCIDENT, promises.c.closed_at.is_(None))
    .order_by(promises.c.due, promises.c.number)
)
EVERY = sa.select(promises).where(*OF_INCIDENT).order_by(promises.c.number)
OWED_BY = (
    sa.select(promises)
    .where(
        promises.c.workspace == sa.bindparam("ws"),
        promises.c.owner == sa.bindparam("who"),
        promises.c.closed_at.is_(None),
    )
    .order_by(promises.c.due, promises.c.number)
    .limit(sa.bindparam("most"))
)
MADE_IN = (
    sa.select(promises)
    .where(*OF_INCIDENT, promises.c.made_in == sa.bindparam("made_in"))
    .order_by(promises.c.number.desc())
    .limit(1)
)
ADD = promises.insert()
SAVE = (
    promises.update()
    .where(promises.c.workspace == sa.bindparam("ws"), promises.c.number == sa.bindparam("n"))
    .values({field.name: sa.bindparam(field.name) for field in fields(Promise)})
)


async def read(reader: Reader, workspace: str, number: int) -> Promise:
    """Raises `NoSuchPromise`."""
    row = await reader.first(ONE, {"ws": workspace, "n": number})
    if row is None:
        raise NoSuchPromise(f"PR-{number}")
    return _from(row)


async def live(reader: Reader, workspace: str, incident: int) -> list[Promise]:
    """Return the incident's promises that are still to be kept, the one due first in front."""
    return [_from(row) for row in await reader.rows(LIVE, {"ws": workspace, "i": incident})]


async def every(reader: Reader, workspace: str, incident: int) -> list[Promise]:
    """Return all that was promised about the incident, whatever became of it, in order."""
    return [_from(row) for row in await reader.rows(EVERY, {"ws": workspace, "i": incident})]


async def of_person(reader: Reader, workspace: str, person: str, *, most: int) -> list[Promise]:
    """Return up to `most` promises that the person has still to keep, the one due first first."""
    rows = await reader.rows(OWED_BY, {"ws": workspace, "who": person, "most": most})
    return [_from(row) for row in rows]


async def made_in(reader: Reader, workspace: str, incident: int, where: str) -> Promise | None:
    """Return the newest promise that was made in `where`: `update:3:0`, `facts:scope`."""
    row = await reader.first(MADE_IN, {"ws": workspace, "i": incident, "made_in": where})
    return None if row is None else _from(row)


async def add(tx: Transaction, promise: Promise) -> None:
    await tx.execute(ADD, row_of(promise))


async def save(tx: Transaction, promise: Promise) -> None:
    """Whoever changes a promise holds the lock of its incident."""
    await tx.execute(SAVE, {"ws": promise.workspace, "n": promise.number, **row_of(promise)})


def _from(row: Row[Any]) -> Promise:
    typed = {"status": Status(row.status), "settles": row.settles or ""}
    return Promise(**{**row._asdict(), **typed})
