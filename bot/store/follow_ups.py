"""Who is asked what after an outage, and who waits: customers with their cases, by urgency."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Row

from bot.domain.case import SEASON, WEEK, Case, Reply
from bot.domain.customer import Customer
from bot.store.case_tables import cases
from bot.store.cases import IS_OPEN, THEIRS, case_of, fresh, same
from bot.store.customers import customer_of
from bot.store.metadata import UtcTime
from bot.store.people_tables import customers
from bot.store.tables import incidents
from bot.store.transaction import Reader

OWN: Final = sa.and_(
    cases.c.workspace == customers.c.workspace, cases.c.customer == customers.c.number
)
OF_INCIDENT: Final = (
    customers.c.workspace == sa.bindparam("ws"),
    customers.c.incident == sa.bindparam("i"),
)
FOLLOWS_INCIDENT: Final = sa.and_(cases.c.resolved_at.is_(None), cases.c.reopened_at.is_(None))
ENDED_AT: Final = sa.case((FOLLOWS_INCIDENT, incidents.c.resolved_at), else_=cases.c.resolved_at)
_ANY_SAME = same(number=customers.c.number, reference=customers.c.reference)
MAY_BE_ASKED: Final = (
    sa.func.coalesce(cases.c.opted_out, sa.false()) == sa.false(),
    ~_ANY_SAME.where(sa.or_(IS_OPEN, THEIRS.c.opted_out.is_(sa.true())))
    .correlate(customers)
    .exists(),
)
WHOSE: Final = sa.func.coalesce(cases.c.owner, customers.c.logged_by)
"""Who follows a customer up; empty for one of a file."""
WITH_CASES: Final = customers.join(
    incidents,
    sa.and_(
        incidents.c.workspace == customers.c.workspace,
        incidents.c.number == customers.c.incident,
    ),
).outerjoin(cases, OWN)
URGENT: Final = (customers.c.urgency.desc(), customers.c.number)
BEFORE: Final = sa.bindparam("before", type_=UtcTime())
NOT_WRITTEN: Final = (*MAY_BE_ASKED, cases.c.written_at.is_(None), ENDED_AT <= BEFORE)
TO_WRITE: Final = (*OF_INCIDENT, *NOT_WRITTEN)
WAITING: Final = (*OF_INCIDENT, cases.c.written_at.is_not(None), cases.c.outcome.is_(None))
SEASONED: Final = (
    *OF_INCIDENT,
    sa.or_(cases.c.written_at.is_not(None), customers.c.may_leave, cases.c.won_at.is_not(None)),
    cases.c.later.is_(None),
    ENDED_AT <= BEFORE,
)
LEFT: Final = (
    *OF_INCIDENT,
    customers.c.has_left,
    sa.func.coalesce(cases.c.opted_out, sa.false()) == sa.false(),
    sa.or_(cases.c.reply.is_(None), cases.c.reply.in_([Reply.REPLIED, Reply.TALKING])),
)
"""Those who have left, until they came back or said no."""

OPENED_WITHIN: Final = 2 * SEASON
"""An incident that was opened earlier stands in the notes alone, not on App Home."""


def _listing(conditions: Sequence[sa.ColumnElement[bool]]) -> sa.Select[Any]:
    return (
        sa.select(customers, *(column.label(f"case_{column.name}") for column in cases.c))
        .select_from(WITH_CASES)
        .where(*conditions)
        .order_by(*URGENT)
        .limit(sa.bindparam("most"))
    )


def _counting(conditions: Sequence[sa.ColumnElement[bool]]) -> sa.Executable:
    """Count whom a condition holds for, by who follows them up."""
    counted = sa.select(WHOSE.label("whose"), sa.func.count().label("many"))
    return counted.select_from(WITH_CASES).where(*conditions).group_by(WHOSE)


MINE: Final = WHOSE.in_(sa.bindparam("people", expanding=True))
LISTED: Final = {
    name: _listing(conditions)
    for name, conditions in {
        "to_write": TO_WRITE,
        "waiting": WAITING,
        "seasoned": SEASONED,
        "left": LEFT,
        "to_write_mine": (*TO_WRITE, MINE),
        "seasoned_mine": (*SEASONED, MINE),
    }.items()
}
COUNTED: Final = {"to_write": _counting(TO_WRITE), "seasoned": _counting(SEASONED)}
ALONE: Final = {
    name: _counting((*conditions, customers.c.number == sa.bindparam("n")))
    for name, conditions in {"to_write": TO_WRITE, "seasoned": SEASONED}.items()
}

LATELY: Final = sa.select(incidents.c.number).where(
    incidents.c.workspace == sa.bindparam("ws"),
    incidents.c.opened_at >= sa.bindparam("opened_since", type_=UtcTime()),
    incidents.c.is_drill.is_(sa.false()),
)
"""By their numbers, so that no other customer of the workspace is read."""
OWNER: Final = sa.func.coalesce(incidents.c.owner, incidents.c.opened_by)


def _of_person(
    lately: sa.Select[Any], logged_by: sa.ColumnElement[str]
) -> sa.Select[tuple[int, int, datetime]]:
    return (
        sa.select(customers.c.incident, customers.c.number, ENDED_AT.label("ended_at"))
        .select_from(WITH_CASES)
        .where(
            customers.c.workspace == sa.bindparam("ws"),
            customers.c.logged_by == logged_by,
            customers.c.incident.in_(lately),
            *NOT_WRITTEN,
            sa.bindparam("after", type_=UtcTime()) < ENDED_AT,
        )
        .order_by(*URGENT)
        .limit(sa.bindparam("most"))
    )


PERSON: Final = sa.bindparam("person", type_=sa.Text)
LOGGED: Final = _of_person(LATELY, PERSON)
IMPORTED: Final = _of_person(LATELY.where(OWNER == PERSON), sa.literal(""))
"""Those of a file are followed up by who owns the incident."""

Found = list[tuple[Customer, Case]]


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Somebody who is to be asked whether it still works, since it has worked again for a week."""

    incident: int
    customer: int
    ended_at: datetime


