"""Opening, changing and reading incidents. One function, one transaction."""

from datetime import datetime, timedelta

from bot.domain import incident as incident_rules
from bot.domain import nudge as nudge_rules
from bot.domain.fact import Known
from bot.domain.incident import Incident, Type
from bot.domain.long_run import cadence_of
from bot.domain.organisation import Organisation
from bot.domain.refusals import NoOpenIncident, WhichIncident
from bot.domain.rhythm import Rhythm
from bot.domain.severity import Severity
from bot.domain.timeline import Entry, Event
from bot.store import counters, done, facts, incidents, timeline
from bot.store.transaction import Reader, Store
from bot.usecases import change, rhythms

MOST_OPEN = 200
"""More open incidents than anybody reads; a search finds the rest."""
LAST_LINES = 8


async def open_incident(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    place: str,
    what_fails: str,
    severity: Severity,
    by: str,
    owner: str | None,
    now: datetime,
    type_: Type = Type.OTHER,
    deed: str | None = None,
    is_drill: bool = False,
) -> Incident:
    """Open an incident in the organisation's place for them, or in `place`.

    Without an `owner` somebody is asked to take it. `deed` names the form that asks, so that it
    counts once. Raises `WordsAreMissing`, `WordsAreTooLong` or `AlreadyDone`.
    """
    incident_rules.customer_words(what_fails)
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        incident = incident_rules.open_incident(
            workspace=workspace,
            number=await counters.next_number(tx, workspace, "incident"),
            place=organisation.incident_place or place,
            what_fails=what_fails,
            type_=type_,
            severity=severity,
            cadence=organisation.cadence(severity, since=now),
            by=by,
            owner=owner,
            now=now,
            is_drill=is_drill,
        )
        await incidents.add(tx, incident)
        await change.note(tx, incident, Event.OPENED, by=by, now=now)
        await change.announce(tx, organisation, incident, now=now)
    return incident


async def change_severity(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    severity: Severity,
    by: str,
    now: datetime,
) -> tuple[Incident, Severity]:
    """Return the incident under its new clock, and how bad it was before."""
    async with store.transaction() as tx:
        before = await incidents.lock(tx, workspace, number)
        since = before.clock_started_at
        cadence = cadence_of(before, organisation, since=since, now=now, severity=severity)
        incident = before.with_severity(severity, cadence, now=now)
        details = {
            "before": str(before.severity.value),
            "after": str(severity.value),
            **_due(incident),
        }
        await change.keep(
            tx, organisation, incident, Event.SEVERITY_CHANGED, by=by, now=now, details=details
        )
    return incident, before.severity


async def snooze(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    length: timedelta,
    by: str,
    now: datetime,
) -> Incident:
    """Keep the reminders quiet for `length`; what customers were promised stays."""
    async with store.transaction() as tx:
        incident = nudge_rules.snoozed(await incidents.lock(tx, workspace, number), length, now=now)
        until = incident.snoozed_until or now
        details = {"until": until.isoformat()}
        await change.keep(
            tx, organisation, incident, Event.SNOOZED, by=by, now=now, details=details
        )
    return incident


async def open_ones(store: Store, workspace: str) -> list[Incident]:
    """Return the open incidents, the one that is due first in front."""
    async with store.reading() as reader:
        return await incidents.open_ones(reader, workspace, most=MOST_OPEN)


async def read(store: Store, workspace: str, number: int) -> Incident:
    """Raises `NoSuchIncident`."""
    async with store.reading() as reader:
        return await incidents.read(reader, workspace, number)


async def read_in_full(
    store: Store, workspace: str, number: int, *, now: datetime
) -> tuple[Incident, list[Entry], Rhythm, Known]:
    """Return the incident, its newest lines, oldest first, its rhythm, and what is known."""
    async with store.reading() as reader:
        incident = await incidents.read(reader, workspace, number)
        lines = await timeline.last(reader, workspace, number, most=LAST_LINES)
        rhythm = await rhythms.measured(reader, incident, now=now)
        return incident, lines, rhythm, await facts.known(reader, incident)


async def search(store: Store, workspace: str, words: str, *, most: int) -> list[Incident]:
    """Return incidents to choose from: those whose number or title matches what was typed."""
    async with store.reading() as reader:
        wanted = words.strip().lower().removeprefix("inc-")
        return await incidents.search(reader, workspace, wanted, most=most)


async def meant(store: Store, *, workspace: str, place: str, typed: str) -> int:
    """Return the number of the incident that somebody in `place` means without naming it.

    The only open one here, else the only open one. Raises `NoOpenIncident` or `WhichIncident`.
    """
    async with store.reading() as reader:
        return await _only_open(reader, workspace, place, typed)


async def _only_open(reader: Reader, workspace: str, place: str, typed: str) -> int:
    found = await incidents.open_ones(reader, workspace, most=MOST_OPEN)
    here = [incident for incident in found if incident.place == place]
    for group in (here, found):
        if len(group) == 1:
            return group[0].number
    if not found:
        raise NoOpenIncident
    raise WhichIncident(typed)


def _due(incident: Incident) -> dict[str, str]:
    due = incident.next_update_due
    return {} if due is None else {"next_due": due.isoformat()}
