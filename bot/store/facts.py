"""What is known, as rows: a row for each subject and version. Rows are added and never changed."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Row

from bot.domain.fact import Fact, Key, Known, State
from bot.domain.incident import Incident
from bot.store.rows import row_of
from bot.store.tables import facts
from bot.store.transaction import Reader, Transaction

COLUMNS = [facts.c[field.name] for field in fields(Fact)]
THROUGH = (
    sa.select(*COLUMNS)
    .where(
        facts.c.workspace == sa.bindparam("ws"),
        facts.c.incident == sa.bindparam("i"),
        facts.c.version <= sa.bindparam("through"),
    )
    .order_by(facts.c.version)
)
ADD = facts.insert()


async def add(tx: Transaction, said: Iterable[Fact]) -> None:
    for fact in said:
        await tx.execute(ADD, {**row_of(fact), "value": dict(fact.value)})


async def known(reader: Reader, incident: Incident, *, through: int | None = None) -> Known:
    """Return what is known of the incident; or what was, at the version `through`."""
    return newest(await every(reader, incident, through=through))


def newest(facts: Iterable[Fact]) -> Known:
    """Return the newest of each subject. `facts` are all versions, the oldest first."""
    return {fact.key: fact for fact in facts}


async def every(
    reader: Reader, incident: Incident, *, through: int | None = None
) -> Sequence[Fact]:
    """Return all that was said of the incident, oldest version first."""
    version = incident.facts if through is None else min(through, incident.facts)
    if not version:
        return ()
    asked = {"ws": incident.workspace, "i": incident.number, "through": version}
    return [_from(row) for row in await reader.rows(THROUGH, asked)]


def _from(row: Row[Any]) -> Fact:
    return Fact(**{**row._asdict(), "key": Key(row.key), "state": State(row.state)})
