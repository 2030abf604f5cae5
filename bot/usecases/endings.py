"""Ending an incident: fixed, checked by somebody else, resolved; and open again if it was not."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain import ending
from bot.domain.fact import Key
from bot.domain.facts import facts_now
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.promise import MADE_AT_THE_END, Kind, Promise, usual_due
from bot.domain.rhythm import Rhythm, is_missed
from bot.domain.timeline import Event
from bot.store import cases, done, facts, incidents
from bot.store.transaction import Store, Transaction
from bot.usecases import ageing, change, notes, promises, reviews, rhythms
from bot.usecases.promises import Made
from messages.unknown import promise_of_cause

LONGEST_WHY = 200
LONGEST_NOTE = 1000


@dataclass(frozen=True, slots=True)
class Resolved:
    """`promise` is to tell the cause by a time, where customers cannot be told it yet."""

    incident: Incident
    rhythm: Rhythm
    promise: Promise | None


async def say_fixed(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    by: str,
    now: datetime,
    note: str = "",
) -> Incident:
    """Note that it is fixed; it stays open, its clocks running, until somebody else has checked.

    Raises `FixedAlready`, or `WordsAreTooLong` for the note.
    """
    noted = _noted(note)
    async with store.transaction() as tx:
        incident = ending.fixed(await incidents.lock(tx, workspace, number), by=by, now=now)
        await change.keep(tx, organisation, incident, Event.FIXED, by=by, now=now, details=noted)
    return incident


async def check(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    fix: int,
    how: str,
    by: str,
    now: datetime,
    deed: str | None = None,
) -> Resolved:
    """Resolve the incident: somebody else has checked fix number `fix`, as a customer would.

    Its record keeps how long customers waited, unless it was a drill. Where the cause cannot be
    told, a promise is made to tell it. Raises what `ending.checked` does.
    """
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        before = await incidents.lock(tx, workspace, number)
        incident = ending.checked(before, how, fix=fix, by=by, now=now)
        notes.note("checked_how", incident.checked_how, limit=ending.LONGEST_CHECK)
        rhythm = await rhythms.measured(tx, before, now=now)
        owed = {"owed": "yes"} if is_missed(before.next_update_due, now) else {}
        said = {"fixed_by": str(incident.fixed_by), "how": incident.checked_how}
        details = said | owed | ({} if incident.is_drill else rhythm.details())
        await change.keep(
            tx, organisation, incident, Event.RESOLVED, by=by, now=now, details=details
        )
        promise = await _promise_cause(tx, organisation, incident, by=by, now=now)
        await reviews.begin(tx, incident, now=now)
    return Resolved(incident, rhythm, promise)


async def cancel(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    why: str,
    by: str,
    now: datetime,
) -> Incident:
    """End an incident that was opened in error. Raises `WordsAreTooLong`."""
    why = notes.note("why", why, limit=LONGEST_WHY, on_one_line=True) if why else ""
    async with store.transaction() as tx:
        incident = ending.cancelled(await incidents.lock(tx, workspace, number))
        await change.keep(
            tx, organisation, incident, Event.CANCELLED, by=by, now=now, details={"why": why}
        )
    return incident


async def reopen(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    by: str,
    now: datetime,
    note: str = "",
) -> tuple[Incident, bool]:
    """Open it again, or take back that it is fixed; return whether it was over.

    Raises `IncidentIsOpen`, or `WordsAreTooLong` for the note.
    """
    noted = _noted(note)
    async with store.transaction() as tx:
        ended = await incidents.lock(tx, workspace, number)
        cadence = organisation.cadence(ended.severity, since=now)
        incident = ending.reopened(ended, cadence, now=now)
        event = Event.NOT_FIXED if ended.is_open else Event.REOPENED
        due = incident.next_update_due
        details = noted if due is None else {"next_due": due.isoformat()} | noted
        also = () if ended.is_open else await ageing.begin_again(tx, incident, now=now)
        await change.keep(
            tx, organisation, incident, event, by=by, now=now, details=details, also=also
        )
        await reviews.stop(tx, incident)
        if event is Event.REOPENED:
            await cases.go_with(tx, incident)
    return incident, not ended.is_open


async def _promise_cause(
    tx: Transaction, organisation: Organisation, incident: Incident, *, by: str, now: datetime
) -> Promise | None:
    """Promise everybody the cause, unless it can be told, has none, or is only rehearsed."""
    told = facts_now(incident, await facts.known(tx, incident), now=now)
    if incident.is_drill or told.cause is not None or Key.CAUSE in told.settled:
        return None
    hours, zone = organisation.working_hours, organisation.time_zone
    made = Made(
        words=promise_of_cause(),
        due=usual_due(Kind.CAUSE_IN_WRITING, hours, zone, now=now),
        owner=incident.owner or by,
        made_in=MADE_AT_THE_END,
    )
    promise = await promises.keep(tx, organisation, incident, made, by=by, now=now)
    return promise if promise.due > now else None  # made at an earlier end, and late by now


def _noted(note: str) -> dict[str, str]:
    return {"note": notes.note("note", note, limit=LONGEST_NOTE)} if note.strip() else {}
