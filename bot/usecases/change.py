"""What every change of an incident leaves behind, in the transaction that makes it.

The incident and one more line on its timeline are saved; owed are the card in its place, the line
in its thread, and the next nudge. Deliveries say what to show, never how: a late one shows the
present, and ten changes within a second cost one edit of the card.
"""

from collections.abc import Mapping
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
) -> None:
    """Save the changed incident with its newest line, and owe what must be told."""
    await incidents.save(tx, incident)
    await note(tx, incident, event, by=by, now=now, details=details)
    await owed.enqueue_all(tx, _told(incident, event, now=now))
    await set_nudge(tx, organisation, incident)
    await _set_long_run(tx, incident, event)


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
    await owed.enqueue_all(tx, [card, long_run_timer(incident, due_at=begins_at(incident))])
    await set_nudge(tx, organisation, incident)


def _told(incident: Incident, event: Event, *, now: datetime) -> list[NewJob]:
    jobs = [_job(CARD, incident, due_at=now + GATHER)]
    if event.is_told:
        jobs.append(_job(LINES, incident, due_at=now))
    return jobs


async def set_nudge(tx: Transaction, organisation: Organisation, incident: Incident) -> None:
    """Move the incident's one timer to its next nudge, or stop it."""
    due_at = next_nudge_at(incident, organisation.ladder)
    if due_at is None:
        await owed.cancel(tx, key(NUDGE, incident))
    else:
        await owed.enqueue_all(tx, [_job(NUDGE, incident, due_at=due_at)], move=True)


async def _set_long_run(tx: Transaction, incident: Incident, event: Event) -> None:
    if event is Event.REOPENED:
        await owed.enqueue(tx, long_run_timer(incident, due_at=begins_at(incident)), move=True)
    elif not incident.is_open:
        await owed.cancel(tx, key(LONG_RUN, incident))


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
