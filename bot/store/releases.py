"""Requests to release words, as rows."""

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Row

from bot.domain.release import NoSuchRelease, Release, State
from bot.domain.update import Approval, Kind
from bot.store.rows import row_of
from bot.store.tables import releases
from bot.store.transaction import Reader, Transaction

DECISION: Final = ("state", "decided_by", "decided_at", "note")
ONE: Final = sa.select(releases).where(
    releases.c.workspace == sa.bindparam("ws"), releases.c.number == sa.bindparam("n")
)
ONE_LOCKED: Final = ONE.with_for_update()
OF_TEXT: Final = (
    sa.select(releases)
    .where(
        releases.c.workspace == sa.bindparam("ws"),
        releases.c.incident == sa.bindparam("i"),
        releases.c.kind == sa.bindparam("k"),
        releases.c.text == sa.bindparam("t"),
        releases.c.customer.is_not_distinct_from(sa.bindparam("to", type_=sa.Integer)),
    )
    .order_by(releases.c.number.desc())
    .limit(1)
)
WAITING: Final = (
    sa.select(releases)
    .where(
        releases.c.workspace == sa.bindparam("ws"),
        releases.c.incident == sa.bindparam("i"),
        releases.c.state == State.ASKED.value,
    )
    .order_by(releases.c.number)
)
ASKED: Final = (
    sa.select(releases)
    .where(releases.c.workspace == sa.bindparam("ws"), releases.c.state == State.ASKED.value)
    .order_by(releases.c.number)
)
DECIDE: Final = (
    releases.update()
    .where(releases.c.workspace == sa.bindparam("ws"), releases.c.number == sa.bindparam("n"))
    .values({name: sa.bindparam(name) for name in DECISION})
)


async def read(reader: Reader, workspace: str, number: int) -> Release:
    """Raises `NoSuchRelease`."""
    return _found(await reader.first(ONE, {"ws": workspace, "n": number}), number)


async def lock(tx: Transaction, workspace: str, number: int) -> Release:
    """Return the request; nobody else decides it before this transaction ends.

    Raises `NoSuchRelease`.
    """
    return _found(await tx.first(ONE_LOCKED, {"ws": workspace, "n": number}), number)


async def newest_of(
    reader: Reader, workspace: str, incident: int, kind: Kind, text: str, *, to: int | None
) -> Release | None:
    """Return the last request for just these words, to nobody else: two may share a name."""
    wanted = {"ws": workspace, "i": incident, "k": kind.value, "t": text, "to": to}
    row = await reader.first(OF_TEXT, wanted)
    return None if row is None else _from(row)


async def waiting(reader: Reader, workspace: str, incident: int) -> list[Release]:
    """Return what nobody has decided yet, oldest first."""
    return [_from(row) for row in await reader.rows(WAITING, {"ws": workspace, "i": incident})]


async def asked_of(reader: Reader, workspace: str, person: str) -> list[Release]:
    """Return what waits for this person among others, oldest first."""
    found = [_from(row) for row in await reader.rows(ASKED, {"ws": workspace})]
    return [one for one in found if person in one.asked_of]


async def add(tx: Transaction, release: Release) -> None:
    await tx.execute(releases.insert(), {**row_of(release), "asked_of": list(release.asked_of)})


async def save_decision(tx: Transaction, release: Release) -> None:
    decision = {name: getattr(release, name) for name in DECISION}
    await tx.execute(DECIDE, {"ws": release.workspace, "n": release.number, **decision})


def _found(row: Row[Any] | None, number: int) -> Release:
    if row is None:
        raise NoSuchRelease(f"W-{number}")
    return _from(row)


def _from(row: Row[Any]) -> Release:
    typed = {
        "kind": Kind(row.kind),
        "approval": Approval(row.approval),
        "state": State(row.state),
        "asked_of": tuple(row.asked_of),
    }
    return Release(**{**row._asdict(), **typed})
