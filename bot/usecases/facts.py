"""What is known of an incident: noted by subject, in versions, and confirmed again when old."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.domain.fact import Fact, Key, Known, Said, changes, stale
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.refusals import NothingToConfirm, OnlySecurity
from bot.domain.timeline import Event
from bot.store import done, facts, incidents, owed
from bot.store.owed import NewJob
from bot.store.transaction import Store, Transaction
from bot.usecases import change

STALE_FACTS: Final = "stale_facts"


async def read(store: Store, workspace: str, number: int) -> tuple[Incident, Known]:
    """Return the incident and what is known of it. Raises `NoSuchIncident`."""
    async with store.reading() as reader:
        incident = await incidents.read(reader, workspace, number)
        return incident, await facts.known(reader, incident)


async def note(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    said: Mapping[Key, Said],
    seen: int,
    by: str,
    security: AbstractSet[str],
    now: datetime,
    deed: str | None = None,
) -> dict[Key, Said]:
    """Keep what differs from version `seen`, the one the person had before them; return that.

    What others noted meanwhile stays. Raises `OnlySecurity` when somebody outside `security`
    speaks of customer information.
    """
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        incident = await incidents.lock(tx, workspace, number)
        changed = changes(await facts.known(tx, incident, through=seen), said)
        if Key.DATA_SAFETY in changed and by not in security:
            raise OnlySecurity(incident.name)
        if changed:
            await _keep(tx, organisation, incident, changed, Event.FACTS_CHANGED, by=by, now=now)
    return changed


async def confirm(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    by: str,
    security: AbstractSet[str],
    now: datetime,
) -> tuple[Key, ...]:
    """Note that what is old, or will be at the next update, is still true; return of what.

    What only security may say is left to them. Raises `NothingToConfirm`.
    """
    async with store.transaction() as tx:
        incident = await incidents.lock(tx, workspace, number)
        old = {fact.key: fact.said for fact in await _stale(tx, incident, now=now)}
        if by not in security:
            old.pop(Key.DATA_SAFETY, None)
        if not old:
            raise NothingToConfirm(incident.name)
        await _keep(tx, organisation, incident, old, Event.FACTS_CONFIRMED, by=by, now=now)
    return tuple(old)


async def ask_whether_true(tx: Transaction, incident: Incident, *, now: datetime) -> None:
    """Owe its owner the question whether the facts that age before the next update still hold.

    Without an owner the thread is asked.
    """
    if not await _stale(tx, incident, now=now):
        return
    place = incident.owner or incident.place
    due = incident.next_update_due
    question = NewJob(
        kind=STALE_FACTS,
        args={
            "incident": incident.number,
            "place": place,
            "entry": incident.entries,
            "due": None if due is None else due.isoformat(),
        },
        workspace=incident.workspace,
        due_at=now,
        dedupe_key=change.key(STALE_FACTS, incident),
        lane=change.lane(incident.workspace, place),
    )
    await owed.enqueue_all(tx, [question])


def stale_before_update(incident: Incident, known: Known, *, now: datetime) -> tuple[Fact, ...]:
    """Return what is too old now, or will be when customers must next hear from us."""
    return stale(known, max(now, incident.next_update_due or now))


async def _stale(tx: Transaction, incident: Incident, *, now: datetime) -> tuple[Fact, ...]:
    return stale_before_update(incident, await facts.known(tx, incident), now=now)


async def _keep(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    said: Mapping[Key, Said],
    event: Event,
    *,
    by: str,
    now: datetime,
) -> None:
    version = incident.facts + 1
    after = incident.with_facts(version)
    if Key.WHAT_FAILS in said:
        after = replace(after, what_fails=said[Key.WHAT_FAILS].value["words"])
    await facts.add(tx, _rows(after, organisation, said, by=by, now=now))
    details = {"version": str(version), "keys": " ".join(said)}
    await change.keep(tx, organisation, after, event, by=by, now=now, details=details)


def _rows(
    incident: Incident,
    organisation: Organisation,
    said: Mapping[Key, Said],
    *,
    by: str,
    now: datetime,
) -> Iterable[Fact]:
    for key, one in said.items():
        lasts = organisation.fresh_for.get(key)
        yield Fact(
            workspace=incident.workspace,
            incident=incident.number,
            version=incident.facts,
            key=key,
            value=one.value,
            state=one.state,
            is_public=one.is_public,
            said_by=by,
            said_at=now,
            fresh_until=None if lasts is None else now + lasts,
        )
