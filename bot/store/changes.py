"""An incident saved with the newest line of its timeline: on PostgreSQL that is one round trip."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

import sqlalchemy as sa

from bot.domain.incident import Incident
from bot.domain.timeline import Entry
from bot.store import incidents, tables, timeline
from bot.store.transaction import Transaction

LINE: Final = {
    field.name: sa.bindparam(f"line_{field.name}", type_=tables.timeline.c[field.name].type)
    for field in fields(Entry)
}
BOTH: Final = tables.timeline.insert().values(LINE).add_cte(incidents.SAVE.cte("saved"))


async def save(tx: Transaction, changed: Sequence[tuple[Incident, Entry]]) -> None:
    if tx.is_postgres:
        await tx.execute_each(BOTH, [_row(incident, entry) for incident, entry in changed])
        return
    await incidents.save(tx, *(incident for incident, _ in changed))
    await timeline.add(tx, *(entry for _, entry in changed))


def _row(incident: Incident, entry: Entry) -> Mapping[str, Any]:
    line = {LINE[name].key: value for name, value in timeline.row(entry).items()}
    return {**incidents.saved(incident), **line}
