"""What every change of an incident leaves behind, in the transaction that makes it.

The incident and one more line on its timeline are saved; owed are the card in its place, the line
in its thread, and the next nudge. Deliveries say what to show, never how: a late one shows the
present, and ten changes within a second cost one edit of the card.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from bot.domain.incident import Incident
from bot.domain.long_run import begins_at
from bot.domain.nudge import next_nudge_at
from bot.domain.organisation import Organisation
from bot.domain.timeline import Entry, Event
from bot.store import incidents, owed, timeline
from bot.store.owed import NewJob
from bot.store.transaction import Transaction

CARD: Final = "card"
LINES: Final = "lines"
NUDGE: Final = "nudge"
LONG_RUN: Final = "long_run"
GATHER: Final = timedelta(seconds=1)
"""Changes of a card that come within this time are shown by one edit."""


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
) -> None:
    """Save the changed incident with its newest line, and owe what must be told, and `also`."""
    await incidents.save(tx, incident)
    await note(tx, incident, event, by=by, now=now, details=details)
    told, timers = _told(incident, event, now=now), _timers(organisation, incident, event)
    await owed.enqueue_all(tx, [*told, *timers, *also])
    await owed.cancel(tx, *_stopped(organisation, incident))


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
    entry = Entry(
        workspace=incident.workspace,
        incident=incident.number,
        number=incident.entries,
        event=event,
        by=by,
        at=now,
        details=details or {},
    )
    await timeline.add(tx, entry)


async def announce(
    tx: Transaction, organisation: Organisation, incident: Incident, *, now: datetime
) -> None:
    """Owe a new incident's card and its first nudge, and what is said if it lasts."""
    card = _job(CARD, incident, due_at=now)
    await owed.enqueue_all(tx, [card, *_timers(organisation, incident, Event.OPENED)])


async def set_nudge(tx: Transaction, organisation: Organisation, incident: Incident) -> None:
    """Set the incident's one timer, which is not owed now, to its next nudge if there is one."""
    await owed.enqueue_all(tx, _next_nudge(organisation, incident))


def _told(incident: Incident, event: Event, *, now: datetime) -> list[NewJob]:
    jobs = [_job(CARD, incident, due_at=now + GATHER)]
    if event.is_told:
        jobs.append(_job(LINES, incident, due_at=now))
    return jobs


def _timers(organisation: Organisation, incident: Incident, event: Event) -> list[NewJob]:
    timers = _next_nudge(organisation, incident)
    if event in (Event.OPENED, Event.REOPENED):
        timers.append(long_run_timer(incident, due_at=begins_at(incident)))
    return timers


def _next_nudge(organisation: Organisation, incident: Incident) -> list[NewJob]:
    due_at = next_nudge_at(incident, organisation.ladder)
    return [] if due_at is None else [_job(NUDGE, incident, due_at=due_at)]


def _stopped(organisation: Organisation, incident: Incident) -> list[str]:
    kinds = [] if _next_nudge(organisation, incident) else [NUDGE]
    if not incident.is_open:
        kinds.append(LONG_RUN)
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
