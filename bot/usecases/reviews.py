"""The five questions on an incident that is resolved, and closing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain import edited, ending
from bot.domain.after_refusals import NoAnswers
from bot.domain.incident import Incident, Status
from bot.domain.organisation import Organisation
from bot.domain.prevention import (
    ASKED_AFTER,
    Item,
    Question,
    Review,
    leads_are_due,
    next_nudge_at,
    nudged,
)
from bot.domain.timeline import Event
from bot.store import done, incidents, owed, prevention
from bot.store.transaction import Reader, Store, Transaction
from bot.usecases import change, notes, reminding


@dataclass(frozen=True, slots=True)
class Standing:
    """What is agreed after an incident; `review` is None before it was first resolved."""

    incident: Incident
    review: Review | None
    items: tuple[Item, ...]

    @property
    def may_be_closed(self) -> bool:
        return self.incident.status is Status.RESOLVED


async def read(store: Store, workspace: str, number: int) -> Standing:
    """Raises `NoSuchIncident`."""
    async with store.reading() as reader:
        return await standing(reader, workspace, number)


async def standing(reader: Reader, workspace: str, number: int) -> Standing:
    incident = await incidents.read(reader, workspace, number)
    review = await prevention.review(reader, workspace, number)
    items = await prevention.of_incident(reader, workspace, number)
    return Standing(incident, review, tuple(items))


async def begin(tx: Transaction, incident: Incident, *, now: datetime) -> None:
    """Owe the five questions a day after it was resolved; earlier answers stay. Not in a drill."""
    if incident.is_drill:
        return
    asked_at = now + ASKED_AFTER
    kept = await prevention.review(tx, incident.workspace, incident.number)
    review = kept.again(asked_at) if kept else _new(incident, asked_at)
    await prevention.keep_review(tx, review)
    timer = reminding.timer(reminding.REVIEW_TIMER, incident, incident.name, due_at=review.asked_at)
    await owed.enqueue(tx, timer)


async def stop(tx: Transaction, incident: Incident) -> None:
    """Ask no more: it is open again, or closed."""
    await owed.cancel(tx, reminding.key(reminding.REVIEW_TIMER, incident, incident.name))


async def answer(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    answers: Mapping[Question, str],
    seen: str,
    by: str,
    now: datetime,
    deed: str | None = None,
) -> Standing:
    """Keep the answers in place of those that were `seen`; some may still be missing.

    What others have answered meanwhile stays. Raises `NoAnswers` where all are, `WordsAreTooLong`,
    or `NoteIsBlocked` for labels on people.
    """
    if not any(words.strip() for words in answers.values()):
        raise NoAnswers
    for question, words in answers.items():
        if words.strip():
            notes.note(question.value, words, limit=len(words))
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        before = await incidents.lock(tx, workspace, number)
        kept = await prevention.review(tx, workspace, number) or _new(before, now)
        review = kept.answered(_merged(kept.answers, answers, seen), by=by, now=now)
        await prevention.keep_review(tx, review)
        details = {"answered": str(len(review.answers))}
        await change.keep(
            tx, organisation, before.noted(), Event.REVIEWED, by=by, now=now, details=details
        )
        return await standing(tx, workspace, number)


def _merged(
    kept: Mapping[Question, str], typed: Mapping[Question, str], seen: str
) -> Mapping[Question, str]:
    return {
        question: edited.joined(kept.get(question, ""), typed[question], mark)
        for question, mark in zip(Question, edited.read(seen), strict=False)
    }


async def close(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    why: str,
    by: str,
    now: datetime,
    deed: str | None = None,
) -> Standing:
    """Close a resolved incident with its steps, or for the reason `why` there are none.

    Raises what `ending.closed` does, or `NoteIsBlocked`.
    """
    why = ending.closing_reason(why)
    if why:
        notes.note("why_nothing", why, limit=ending.LONGEST_REASON)
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        before = await incidents.lock(tx, workspace, number)
        items = await prevention.of_incident(tx, workspace, number)
        incident = ending.closed(before, items, why)
        kept = await prevention.review(tx, workspace, number) or _new(incident, now)
        await prevention.keep_review(tx, kept.closed(why, by=by, now=now))
        details = {"steps": str(len(items)), **({"why": why} if why else {})}
        await change.keep(tx, organisation, incident, Event.CLOSED, by=by, now=now, details=details)
        await stop(tx, incident)
        return await standing(tx, workspace, number)


async def strike(
    tx: Transaction, organisation: Organisation, incident: Incident, *, now: datetime
) -> None:
    """Ask whoever owns it, and the leads once it is a week late; the incident is locked.

    Then again on the next working day, until it is closed.
    """
    review = await prevention.review(tx, incident.workspace, incident.number)
    if incident.status is not Status.RESOLVED or review is None:
        return
    hours, zone = organisation.working_hours, organisation.time_zone
    due_at = next_nudge_at(review.asked_at, review, hours, zone)
    if due_at <= now:
        is_late = leads_are_due(review.asked_at, review, now=now)
        review = nudged(review, leads=is_late, now=now)
        await prevention.keep_review(tx, review)
        owner = incident.owner or str(incident.checked_by)
        leads = organisation.leads if is_late else ()
        told = reminding.reminders(
            reminding.REVIEW_NOTE, incident, incident.name, owner, leads, now=now
        )
        await owed.enqueue_all(tx, told)
        due_at = next_nudge_at(review.asked_at, review, hours, zone)
    timer = reminding.timer(reminding.REVIEW_TIMER, incident, incident.name, due_at=due_at)
    await owed.enqueue(tx, timer)


def _new(incident: Incident, asked_at: datetime) -> Review:
    return Review(workspace=incident.workspace, incident=incident.number, asked_at=asked_at)
