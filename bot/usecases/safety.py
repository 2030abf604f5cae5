"""Threats: whoever looks after the team is told at once, in private and in no thread."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Final

from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.store import incidents, owed
from bot.store.owed import NewJob
from bot.store.transaction import Store
from bot.usecases import change

THREAT_NOTE: Final = "threat_note"
THREAT_MESSAGE: Final = "threat_message"


def safety_leads(organisation: Organisation, incident: Incident, *, by: str) -> tuple[str, ...]:
    """Return who hears of a threat besides `by`, who met it: those named for it, else who leads.

    Nobody when nobody else is known; then the thread must hear that somebody needs company.
    """
    named = (
        organisation.safety,
        organisation.head_of_support,
        organisation.leads,
        organisation.managers,
        (incident.owner or incident.opened_by,),
    )
    others = (tuple(one for one in people if one != by) for people in named)
    return next(filter(None, others), ())


async def tell_of_threat(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    by: str,
    now: datetime,
) -> tuple[str, ...]:
    """Owe the alarm about a threat in writing; return who hears of it."""
    async with store.transaction() as tx:
        incident = await incidents.read(tx, workspace, number)
        people, at = safety_leads(organisation, incident, by=by), int(now.timestamp())
        notes = [_note(incident, one, by=by, at=at, due=now) for one in people]
        await owed.enqueue_all(tx, notes or [in_thread(incident, by=by, at=at, now=now)])
    return people


def note_to_each(
    incident: Incident, people: AbstractSet[str], *, by: str, at: int, now: datetime
) -> list[NewJob]:
    """Return the same note for each of the people but `by`, in place of their group."""
    others = [_note(incident, one, by=by, at=at, due=now) for one in sorted(people - {by})]
    return others or [in_thread(incident, by=by, at=at, now=now)]


def in_thread(incident: Incident, *, by: str, at: int, now: datetime) -> NewJob:
    """Return the call for company owed to the thread, where nobody else could be told.

    `at` is when the threat was met, in seconds since 1970.
    """
    workspace, number = incident.workspace, incident.number
    return NewJob(
        kind=THREAT_MESSAGE,
        args={"incident": number, "by": by, "at": at},
        workspace=workspace,
        due_at=now,
        dedupe_key=f"{workspace}:{THREAT_MESSAGE}:{number}:{by}:{at}",
        lane=change.lane(workspace, incident.place),
    )


def _note(incident: Incident, person: str, *, by: str, at: int, due: datetime) -> NewJob:
    """`at` is when it was pressed, in seconds since 1970: another threat is another note."""
    workspace, number = incident.workspace, incident.number
    return NewJob(
        kind=THREAT_NOTE,
        args={"incident": number, "by": by, "at": at, "person": person},
        workspace=workspace,
        due_at=due,
        dedupe_key=f"{workspace}:{THREAT_NOTE}:{number}:{by}:{at}:{person}",
        lane=change.lane(workspace, person),
    )
