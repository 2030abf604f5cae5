"""Removing the personal data of incidents that have been over for long; their figures stay.

One incident, one transaction, with the line that tells of it: by that line it is no longer old, so
whoever was interrupted goes on with the others.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.domain.forgetting import Names
from bot.domain.timeline import Event
from bot.store import care, credits, customers, erasing, forgotten_people, incidents
from bot.store.transaction import Store, Transaction
from bot.usecases import change
from bot.usecases.forgetting import IN_FLIGHT

LIMIT_S: Final = 60.0

log = structlog.get_logger()


@dataclass(slots=True)
class Purged:
    """`left` are the incidents that wait for money; `exported` counts what finance has."""

    incidents: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    exported: int = 0
    figures: Counter[str] = field(default_factory=Counter)


async def plan(store: Store, *, workspace: str, older: timedelta, now: datetime) -> Purged:
    """Return what would be removed."""
    found = Purged()
    async with store.reading(limit_s=LIMIT_S) as reader:
        for number in await forgotten_people.old_incidents(reader, workspace, before=now - older):
            given = await credits.of_incident(reader, workspace, number)
            waits = any(one.state in IN_FLIGHT or one.undo is not None for one in given)
            (found.left if waits else found.incidents).append(number)
            if not waits:
                found.exported += sum(one.batch is not None for one in given)
                tally = await customers.tally(reader, workspace, number)
                found.figures["customers"] += tally.logged
        found.figures["obstacles"] = await care.many_older(reader, workspace, before=now - older)
    found.figures = +found.figures
    return found


async def purge(
    store: Store, found: Purged, *, workspace: str, older: timedelta, now: datetime
) -> None:
    """Remove it, and count in `found.figures` what was removed."""
    found.figures.clear()
    for number in found.incidents:
        async with store.transaction(limit_s=LIMIT_S) as tx:
            found.figures += await _clear(tx, workspace, number, older=older, now=now)
    async with store.transaction(limit_s=LIMIT_S) as tx:
        found.figures["obstacles"] += await care.clear_older(tx, workspace, before=now - older)
        found.figures = +found.figures
        figures = {**found.figures, "incidents": len(found.incidents)}
        await erasing.note(tx, workspace, "older", figures, at=now)
    log.info("purged", rows=sum(found.figures.values()), incidents=len(found.incidents))


async def _clear(
    tx: Transaction, workspace: str, number: int, *, older: timedelta, now: datetime
) -> Counter[str]:
    await incidents.lock(tx, workspace, number)
    given = await credits.of_incident(tx, workspace, number)
    paid = {one.customer for one in given if one.cohort is None}
    names = Names.of(await customers.names(tx, workspace, number) | paid)
    async with erasing.with_leave(tx, workspace):
        changed = await erasing.clear_incident(tx, workspace, number, names)
    incident = (await incidents.read(tx, workspace, number)).noted()
    await incidents.save(tx, incident)
    details = {"older_than": str(older.days)}
    await change.note(tx, incident, Event.FORGOTTEN, by="", now=now, details=details)
    return changed
