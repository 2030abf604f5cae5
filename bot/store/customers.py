"""Customers as rows; those who have not heard from us, the most urgent first."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import islice
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Row

from bot.domain.customer import Customer, Mood, Report, Tally
from bot.domain.people_refusals import NoSuchCustomer
from bot.store.people_tables import customers
from bot.store.rows import row_of
from bot.store.transaction import Reader, Transaction

AT_ONCE: Final = 2_000
"""Rows in one statement of an import."""
HARD: Final = [mood.value for mood in Mood if mood.is_hard]
OF_INCIDENT = (
    customers.c.workspace == sa.bindparam("ws"),
    customers.c.incident == sa.bindparam("i"),
)
ONE = sa.select(customers).where(
    customers.c.workspace == sa.bindparam("ws"), customers.c.number == sa.bindparam("n")
)
BY_REFERENCE = sa.select(customers.c.number).where(
    *OF_INCIDENT, customers.c.reference == sa.bindparam("r"), customers.c.reference != ""
)
REFERENCES = sa.select(customers.c.reference).where(*OF_INCIDENT, customers.c.reference != "")
NAMES = sa.select(customers.c.name, customers.c.reference).where(*OF_INCIDENT)
IS_CALLED = sa.or_(
    sa.func.lower(customers.c.name) == sa.bindparam("words"),
    sa.func.lower(customers.c.reference) == sa.bindparam("words"),
)
CALLED = sa.select(customers).where(*OF_INCIDENT, IS_CALLED).order_by(customers.c.number).limit(1)
MEANT = sa.select(customers.c.name, customers.c.reference).where(*OF_INCIDENT, IS_CALLED).limit(2)
NAMED_BY = sa.select(customers.c.reference, customers.c.name).where(
    *OF_INCIDENT,
    sa.func.lower(customers.c.reference).in_(sa.bindparam("references", expanding=True)),
    customers.c.name != "",
)
HAS_LIST = sa.select(
    sa.exists().where(*OF_INCIDENT, customers.c.logged_by == "", customers.c.reference != "")
)
WAITING = (
    sa.select(customers)
    .where(*OF_INCIDENT, customers.c.heard_at.is_(None))
    .order_by(customers.c.urgency.desc(), customers.c.number.desc())
    .limit(sa.bindparam("most"))
)


def _how_many(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


TALLY = sa.select(
    sa.func.count().label("logged"),
    _how_many(customers.c.mood.in_(HARD)).label("hard"),
    _how_many(customers.c.needs != "").label("with_needs"),
    _how_many(customers.c.may_leave).label("may_leave"),
    _how_many(customers.c.heard_at.is_(None)).label("waiting"),
).where(*OF_INCIDENT)
CONCERN = sa.func.lower(sa.func.trim(customers.c.concern))
WORRIES = (
    sa.select(CONCERN.label("words"), sa.func.count().label("many"))
    .where(*OF_INCIDENT, customers.c.concern != "")
    .group_by(CONCERN)
    .having(sa.func.count() > 1)
    .order_by(sa.desc("many"), "words")
    .limit(sa.bindparam("most"))
)
ADD = customers.insert()
SAVE = (
    customers.update()
    .where(customers.c.workspace == sa.bindparam("ws"), customers.c.number == sa.bindparam("n"))
    .values(
        {
            name: sa.bindparam(name)
            for name in (
                *(field.name for field in fields(Report)),
                "urgency",
                "heard_at",
                "contacted_at",
            )
        }
    )
)


async def read(reader: Reader, workspace: str, number: int) -> Customer:
    """Raises `NoSuchCustomer`."""
    row = await reader.first(ONE, {"ws": workspace, "n": number})
    if row is None:
        raise NoSuchCustomer(f"CU-{number}")
    return from_row(row)


async def with_reference(
    reader: Reader, workspace: str, incident: int, reference: str
) -> int | None:
    """Return the number of the customer who has this reference on the incident."""
    asked = {"ws": workspace, "i": incident, "r": reference}
    number: int | None = await reader.scalar(BY_REFERENCE, asked)
    return number


async def references(reader: Reader, workspace: str, incident: int) -> set[str]:
    rows = await reader.rows(REFERENCES, {"ws": workspace, "i": incident})
    return {row.reference for row in rows}


async def names(reader: Reader, workspace: str, incident: int) -> set[str]:
    """Return every name and reference of the incident's customers: what nobody may publish."""
    rows = await reader.rows(NAMES, {"ws": workspace, "i": incident})
    return {words for row in rows for words in row if words}


