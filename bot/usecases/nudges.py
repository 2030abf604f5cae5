"""The clock's own turn: a nudge falls due, and is said once however late we are."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.handover import answerable
from bot.domain.incident import Incident
from bot.domain.nudge import Step, reminded, step_due
from bot.domain.organisation import Organisation
from bot.domain.timeline import Event
from bot.store.owed import NewJob
from bot.store.transaction import Transaction
from bot.usecases import change, facts
from bot.usecases.change import Change

NUDGE_MESSAGE = "nudge_message"
NUDGE_NOTE = "nudge_note"


async def nudge(
    tx: Transaction, organisation: Organisation, struck: Iterable[Incident], *, now: datetime
) -> None:
    """Say of each the step that holds now, if any is owed, and set the next one.

    The incidents are locked, and the timers that struck are finished.
    """
    said: list[Change] = []
    later: list[NewJob] = []
    for incident in struck:
        step = step_due(incident, organisation.ladder, now=now)
        if step is None:
            later += change.next_nudge(organisation, incident)
        else:
            said.append(await _said(tx, organisation, incident, step, now=now))
    await change.keep_all(tx, said, also=later)


async def _said(
    tx: Transaction, organisation: Organisation, incident: Incident, step: Step, *, now: datetime
) -> Change:
    after = reminded(incident, step)
    also = reminders(after, step, organisation, now=now)
    if step is Step.VERY_LATE and incident.nudged < Step.LATE:
        # All of us were away: the owner and the leads have not been called either.
        also.append(in_thread(after, Step.LATE, now=now))
    if step is Step.NEAR:
        also += await facts.whether_true(tx, organisation, after, now=now)
    details = {"step": step.name.lower()}
    entry = change.entry_of(after, Event.NUDGED, by="", now=now, details=details)
    return change.changed(organisation, after, entry, also=also)


def reminders(
    incident: Incident, step: Step, organisation: Organisation, *, now: datetime
) -> list[NewJob]:
    """Return the reminders of a step: to each of its people in private, else to the thread."""
    people: tuple[str, ...] = ()
    if step is Step.NEAR:
        people = answerable(incident)
    elif step is Step.VERY_LATE:
        people = organisation.head_of_support
    return [in_private(incident, step, one, now=now) for one in people] or [
        in_thread(incident, step, now=now)
    ]


def in_thread(
    incident: Incident, step: Step, *, now: datetime, unreachable: str | None = None
) -> NewJob:
    """Return the one reminder owed to the thread: a newer one takes the place of one that waits.

    `unreachable` is whom it could not be told in private.
    """
    return NewJob(
        kind=NUDGE_MESSAGE,
        args={**_about(incident, step), "unreachable": unreachable},
        workspace=incident.workspace,
        due_at=now,
        dedupe_key=change.key(NUDGE_MESSAGE, incident),
        lane=change.lane(incident.workspace, incident.place),
    )


def in_private(
    incident: Incident, step: Step, person: str, *, now: datetime, is_last: bool = False
) -> NewJob:
    """Return the reminder owed to a person, or to each one of a group.

    `is_last` if the thread cannot be told instead.
    """
    return NewJob(
        kind=NUDGE_NOTE,
        args={**_about(incident, step), "person": person, "is_last": is_last},
        workspace=incident.workspace,
        due_at=now,
        dedupe_key=f"{change.key(NUDGE_NOTE, incident)}:{person}",
        lane=change.lane(incident.workspace, person),
    )


def _about(incident: Incident, step: Step) -> dict[str, int | str | None]:
    due = incident.next_update_due
    return {
        "incident": incident.number,
        "step": step.value,
        "entry": incident.entries,
        "due": None if due is None else due.isoformat(),
    }