async def of_person(
    reader: Reader, workspace: str, person: str, *, now: datetime, most: int
) -> list[ToAsk]:
    """Return up to `2 * most` whom somebody has to ask, of all lately opened incidents.

    After 90 days nobody is asked any more whether it still works.
    """
    asked = {
        "ws": workspace,
        "person": person,
        "opened_since": now - OPENED_WITHIN,
        "after": now - SEASON,
        "before": now - WEEK,
        "most": most,
    }
    rows = [row for one in (LOGGED, IMPORTED) for row in await reader.rows(one, asked)]
    return [ToAsk(row.incident, row.number, row.ended_at) for row in rows]


async def to_write(
    reader: Reader,
    workspace: str,
    incident: int,
    *,
    now: datetime,
    most: int,
    whose: Iterable[str] | None = None,
) -> Found:
    """Return up to `most` whom nobody has asked yet after a week, the most urgent first."""
    asked = {"ws": workspace, "i": incident, "before": now - WEEK, "most": most}
    return await _listed(reader, "to_write", asked, whose)


async def seasoned(
    reader: Reader,
    workspace: str,
    incident: int,
    *,
    now: datetime,
    most: int,
    whose: Iterable[str] | None = None,
) -> Found:
    """Return up to `most` of whom nobody has said what became of them after 90 days."""
    asked = {"ws": workspace, "i": incident, "before": now - SEASON, "most": most}
    return await _listed(reader, "seasoned", asked, whose)


async def waiting(reader: Reader, workspace: str, incident: int, *, most: int) -> Found:
    """Return up to `most` who were written to and have not answered."""
    return await _listed(reader, "waiting", {"ws": workspace, "i": incident, "most": most}, None)


async def left(reader: Reader, workspace: str, incident: int, *, most: int) -> Found:
    """Return up to `most` who have left us, and might be written to or talked with."""
    return await _listed(reader, "left", {"ws": workspace, "i": incident, "most": most}, None)


async def owed_by(
    reader: Reader,
    which: str,
    workspace: str,
    incident: int,
    *,
    before: datetime,
    customer: int | None = None,
) -> dict[str, int]:
    """Return how many are owed it, by who follows them up; the empty name for those of a file."""
    asked: dict[str, Any] = {"ws": workspace, "i": incident, "before": before}
    statement = COUNTED[which] if customer is None else ALONE[which]
    rows = await reader.rows(statement, asked if customer is None else {**asked, "n": customer})
    return {row.whose: int(row.many) for row in rows}


async def _listed(
    reader: Reader, which: str, asked: dict[str, Any], whose: Iterable[str] | None
) -> Found:
    if whose is None:
        rows = await reader.rows(LISTED[which], asked)
    else:
        mine = {**asked, "people": list(whose)}
        rows = await reader.rows(LISTED[f"{which}_mine"], mine)
    return [_pair(row) for row in rows]


def _pair(row: Row[Any]) -> tuple[Customer, Case]:
    values = row._asdict()
    kept = {column.name: values.pop(f"case_{column.name}") for column in cases.c}
    customer = customer_of(values)
    return customer, fresh(customer) if kept["customer"] is None else case_of(kept)
