"""What every change of a promise leaves behind: a line, its card, its timer, and who is told."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.promise import Promise, Status, Step, next_nudge_at, step_due
from bot.domain.timeline import Event
from bot.store import owed, promises
from bot.store.owed import NewJob
from bot.store.transaction import Transaction
from bot.usecases import change

CARD: Final = "promise_card"
TIMER: Final = "promise_timer"
NOTE: Final = "promise_note"
MESSAGE: Final = "promise_message"
REASSIGNED: Final = 0
"""In place of a step: the promise is somebody else's now."""


async def tell(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    promise: Promise,
    event: Event,
    *,
    by: str,
    now: datetime,
) -> Incident:
    """Note the event on the timeline, owe the card, set the timer; return the incident since.

    The line says nothing of what was promised to one customer.
    """
    after = incident.noted()
    details = {"promise": promise.name, "due": promise.due.isoformat(), "owner": promise.owner}
    if promise.customer is None and promise.evidence:
        details["evidence"] = promise.evidence
    await change.keep(tx, organisation, after, event, by=by, now=now, details=details)
    await show(tx, after, promise, now=now)
    return after


async def show(tx: Transaction, incident: Incident, promise: Promise, *, now: datetime) -> None:
    """Owe the card of a promise that was changed, and set its timer or stop it."""
    await owed.enqueue(tx, _job(CARD, incident, promise, due_at=now))
    due_at = next_nudge_at(promise)
    if due_at is None:
        await owed.cancel(tx, _key(TIMER, promise))
    else:
        await owed.enqueue(tx, _job(TIMER, incident, promise, due_at=due_at))


async def show_live(tx: Transaction, incident: Incident, *, now: datetime) -> None:
    """Owe the cards of what is still to be kept: what fails is put in other words now."""
    live = await promises.live(tx, incident.workspace, incident.number)
    await owed.enqueue_all(tx, [_job(CARD, incident, one, due_at=now) for one in live])


async def strike(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    promise: Promise,
    *,
    now: datetime,
) -> None:
    """Say the step that holds now, if any is owed, and set the next one.

    The incident is locked, and the timer that struck is finished.
    """
    step = step_due(promise, now=now)
    if step is None:
        await show(tx, incident, promise, now=now)
        return
    after = replace(promise, nudged=step.value)
    if step >= Step.DUE and promise.status is not Status.BROKEN:
        after = after.broken()
        event = Event.PROMISE_BROKEN
        incident = await tell(tx, organisation, incident, after, event, by="", now=now)
    else:
        await show(tx, incident, after, now=now)
    await promises.save(tx, after)
    # Late by more than a lead's patience when we come back: the owner is still told, once.
    people = [after.owner] if step < Step.LEADS or promise.nudged < Step.DUE else []
    people += organisation.leads if step is Step.LEADS else ()
    await owe_notes(tx, incident, after, step, people, now=now)
    if step is Step.LEADS and not organisation.leads:
        await owed.enqueue(tx, in_thread(incident, after, step, now=now))


async def owe_notes(
    tx: Transaction,
    incident: Incident,
    promise: Promise,
    step: int,
    people: Iterable[str],
    *,
    now: datetime,
) -> None:
    told = dict.fromkeys(people)
    notes = [note(incident, promise, step, one, now=now, told=[*told]) for one in told]
    await owed.enqueue_all(tx, notes)


def note(
    incident: Incident,
    promise: Promise,
    step: int,
    person: str,
    *,
    now: datetime,
    told: Sequence[str] = (),
) -> NewJob:
    """Return the note owed to a person, or to each one of a group but those `told` by name."""
    return NewJob(
        kind=NOTE,
        args={**_about(incident, promise), "step": int(step), "person": person, "told": told},
        workspace=promise.workspace,
        due_at=now,
        dedupe_key=f"{_key(NOTE, promise)}:{person}",
        lane=change.lane(promise.workspace, person),
    )


def in_thread(
    incident: Incident,
    promise: Promise,
    step: int,
    *,
    now: datetime,
    unreachable: str | None = None,
) -> NewJob:
    """Return the reminder owed to the thread; `unreachable` is whom it could not be told."""
    return NewJob(
        kind=MESSAGE,
        args={**_about(incident, promise), "step": int(step), "unreachable": unreachable},
        workspace=promise.workspace,
        due_at=now,
        dedupe_key=_key(MESSAGE, promise),
        lane=change.lane(promise.workspace, incident.place),
    )


def _job(kind: str, incident: Incident, promise: Promise, *, due_at: datetime) -> NewJob:
    place = None if kind == TIMER else change.lane(incident.workspace, incident.place)
    return NewJob(
        kind=kind,
        args=_about(incident, promise),
        workspace=promise.workspace,
        due_at=due_at,
        dedupe_key=_key(kind, promise),
        lane=place,
    )


def _about(incident: Incident, promise: Promise) -> dict[str, Any]:
    return {
        "incident": incident.number,
        "promise": promise.number,
        "due": promise.due.isoformat(),
    }


def _key(kind: str, promise: Promise) -> str:
    return f"{promise.workspace}:{kind}:{promise.number}"
