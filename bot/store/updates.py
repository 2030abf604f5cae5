"""Updates as rows: what customers were told. Rows are added and never changed."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Row
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.update import Kind, Update
from bot.store.metadata import Json
from bot.store.rows import row_of
from bot.store.tables import SAYS_SORRY, said, updates
from bot.store.transaction import Reader, Transaction


@dataclass(frozen=True, slots=True)
class Sent:
    """When something was sent, without its words."""

    number: int
    kind: Kind
    sent_at: datetime
    promised_by: datetime | None


NAMES = [field.name for field in fields(Update)]
COLUMNS = [updates.c[name] for name in NAMES]
TIMES = [updates.c[field.name] for field in fields(Sent)]
NEWEST = (
    sa.select(*COLUMNS)
    .where(
        updates.c.workspace == sa.bindparam("ws"),
        updates.c.incident == sa.bindparam("i"),
        updates.c.kind.in_([kind.value for kind in Kind if kind.is_public]),
    )
    .order_by(updates.c.number.desc())
    .limit(1)
)
EVERY = (
    sa.select(*COLUMNS)
    .where(updates.c.workspace == sa.bindparam("ws"), updates.c.incident == sa.bindparam("i"))
    .order_by(updates.c.number)
)
EVERY_TIME = EVERY.with_only_columns(*TIMES)
NUMBERED = sa.select(*COLUMNS).where(
    updates.c.workspace == sa.bindparam("ws"),
    updates.c.incident == sa.bindparam("i"),
    updates.c.number == sa.bindparam("n"),
)
THERE = sa.select(said.c.number).where(
    said.c.workspace == sa.bindparam("ws"), said.c.incident == sa.bindparam("i")
)
LAST = (
    sa.select(*COLUMNS)
    .where(
        updates.c.workspace == sa.bindparam("ws"),
        updates.c.incident == sa.bindparam("i"),
        updates.c.number.in_(THERE),
    )
    .order_by(updates.c.number)
)
OF_KIND = (
    sa.select(updates.c.number)
    .where(
        updates.c.workspace == sa.bindparam("ws"),
        updates.c.incident == sa.bindparam("i"),
        updates.c.kind == sa.bindparam("k"),
    )
    .limit(1)
)
MANY_OF_KIND = (
    sa.select(updates.c.kind, sa.func.count().label("many"))
    .where(
        updates.c.workspace == sa.bindparam("ws"),
        updates.c.incident == sa.bindparam("i"),
        updates.c.kind.in_(sa.bindparam("kinds", expanding=True)),
    )
    .group_by(updates.c.kind)
)
SORRY = {
    dialect: sa.select(updates.c.text)
    .where(
        updates.c.workspace == sa.bindparam("ws"),
        updates.c.incident == sa.bindparam("i"),
        updates.c.kind.in_([kind.value for kind in Kind if kind.is_external]),
        says_sorry,
    )
    .order_by(updates.c.number)
    .limit(sa.bindparam("most"))
    for dialect, says_sorry in SAYS_SORRY.items()
}
ADD = updates.insert()


def _say(
    insert: postgresql.Insert | sqlite.Insert, channels: sa.TableValuedAlias
) -> postgresql.Insert | sqlite.Insert:
    # Without a condition SQLite takes ON for the beginning of a join.
    rows = (
        sa.select(
            sa.bindparam("ws", type_=sa.Text),
            sa.bindparam("i", type_=sa.Integer),
            channels.c.value,
            sa.bindparam("n", type_=sa.Integer),
        )
        .where(sa.true())
        .distinct()
    )
    names = ["workspace", "incident", "channel", "number"]
    return insert.from_select(names, rows).on_conflict_do_update(
        index_elements=["workspace", "incident", "channel"],
        set_={"number": insert.excluded.number},
    )


CHANNELS = sa.bindparam("channels", type_=Json)
SAY = _say(sqlite.insert(said), sa.func.json_each(CHANNELS).table_valued("value"))
ADD_AND_SAY = _say(
    postgresql.insert(said),
    sa.func.jsonb_array_elements_text(CHANNELS).table_valued("value"),
).add_cte(
    ADD.values({name: sa.bindparam(name, type_=updates.c[name].type) for name in NAMES}).cte("new")
)
"""On PostgreSQL that is one round trip."""


async def add(tx: Transaction, update: Update) -> None:
    row = {**row_of(update), "overrides": dict(update.overrides)}
    here = {"ws": update.workspace, "i": update.incident, "n": update.number}
    if not update.kind.is_public:
        await tx.execute(ADD, row)
    elif tx.is_postgres:
        await tx.execute(ADD_AND_SAY, {**row, **here})
    else:
        await tx.execute(ADD, row)
        await tx.execute(SAY, {**here, "channels": row["channels"]})


async def newest(reader: Reader, workspace: str, incident: int) -> Update | None:
    """Return what everybody was told last."""
    row = await reader.first(NEWEST, {"ws": workspace, "i": incident})
    return None if row is None else _from(row)


async def numbered(reader: Reader, workspace: str, incident: int, number: int) -> Update | None:
    row = await reader.first(NUMBERED, {"ws": workspace, "i": incident, "n": number})
    return None if row is None else _from(row)


async def last_on_each(reader: Reader, workspace: str, incident: int) -> dict[str, Update]:
    """Return the last public words on each channel, the newest first.

    What it costs does not grow with what was said.
    """
    found = [_from(row) for row in await reader.rows(LAST, {"ws": workspace, "i": incident})]
    last = {channel: one for one in found for channel in sorted(one.channels)}
    return dict(sorted(last.items(), key=lambda there: (-there[1].number, there[0])))


async def has(reader: Reader, workspace: str, incident: int, kind: Kind) -> bool:
    """Tell whether words of a kind were sent."""
    asked = {"ws": workspace, "i": incident, "k": kind.value}
    return await reader.first(OF_KIND, asked) is not None


async def many_of(
    reader: Reader, workspace: str, incident: int, kinds: Iterable[Kind]
) -> dict[Kind, int]:
    """Return how often words of each of the kinds were sent, without those that never were."""
    asked = {"ws": workspace, "i": incident, "kinds": [kind.value for kind in kinds]}
    return {Kind(row.kind): row.many for row in await reader.rows(MANY_OF_KIND, asked)}


async def times(reader: Reader, workspace: str, incident: int) -> list[Sent]:
    """Return when each was sent, oldest first."""
    return [time_of(row) for row in await reader.rows(EVERY_TIME, {"ws": workspace, "i": incident})]


def time_of(row: Row[Any]) -> Sent:
    return Sent(row.number, Kind(row.kind), row.sent_at, row.promised_by)


async def near_sorry(reader: Reader, workspace: str, incident: int, *, most: int) -> list[str]:
    """Return up to `most` texts for customers that hold a word like sorry, oldest first."""
    asked = {"ws": workspace, "i": incident, "most": most}
    return [row.text for row in await reader.rows(SORRY[reader.dialect], asked)]


async def every(reader: Reader, workspace: str, incident: int) -> list[Update]:
    """Return all that was sent, oldest first."""
    return [_from(row) for row in await reader.rows(EVERY, {"ws": workspace, "i": incident})]


def _from(row: Row[Any]) -> Update:
    kept = dict(zip(NAMES, row, strict=True))
    return Update(**{**kept, "kind": Kind(row.kind), "channels": tuple(row.channels)})
