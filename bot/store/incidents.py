"""Incidents as rows."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Row

from bot.domain.incident import Incident, Status, Type
from bot.domain.refusals import NoSuchIncident
from bot.domain.severity import Severity
from bot.store.job_tables import LIVE, jobs
from bot.store.postings import Posting
from bot.store.rows import row_of
from bot.store.statement import SCANS
from bot.store.tables import incidents, postings
from bot.store.transaction import Reader, Transaction

NUMBER = sa.cast(incidents.c.number, sa.Text)
NAMES = [field.name for field in fields(Incident)]
COLUMNS = [incidents.c[name] for name in NAMES]
ONE = sa.select(*COLUMNS).where(
    incidents.c.workspace == sa.bindparam("ws"), incidents.c.number == sa.bindparam("n")
)
ONE_POSTED = (
    ONE.add_columns(
        postings.c.place.label("posted_in"), postings.c.message.label("posted_as"), postings.c.told
    )
    .outerjoin_from(
        incidents,
        postings,
        sa.and_(
            postings.c.workspace == incidents.c.workspace,
            postings.c.subject == sa.bindparam("subject"),
        ),
    )
    .limit(1)
)
# PostgreSQL lets newcomers overtake those who wait for a row, so that on a busy incident somebody
# waits too long; those who wait for this lock are served in turn.
TURN = (
    sa.select(
        sa.func.pg_advisory_xact_lock(
            sa.func.hashtextextended(sa.bindparam("ws"), sa.cast(sa.bindparam("n"), sa.BigInteger))
        ).label("taken")
    )
    .cte("turn")
    .prefix_with("MATERIALIZED", dialect="postgresql")
)
IN_TURN = ONE.join_from(incidents, TURN, sa.true()).with_for_update(of=incidents)
ONE_LOCKED = {True: IN_TURN, False: ONE}
FREE = (
    sa.select(*COLUMNS)
    .where(
        incidents.c.workspace == sa.bindparam("ws"),
        incidents.c.number.in_(sa.bindparam("numbers", expanding=True)),
    )
    .order_by(incidents.c.number)
    .with_for_update(skip_locked=True)
)
OPEN = (
    sa.select(*COLUMNS)
    .where(incidents.c.workspace == sa.bindparam("ws"), incidents.c.status == Status.OPEN.value)
    .order_by(incidents.c.next_update_due, incidents.c.number)
    .limit(sa.bindparam("most"))
)
OWNED = OPEN.where(
    sa.or_(incidents.c.owner == sa.bindparam("who"), incidents.c.handed_to == sa.bindparam("who"))
)
IN_TIME = (
    incidents.c.workspace == sa.bindparam("ws"),
    incidents.c.opened_at >= sa.bindparam("since"),
    incidents.c.opened_at < sa.bindparam("until"),
)
OPENED = sa.select(incidents.c.number).where(*IN_TIME)
OPENED_BETWEEN = (
    sa.select(*COLUMNS).where(*IN_TIME).order_by(incidents.c.number).execution_options(**SCANS)
)
SAVE = (
    incidents.update()
    .where(incidents.c.workspace == sa.bindparam("ws"), incidents.c.number == sa.bindparam("n"))
    .values({field.name: sa.bindparam(field.name) for field in fields(Incident)})
)
WITHOUT_JOB = (
    sa.select(*COLUMNS)
    .where(
        incidents.c.status == Status.OPEN.value,
        ~sa.exists().where(
            jobs.c.dedupe_key
            == incidents.c.workspace + ":" + sa.bindparam("kind", type_=sa.Text) + ":" + NUMBER,
            LIVE,
        ),
    )
    .order_by(incidents.c.workspace, incidents.c.number)
    .limit(sa.bindparam("most"))
    .execution_options(**SCANS)
)
WORKSPACES = (
    sa.select(incidents.c.workspace)
    .where(incidents.c.number == sa.bindparam("n"))
    .order_by(incidents.c.workspace)
)
SEARCH = (
    sa.select(*COLUMNS)
    .where(
        incidents.c.workspace == sa.bindparam("ws"),
        sa.or_(
            sa.func.lower(incidents.c.what_fails).like(sa.bindparam("pattern"), escape="\\"),
            sa.bindparam("words") == NUMBER,
        ),
    )
    .order_by(incidents.c.status, incidents.c.number.desc())
    .limit(sa.bindparam("most"))
    .execution_options(**SCANS)
)


async def read(reader: Reader, workspace: str, number: int) -> Incident:
    """Raises `NoSuchIncident`."""
    return _found(await reader.first(ONE, {"ws": workspace, "n": number}), number)


async def read_posted(
    reader: Reader, workspace: str, number: int
) -> tuple[Incident, Posting | None]:
    """Return the incident, and where its card stands; raises `NoSuchIncident`."""
    asked = {"ws": workspace, "n": number, "subject": f"INC-{number}"}
    row = await reader.first(ONE_POSTED, asked)
    incident = _found(row, number)
    if row is None or row.posted_as is None:
        return incident, None
    return incident, Posting(place=row.posted_in, message=row.posted_as, told=row.told)


async def lock(tx: Transaction, workspace: str, number: int) -> Incident:
    """Return the incident; nobody else changes it before this transaction ends.

    Raises `NoSuchIncident`.
    """
    return _found(
        await tx.first(ONE_LOCKED[tx.is_postgres], {"ws": workspace, "n": number}), number
    )


async def lock_free(tx: Transaction, workspace: str, numbers: Iterable[int]) -> list[Incident]:
    """Return those of the incidents that nobody is changing now, locked, without waiting."""
    rows = await tx.rows(FREE, {"ws": workspace, "numbers": sorted(numbers)})
    return [_from(row) for row in rows]


async def open_ones(reader: Reader, workspace: str, *, most: int) -> list[Incident]:
    """Return up to `most` open incidents, the one that is due first in front."""
    rows = await reader.rows(OPEN, {"ws": workspace, "most": most})
    return [_from(row) for row in rows]


async def of_person(reader: Reader, workspace: str, person: str, *, most: int) -> list[Incident]:
    """Return up to `most` open incidents that the person owns, or was asked to take over."""
    rows = await reader.rows(OWNED, {"ws": workspace, "who": person, "most": most})
    return [_from(row) for row in rows]


async def opened_between(
    reader: Reader, workspace: str, *, since: datetime, until: datetime
) -> list[Incident]:
    """Return what was opened from `since` on, before `until`, drills and all."""
    asked = {"ws": workspace, "since": since, "until": until}
    return [_from(row) for row in await reader.rows(OPENED_BETWEEN, asked)]


async def without_job(reader: Reader, kind: str, *, most: int) -> list[Incident]:
    """Return up to `most` open incidents, of every workspace, for which no such job is owed."""
    rows = await reader.rows(WITHOUT_JOB, {"kind": kind, "most": most})
    return [_from(row) for row in rows]


async def search(reader: Reader, workspace: str, words: str, *, most: int) -> list[Incident]:
    """Return up to `most` incidents whose number is `words` or whose title holds it."""
    pattern = "".join(f"\\{char}" if char in "%_\\" else char for char in words.lower())
    asked = {"ws": workspace, "words": words, "pattern": f"%{pattern}%", "most": most}
    rows = await reader.rows(SEARCH, asked)
    return [_from(row) for row in rows]


async def workspaces_with(reader: Reader, number: int) -> list[str]:
    """Return the workspaces that have an incident of this number."""
    return [row.workspace for row in await reader.rows(WORKSPACES, {"n": number})]


async def add(tx: Transaction, incident: Incident) -> None:
    await tx.execute(incidents.insert(), row_of(incident))


async def save(tx: Transaction, *changed: Incident) -> None:
    await tx.execute_each(SAVE, [saved(one) for one in changed])


def saved(incident: Incident) -> dict[str, Any]:
    """Return what `SAVE` is executed with."""
    return {"ws": incident.workspace, "n": incident.number, **row_of(incident)}


def _found(row: Row[Any] | None, number: int) -> Incident:
    if row is None:
        raise NoSuchIncident(f"INC-{number}")
    return _from(row)


def _from(row: Row[Any]) -> Incident:
    values = dict(zip(NAMES, row, strict=False))  # with its card there is more in the row
    channels = values["channels"]
    typed = {
        "type": Type(values["type"]),
        "severity": Severity(values["severity"]),
        "status": Status(values["status"]),
        "channels": None if channels is None else tuple(channels),
        "unsure": tuple(values["unsure"]),
    }
    return Incident(**{**values, **typed})
