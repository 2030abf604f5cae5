"""Taking an incident, handing it over, and accepting it. One function, one transaction."""

from datetime import datetime
from typing import Final

from bot.domain import handover
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.timeline import Event
from bot.store import done, incidents, owed
from bot.store.owed import NewJob
from bot.store.transaction import Store
from bot.usecases import change, notes, promise_changes

PACK: Final = "handover"
PACK_NOTE: Final = "handover_note"


async def take(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    after: str | None,
    by: str,
    now: datetime,
) -> Incident:
    """Make `by` the owner `after` somebody or nobody. Raises `YoursAlready`, `SomeoneTookIt`."""
    async with store.transaction() as tx:
        before = await incidents.lock(tx, workspace, number)
        incident = handover.taken(before, by, after=after)
        await change.keep(tx, organisation, incident, Event.TAKEN, by=by, now=now)
        await promise_changes.move_with_incident(tx, incident, before=before.owner, now=now)
    return incident


async def hand_over(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    to: str,
    note: str,
    by: str,
    now: datetime,
    deed: str | None = None,
) -> Incident:
    """Ask `to` to take over, and owe them and the thread all that they need to know.

    Raises `YoursAlready`, `WordsAreTooLong` or `AlreadyDone`.
    """
    note = notes.note("shift_note", note, limit=handover.LONGEST_NOTE) if note.strip() else ""
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        incident = handover.handed_over(await incidents.lock(tx, workspace, number), to)
        await change.keep(
            tx, organisation, incident, Event.HANDED_OVER, by=by, now=now, details={"to": to}
        )
        if note:
            incident = incident.noted()
            details = {"text": note}
            await change.keep(
                tx, organisation, incident, Event.SHIFT_NOTE, by=by, now=now, details=details
            )
        packs = [in_thread(incident, to, by=by, now=now), _in_private(incident, to, by=by, now=now)]
        await owed.enqueue_all(tx, packs)
    return incident


async def accept(
    store: Store, organisation: Organisation, *, workspace: str, number: int, by: str, now: datetime
) -> Incident:
    """Make `by`, who was asked to take over, the owner. Raises `NotHandedToYou`."""
    async with store.transaction() as tx:
        before = await incidents.lock(tx, workspace, number)
        incident = handover.accepted(before, by)
        await change.keep(tx, organisation, incident, Event.ACCEPTED, by=by, now=now)
        await promise_changes.move_with_incident(tx, incident, before=before.owner, now=now)
    return incident


def in_thread(
    incident: Incident, to: str, *, by: str, now: datetime, unreachable: bool = False
) -> NewJob:
    """Return the pack owed to the thread; `unreachable` if it could not be given to `to`."""
    return NewJob(
        kind=PACK,
        args={**_about(incident, to, by), "unreachable": unreachable},
        workspace=incident.workspace,
        due_at=now,
        dedupe_key=f"{change.key(PACK, incident)}:{unreachable}",
        lane=change.lane(incident.workspace, incident.place),
    )


def _in_private(incident: Incident, to: str, *, by: str, now: datetime) -> NewJob:
    return NewJob(
        kind=PACK_NOTE,
        args=_about(incident, to, by),
        workspace=incident.workspace,
        due_at=now,
        dedupe_key=f"{change.key(PACK_NOTE, incident)}:{to}",
        lane=change.lane(incident.workspace, to),
    )


def _about(incident: Incident, to: str, by: str) -> dict[str, int | str | bool]:
    return {"incident": incident.number, "to": to, "by": by, "entry": incident.entries}
