"""What stood in somebody's way: noted without who, told once a week, taken on, and removed."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.obstacle import (
    LONGEST_TOOL,
    LONGEST_WORDS,
    MOST_SHOWN,
    Counted,
    Kind,
    Often,
    next_digest,
)
from bot.domain.organisation import Organisation
from bot.store import done, incidents, obstacles, owed, postings
from bot.store.owed import NewJob
from bot.store.transaction import Reader, Store, Transaction
from bot.usecases import change, notes

DIGEST: Final = "obstacle_digest"
DIGEST_NOTE: Final = "obstacle_note"
MONTHS: Final = 2
SUBJECT: Final = "obstacles:"
"""Followed by the day on which the digest was due: the name of the message that shows it."""


async def note(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    incident: int | None,
    place: str,
    words: str,
    tool: str,
    often: Often,
    now: datetime,
    deed: str | None = None,
) -> Kind:
    """Keep what stood in the way, and owe the next digest; `place` is where it was noted.

    Raises `NoSuchIncident`, `WordsAreMissing`, `WordsAreTooLong`, `NoteIsBlocked` or `AlreadyDone`.
    """
    words = notes.note("obstacle", words, limit=LONGEST_WORDS)
    tool = notes.note("tool", tool, limit=LONGEST_TOOL, on_one_line=True)
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        kind = await obstacles.add(
            tx,
            Kind(workspace=workspace, number=0, tool=tool),
            words=words,
            often=often,
            incident=incident,
            now=now,
        )
        about = None if incident is None else await incidents.read(tx, workspace, incident)
        place = _place(organisation, place if about is None else about.place)
        await owed.enqueue(tx, _timer(organisation, workspace, place, now=now))
        return kind


async def take_on(store: Store, *, workspace: str, number: int, by: str, now: datetime) -> Kind:
    """Raises `NoSuchObstacle`, `ObstacleIsTaken` or `ObstacleIsGone`."""
    async with store.transaction() as tx:
        kind = (await obstacles.lock(tx, workspace, number)).taken(by, now=now)
        await _keep(tx, kind, now=now)
        return kind


async def remove(store: Store, *, workspace: str, number: int, by: str, now: datetime) -> Kind:
    """Raises `NoSuchObstacle`, `ObstacleIsNotYours` or `ObstacleIsGone`."""
    async with store.transaction() as tx:
        kind = (await obstacles.lock(tx, workspace, number)).done(by, now=now)
        await _keep(tx, kind, now=now)
        return kind


async def digest(
    tx: Transaction, organisation: Organisation, workspace: str, place: str, *, now: datetime
) -> None:
    """Owe the week's digest and the next one; neither while nothing stands in the way."""
    if not await obstacles.top(tx, workspace, most=1, now=now):
        return
    places = [place] if place else organisation.leads
    week = now.date().isoformat()
    each = [_note(workspace, one, week, now=now) for one in places]
    await owed.enqueue_all(tx, [*each, _timer(organisation, workspace, place, now=now)])


def note_to_each(
    workspace: str, people: frozenset[str], week: str, *, now: datetime
) -> list[NewJob]:
    """Return the same digest for each of the people, in place of their group."""
    return [_note(workspace, one, week, now=now) for one in sorted(people)]


async def worst(
    reader: Reader, workspace: str, *, now: datetime
) -> tuple[list[Counted], dict[str, int]]:
    """Return the obstacles met most often, and how many labels were stopped in the last months."""
    found = await obstacles.top(reader, workspace, most=MOST_SHOWN, now=now)
    return found, await obstacles.stopped_by_month(reader, workspace, most=MONTHS)


async def count_stopped(store: Store, workspace: str, zone: ZoneInfo, *, now: datetime) -> None:
    """Count that a label for a customer was stopped, by the month alone."""
    async with store.transaction() as tx:
        await obstacles.count_stopped(tx, workspace, f"{now.astimezone(zone):%Y-%m}")


async def _keep(tx: Transaction, kind: Kind, *, now: datetime) -> None:
    """Save the kind, and owe every digest that was posted lately, so that it shows the present."""
    await obstacles.save(tx, kind)
    posted = await postings.newest(tx, kind.workspace, SUBJECT)
    shown = [
        _note(kind.workspace, place, subject.removeprefix(SUBJECT), now=now)
        for subject, place in posted
    ]
    await owed.enqueue_all(tx, shown)


def _place(organisation: Organisation, noted_in: str) -> str:
    """Return where the digest goes: where incidents live, else (empty) the leads, else there."""
    return organisation.incident_place or ("" if organisation.leads else noted_in)


def _timer(organisation: Organisation, workspace: str, place: str, *, now: datetime) -> NewJob:
    hours, zone = organisation.working_hours, organisation.time_zone
    return NewJob(
        kind=DIGEST,
        args={"place": place},
        workspace=workspace,
        due_at=next_digest(now, hours, zone),
        dedupe_key=f"{workspace}:{DIGEST}",
    )


def _note(workspace: str, place: str, week: str, *, now: datetime) -> NewJob:
    """`week` is the day on which it was due: it names the message that shows it."""
    return NewJob(
        kind=DIGEST_NOTE,
        args={"place": place, "week": week},
        workspace=workspace,
        due_at=now,
        dedupe_key=f"{workspace}:{DIGEST_NOTE}:{week}:{place}",
        lane=change.lane(workspace, place),
    )
