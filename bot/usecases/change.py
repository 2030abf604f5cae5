"""What every change of an incident leaves behind, in the transaction that makes it.

The incident and one more line on its timeline are saved; owed are the card in its place, the line
in its thread, and the next nudge. Deliveries say what to show, never how: a late one shows the
present, and ten changes within a second cost one edit of the card.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.domain.incident import Incident
from bot.domain.long_run import begins_at
from bot.domain.nudge import next_nudge_at
from bot.domain.organisation import Organisation
from bot.domain.timeline import Entry, Event
from bot.store import changes as store
from bot.store import owed, timeline
from bot.store.owed import NewJob
from bot.store.transaction import Transaction
from bot.usecases import care, case_timers

CARD: Final = "card"
LINES: Final = "lines"
NUDGE: Final = "nudge"
LONG_RUN: Final = "long_run"
AGEING: Final = "card_ageing"
GATHER: Final = timedelta(seconds=1)
"""Changes of a card that come within this time are shown by one edit."""


@dataclass(frozen=True, slots=True)
class Change:
    """An incident after its change, the line that tells of it, and the jobs that follow from it."""

    incident: Incident
    entry: Entry
    owed: Sequence[NewJob]
    stopped: Sequence[str]


async def keep(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    event: Event,
    *,
    by: str,
    now: datetime,
    details: Mapping[str, str] | None = None,
    also: Iterable[NewJob] = (),
    is_act: bool = True,
) -> None:
    """Save the changed incident with its newest line, and owe what must be told, and `also`.

    Without `is_act`, `by` is only named: they did not do it just now.
    """
    entry = entry_of(incident, event, by=by, now=now, details=details)
    await keep_all(tx, [changed(organisation, incident, entry, also=also)])
    if is_act:
        await care.acted(tx, organisation, incident.workspace, by=by, now=now)


def changed(
    organisation: Organisation, incident: Incident, entry: Entry, *, also: Iterable[NewJob] = ()
) -> Change:
    """Return the change that `entry` tells of; `also` is owed besides what every change owes."""
    told = _told(incident, entry.event, now=entry.at)
    timers = _timers(organisation, incident, entry.event)
    return Change(incident, entry, [*told, *timers, *also], _stopped(organisation, incident))


async def keep_all(tx: Transaction, changes: Sequence[Change], also: Iterable[NewJob] = ()) -> None:
    """Save changes of several incidents, and owe what must be told of them, and `also`."""
    await store.save(tx, [(one.incident, one.entry) for one in changes])
    await owed.enqueue_all(tx, [*(job for one in changes for job in one.owed), *also])
    await owed.cancel(tx, *(key for one in changes for key in one.stopped))


async def note(
    tx: Transaction,
    incident: Incident,
    event: Event,
    *,
    by: str,
    now: datetime,
    details: Mapping[str, str] | None = None,
) -> None:
    """Add the line that the incident already counts."""
    await timeline.add(tx, entry_of(incident, event, by=by, now=now, details=details))


def entry_of(
    incident: Incident,
    event: Event,
    *,
    by: str,
    now: datetime,
    details: Mapping[str, str] | None = None,
) -> Entry:
    return Entry(
        workspace=incident.workspace,
        incident=incident.number,
        number=incident.entries,
        event=event,
        by=by,
        at=now,
        details=details or {},
    )


async def announce(
    tx: Transaction, organisation: Organisation, incident: Incident, *, now: datetime
) -> None:
    """Owe a new incident's card and its first nudge, and what is said if it lasts."""
    card = _job(CARD, incident, due_at=now)
    await owed.enqueue_all(tx, [card, *_timers(organisation, incident, Event.OPENED)])


async def show(tx: Transaction, incident: Incident, *, now: datetime) -> None:
    """Owe the card where only what is counted on it has changed."""
    await owed.enqueue(tx, _job(CARD, incident, due_at=now + GATHER))


def _told(incident: Incident, event: Event, *, now: datetime) -> list[NewJob]:
    jobs = [_job(CARD, incident, due_at=now + GATHER)]
    if event.is_told:
        jobs.append(_job(LINES, incident, due_at=now))
    return jobs


def _timers(organisation: Organisation, incident: Incident, event: Event) -> list[NewJob]:
    timers = next_nudge(organisation, incident)
    if event in (Event.OPENED, Event.REOPENED):
        timers.append(long_run_timer(incident, due_at=begins_at(incident)))
    if event is Event.RESOLVED:
        timers += case_timers.after_resolving(organisation, incident)
    return timers


def next_nudge(organisation: Organisation, incident: Incident) -> list[NewJob]:
    """Return the incident's one timer, set to its next nudge if there is one."""
    due_at = next_nudge_at(incident, organisation.ladder)
    return [] if due_at is None else [_job(NUDGE, incident, due_at=due_at)]


def _stopped(organisation: Organisation, incident: Incident) -> list[str]:
    kinds = [] if next_nudge(organisation, incident) else [NUDGE]
    if not incident.is_open:
        kinds += [LONG_RUN, AGEING]
    return [key(kind, incident) for kind in kinds]


def long_run_timer(incident: Incident, *, due_at: datetime, begun: bool = False) -> NewJob:
    """Return the timer that says so when the incident lasts; `begun` once that was said."""
    return NewJob(
        kind=LONG_RUN,
        args={"incident": incident.number, "begun": begun},
        workspace=incident.workspace,
        due_at=due_at,
        dedupe_key=key(LONG_RUN, incident),
    )


def _job(kind: str, incident: Incident, *, due_at: datetime) -> NewJob:
    return NewJob(
        kind=kind,
        args={"incident": incident.number},
        workspace=incident.workspace,
        due_at=due_at,
        dedupe_key=key(kind, incident),
        lane=None if kind == NUDGE else lane(incident.workspace, incident.place),
    )


def key(kind: str, incident: Incident) -> str:
    """Return the name of the one live job of this kind for the incident."""
    return f"{incident.workspace}:{kind}:{incident.number}"


def lane(workspace: str, place: str) -> str:
    """Return the queue in which everything said in one place waits its turn."""
    return f"{workspace}:{place}"
