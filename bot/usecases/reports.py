"""Asking for an incident's record: it is owed to the incident's thread."""

from datetime import datetime
from typing import Final

from bot.domain.incident import Incident
from bot.store import incidents, owed
from bot.store.owed import NewJob
from bot.store.transaction import Store
from bot.usecases import change

REPORT: Final = "report"


async def ask(store: Store, *, workspace: str, number: int, by: str, now: datetime) -> Incident:
    """Owe the record as it stands at `now`. Asked again before it is there, it comes once.

    Raises `NoSuchIncident`.
    """
    async with store.transaction() as tx:
        incident = await incidents.read(tx, workspace, number)
        await owed.enqueue(tx, _job(incident, by=by, now=now))
    return incident


def _job(incident: Incident, *, by: str, now: datetime) -> NewJob:
    return NewJob(
        kind=REPORT,
        args={"incident": incident.number, "by": by, "at": now.isoformat()},
        workspace=incident.workspace,
        due_at=now,
        dedupe_key=change.key(REPORT, incident),
        # Of its own: no reminder waits until a report is drawn and sent.
        lane=change.lane(incident.workspace, f"{REPORT}:{incident.place}"),
    )