async def has_list(reader: Reader, workspace: str, incident: int) -> bool:
    """Return whether those whom the incident hit were imported."""
    return bool(await reader.scalar(HAS_LIST, {"ws": workspace, "i": incident}))


async def called(reader: Reader, workspace: str, incident: int, words: str) -> Customer | None:
    """Return the customer of the incident whose name or reference this is, whatever the case."""
    asked = {"ws": workspace, "i": incident, "words": words.lower()}
    row = await reader.first(CALLED, asked)
    return None if row is None else from_row(row)


async def known_as(reader: Reader, workspace: str, incident: int, words: str) -> set[str]:
    """Return the name and the reference of the only customer whom these words can mean.

    A name that two of them share means neither.
    """

    async def meant(called: str) -> Sequence[Row[Any]]:
        return await reader.rows(MEANT, {"ws": workspace, "i": incident, "words": called.lower()})

    found = await meant(words)
    if len(found) != 1:
        return set()
    name = found[0].name
    return {found[0].reference, name if len(await meant(name)) == 1 else ""} - {""}


async def names_of(
    reader: Reader, workspace: str, incident: int, references: Iterable[str]
) -> dict[str, list[str]]:
    """Return how those are called who have one of the references, by it; all in small letters."""
    asked = {"ws": workspace, "i": incident, "references": sorted(references)}
    found: dict[str, list[str]] = {}
    for row in await reader.rows(NAMED_BY, asked):
        found.setdefault(row.reference.lower(), []).append(row.name)
    return found


async def waiting(reader: Reader, workspace: str, incident: int, *, most: int) -> list[Customer]:
    """Return up to `most` who have not heard from us, the most urgent first."""
    asked = {"ws": workspace, "i": incident, "most": most}
    return [from_row(row) for row in await reader.rows(WAITING, asked)]


async def tally(reader: Reader, workspace: str, incident: int) -> Tally:
    row = await reader.first(TALLY, {"ws": workspace, "i": incident})
    return Tally() if row is None else Tally(**{k: int(v) for k, v in row._asdict().items()})


async def worries(
    reader: Reader, workspace: str, incident: int, *, most: int
) -> list[tuple[str, int]]:
    """Return what worries most of them, and how many; what only one worries about is theirs."""
    rows = await reader.rows(WORRIES, {"ws": workspace, "i": incident, "most": most})
    return [(row.words, int(row.many)) for row in rows]


async def add(tx: Transaction, customer: Customer) -> None:
    await tx.execute(ADD, _row(customer))


async def add_all(tx: Transaction, added: Iterable[Customer]) -> None:
    rows = map(_row, added)
    while some := list(islice(rows, AT_ONCE)):
        await tx.execute(ADD, some)


async def save(tx: Transaction, customer: Customer) -> None:
    """Whoever changes a customer holds the lock of the incident."""
    await tx.execute(SAVE, {"ws": customer.workspace, "n": customer.number, **_row(customer)})


def _row(customer: Customer) -> dict[str, Any]:
    row = row_of(customer)
    report: Report = row.pop("report")
    return {**row, **row_of(report), "urgency": report.urgency}


def from_row(row: Row[Any]) -> Customer:
    return customer_of(row._asdict())


def customer_of(values: dict[str, Any]) -> Customer:
    """Return the customer of whom these are the columns."""
    del values["urgency"]
    report = {field.name: values.pop(field.name) for field in fields(Report)}
    report["mood"] = None if report["mood"] is None else Mood(report["mood"])
    return Customer(report=Report(**report), **values)
