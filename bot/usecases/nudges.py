"""The clock's own turn: a nudge falls due, and is said once however late we are."""

from datetime import datetime

from bot.domain.incident import Incident
from bot.domain.nudge import Step, next_nudge_at, reminded, step_due
from bot.domain.organisation import Organisation
from bot.domain.timeline import Event
from bot.store import owed
from bot.store.owed import NewJob
from bot.store.transaction import Transaction
from bot.usecases import change

NUDGE_MESSAGE = "nudge_message"


async def nudge(
    tx: Transaction, organisation: Organisation, incident: Incident, *, now: datetime
) -> Step | None:
    """Say the step that holds now, if any is owed, and set the next one.

    The incident is locked, and the timer that struck is finished.
    """
    step = step_due(incident, organisation.ladder, now=now)
    if step is not None:
        after = reminded(incident, step)
        details = {"step": step.name.lower()}
        await change.keep(tx, organisation, after, Event.NUDGED, by="", now=now, details=details)
        await owed.enqueue_all(tx, [_message(after, step, now=now)])
    elif next_nudge_at(incident, organisation.ladder) is not None:
        await change.set_nudge(tx, organisation, incident)
    return step


def _message(incident: Incident, step: Step, *, now: datetime) -> NewJob:
    """Return the one reminder owed to the thread: a newer one takes the place of one that waits."""
    due = incident.next_update_due
    return NewJob(
        kind=NUDGE_MESSAGE,
        args={
            "incident": incident.number,
            "step": step.value,
            "entry": incident.entries,
            "due": None if due is None else due.isoformat(),
        },
        workspace=incident.workspace,
        due_at=now,
        dedupe_key=change.key(NUDGE_MESSAGE, incident),
        lane=change.lane(incident.workspace, incident.place),
    )
