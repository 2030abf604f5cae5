"""Cases as rows; a customer whom nothing is noted of yet has none, and goes with the incident."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Row
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.case import Case, Later, Outcome, Reply, Wishes
from bot.domain.customer import Customer
from bot.domain.hindsight import After
from bot.domain.incident import Incident, Status
from bot.store.case_tables import cases
from bot.store.people_tables import customers
from bot.store.rows import row_of
from bot.store.tables import incidents
from bot.store.transaction import Reader, Transaction

ONE = sa.select(cases).where(
    cases.c.workspace == sa.bindparam("ws"), cases.c.customer == sa.bindparam("n")
)
GIVEN = (
    sa.select(cases.c.customer)
    .where(
        cases.c.workspace == sa.bindparam("ws"),
        cases.c.incident == sa.bindparam("i"),
        cases.c.owner == sa.bindparam("person"),
    )
    .limit(1)
)
OTHER = customers.alias("other")
THEIRS = cases.alias("theirs")
ITS_INCIDENT = incidents.alias("its_incident")
IS_OPEN: Final = sa.or_(
    THEIRS.c.reopened_at.is_not(None),
    sa.and_(THEIRS.c.resolved_at.is_(None), ITS_INCIDENT.c.status == Status.OPEN.value),
)


def same(*, number: sa.ColumnElement[int], reference: sa.ColumnElement[str]) -> sa.Select[Any]:
    """Select the other reports of the customer of this reference, each with its case."""
    is_theirs = sa.and_(
        THEIRS.c.workspace == OTHER.c.workspace, THEIRS.c.customer == OTHER.c.number
    )
    is_its = sa.and_(
        ITS_INCIDENT.c.workspace == OTHER.c.workspace, ITS_INCIDENT.c.number == OTHER.c.incident
    )
    return (
        sa.select(OTHER.c.number)
        .select_from(OTHER.join(ITS_INCIDENT, is_its).outerjoin(THEIRS, is_theirs))
        .where(
            OTHER.c.workspace == sa.bindparam("ws"),
            OTHER.c.reference == reference,
            OTHER.c.reference != "",
            OTHER.c.number != number,
        )
    )


OPEN_ELSEWHERE: Final = (
    same(number=sa.bindparam("n"), reference=sa.bindparam("r")).where(IS_OPEN).limit(1)
)
OPTED_OUT_ELSEWHERE: Final = (
    same(number=sa.bindparam("n"), reference=sa.bindparam("r"))
    .where(THEIRS.c.opted_out.is_(sa.true()))
    .limit(1)
)
AFTER: Final = (
    sa.select(
        customers.c.name,
        customers.c.reference,
        customers.c.logged_by,
        customers.c.logged_at,
        customers.c.contacted_at,
        cases.c.outcome,
        cases.c.later,
    )
    .select_from(
        customers.outerjoin(
            cases,
            sa.and_(
                cases.c.workspace == customers.c.workspace, cases.c.customer == customers.c.number
            ),
        )
    )
    .where(
        customers.c.workspace == sa.bindparam("ws"),
        customers.c.incident == sa.bindparam("i"),
        sa.or_(
            sa.func.lower(customers.c.name).in_(sa.bindparam("called", expanding=True)),
            sa.func.lower(customers.c.reference).in_(sa.bindparam("called", expanding=True)),
        ),
    )
    .order_by(customers.c.number.desc())
)


def _keep(insert: type[sqlite.Insert] | type[postgresql.Insert]) -> sa.Executable:
    new = insert(cases)
    changed = {column.name: new.excluded[column.name] for column in cases.c}
    return new.on_conflict_do_update(index_elements=["workspace", "customer"], set_=changed)


GO_WITH: Final = (
    cases.update()
    .where(
        cases.c.workspace == sa.bindparam("ws"),
        cases.c.incident == sa.bindparam("i"),
        cases.c.resolved_at.is_not(None),
    )
    .values(resolved_at=None)
)
KEEP: Final = {True: _keep(postgresql.Insert), False: _keep(sqlite.Insert)}


async def of_customer(reader: Reader, customer: Customer) -> Case:
    """Return their case; a fresh one, if nothing is noted of it yet."""
    row = await reader.first(ONE, {"ws": customer.workspace, "n": customer.number})
    if row is not None:
        return case_of(row._asdict())
    return fresh(customer)


async def save(tx: Transaction, case: Case) -> None:
    """Whoever changes a case holds the lock of its incident."""
    row = row_of(case)
    wishes: Wishes = row.pop("wishes")
    await tx.execute(KEEP[tx.is_postgres], {**row, **row_of(wishes)})


async def go_with(tx: Transaction, incident: Incident) -> None:
    """Let those whom it worked for alone go with their incident again: it has come back."""
    await tx.execute(GO_WITH, {"ws": incident.workspace, "i": incident.number})


async def was_given(reader: Reader, workspace: str, incident: int, person: str) -> bool:
    """Return whether the person was given a customer of the incident to follow up."""
    asked = {"ws": workspace, "i": incident, "person": person}
    return await reader.first(GIVEN, asked) is not None


async def after(
    reader: Reader, workspace: str, incident: int, called: Iterable[str]
) -> dict[str, After]:
    """Return how it went on with those of the incident who have one of these names, by it.

    All names are in small letters; of two who share one, the first counts.
    """
    found: dict[str, After] = {}
    asked = {"ws": workspace, "i": incident, "called": sorted(called)}
    for row in await reader.rows(AFTER, asked):
        found |= dict.fromkeys((row.name.lower(), row.reference.lower()), _after(row))
    return found


def _after(row: Row[Any]) -> After:
    """Whoever was imported has not contacted us by that."""
    logged_at = row.logged_at if row.logged_by else None
    is_said = row.outcome in (Outcome.HAPPY, Outcome.NOT_HAPPY)
    is_known = row.later in (Later.RETAINED, Later.LEFT)
    return After(
        came_back_at=row.contacted_at or logged_at,
        is_happy=row.outcome == Outcome.HAPPY if is_said else None,
        stayed=row.later == Later.RETAINED if is_known else None,
    )


async def open_elsewhere(reader: Reader, customer: Customer) -> int | None:
    """Return the number under which the same customer has another case that is open."""
    return await _elsewhere(reader, OPEN_ELSEWHERE, customer)


async def opted_out_elsewhere(reader: Reader, customer: Customer) -> bool:
    """Tell whether the same customer asked in another case not to be written to."""
    return await _elsewhere(reader, OPTED_OUT_ELSEWHERE, customer) is not None


async def _elsewhere(reader: Reader, statement: sa.Executable, customer: Customer) -> int | None:
    asked = {"ws": customer.workspace, "n": customer.number, "r": customer.report.reference}
    number: int | None = await reader.scalar(statement, asked)
    return number


def fresh(customer: Customer) -> Case:
    return Case(workspace=customer.workspace, customer=customer.number, incident=customer.incident)


def case_of(values: dict[str, Any]) -> Case:
    """Return the case of which these are the columns."""
    wishes = Wishes(**{field.name: values.pop(field.name) for field in fields(Wishes)})
    typed = {
        name: None if values[name] is None else kind(values[name])
        for name, kind in (("outcome", Outcome), ("later", Later), ("reply", Reply))
    }
    return Case(**{**values, **typed}, wishes=wishes)
