"""Is nobody forgotten: has each open incident, promise and request its time, and a job for it?"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.domain import nudge, promise
from bot.domain.credit import State
from bot.domain.fact import ageings
from bot.domain.incident import Incident
from bot.sandbox.ids import TEAM
from bot.store import credits, facts, incidents, promises
from bot.store.job_tables import jobs
from bot.store.people_tables import promises as promises_
from bot.store.tables import incidents as incidents_
from bot.store.transaction import Reader
from bot.usecases import change
from torture.scene import Scene


async def forgotten(scene: Scene, reader: Reader) -> Iterator[str]:
    timers = await _timers(reader)
    ladder = scene.settings.organisation.ladder
    found = []
    for row in await reader.rows(sa.select(incidents_.c.number)):
        one = await incidents.read(reader, TEAM, row.number)
        if one.is_open is (one.next_update_due is None):
            found.append(f"{one.name}, open: {one.is_open}, has the time {one.next_update_due}")
        found += _wrong(timers, change.key(change.NUDGE, one), nudge.next_nudge_at(one, ladder))
        found += _wrong(timers, change.key(change.AGEING, one), await _ages_at(scene, reader, one))
        if (change.key(change.LONG_RUN, one) in timers) is not one.is_open:
            found.append(f"{one.name}, open: {one.is_open}, has the wrong timer of long runs")
    for row in await reader.rows(sa.select(promises_.c.number)):
        made = await promises.read(reader, TEAM, row.number)
        found += _wrong(timers, f"{TEAM}:promise_timer:{made.number}", promise.next_nudge_at(made))
    for credit in await credits.in_states(reader, TEAM, [State.ASKED]):
        if f"{TEAM}:credit_clock:{credit.number}" not in timers:
            found.append(f"{credit.name} waits, and nobody is reminded")
    return iter(found)


async def given_up(_scene: Scene, reader: Reader) -> Iterator[str]:
    rows = await reader.rows(sa.select(jobs).where(jobs.c.dead_at.is_not(None)))
    return (f"job {row.id}, {row.kind} {row.args}: {row.last_error}" for row in rows)


async def late(scene: Scene, reader: Reader) -> Iterator[str]:
    """Name what is due and was not done, though there was time enough."""
    now = scene.practice.clock.now()
    live = sa.select(jobs).where(jobs.c.dead_at.is_(None), jobs.c.run_at <= now)
    return (
        f"job {row.id}, {row.kind} {row.args}, due {row.due_at}, tried {row.attempt} times: "
        f"{row.last_error}"
        for row in await reader.rows(live)
    )


async def _timers(reader: Reader) -> dict[str, datetime]:
    live: sa.Select[Any] = sa.select(jobs.c.dedupe_key, jobs.c.due_at).where(
        jobs.c.dead_at.is_(None), jobs.c.dedupe_key.is_not(None)
    )
    return {row.dedupe_key: row.due_at for row in await reader.rows(live)}


async def _ages_at(scene: Scene, reader: Reader, incident: Incident) -> datetime | None:
    """Return when the next of what its card says may be told grows too old; it is drawn then."""
    if not incident.is_open:
        return None
    now = scene.practice.clock.now()
    return min(
        (at for at in ageings(await facts.known(reader, incident)) if at > now), default=None
    )


def _wrong(timers: Mapping[str, datetime], key: str, at: datetime | None) -> list[str]:
    if at is not None:
        at -= timedelta(microseconds=at.microsecond % 1000)  # as finely as it is stored
    return [] if timers.get(key) == at else [f"{key} is set to {timers.get(key)} instead of {at}"]
