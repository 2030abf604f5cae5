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


def safety_leads(organisation: Organisation, incident: Incident) -> tuple[str, ...]:
    """Return who hears of a threat: those named for it, else whoever leads."""
    leads = organisation.safety or organisation.head_of_support or organisation.leads
    return leads or (incident.owner or incident.opened_by,)


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
        people = safety_leads(organisation, incident)
        notes = [_note(incident, one, by=by, at=int(now.timestamp()), due=now) for one in people]
        await owed.enqueue_all(tx, notes)
    return people


def note_to_each(
    incident: Incident, people: AbstractSet[str], *, by: str, at: int, now: datetime
) -> list[NewJob]:
    """Return the same note for each of the people, in place of their group."""
    return [_note(incident, one, by=by, at=at, due=now) for one in sorted(people)]


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
