"""What must be heard of a call: a threat, or an answer that several callers gave."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Final

from bot.domain.call import PATTERN, Call, patterns
from bot.domain.incident import Incident
from bot.store import calls, owed
from bot.store.owed import NewJob
from bot.store.transaction import Transaction
from bot.usecases import change
from bot.usecases.safety import in_thread

CALL_NOTE: Final = "call_note"
THREAT: Final = "threat"
PATTERNS: Final = "patterns"
MOST_ALIKE: Final = 20


async def flag_patterns(
    tx: Transaction, call: Call, about: Incident, new: AbstractSet[str], *, now: datetime
) -> None:
    same = await calls.same(tx, call.workspace, call.incident, least=PATTERN, most=MOST_ALIKE)
    if patterns(same, new):
        people = (about.owner or about.opened_by,)
        notes = [note_to(person, call, PATTERNS, now=now) for person in people]
        await owed.enqueue_all(tx, notes)


def note_to(person: str, call: Call, about: str, *, now: datetime) -> NewJob:
    return NewJob(
        kind=CALL_NOTE,
        args={
            "incident": call.incident,
            "call": call.number,
            "about": about,
            "person": person,
        },
        workspace=call.workspace,
        due_at=now,
        dedupe_key=f"{call.workspace}:{CALL_NOTE}:{call.number}:{about}:{person}",
        lane=change.lane(call.workspace, person),
    )


def note_to_each(
    call: Call, incident: Incident, about: str, people: AbstractSet[str], *, now: datetime
) -> list[NewJob]:
    """Return the same note for each of the people, in place of their group.

    Whoever is on the phone needs no alarm of their own call, but somebody else.
    """
    if about != THREAT:
        return [note_to(person, call, about, now=now) for person in sorted(people)]
    others = [note_to(person, call, about, now=now) for person in sorted(people - {call.by})]
    return others or [alarm_in_thread(call, incident, now=now)]


def alarm_in_thread(call: Call, incident: Incident, *, now: datetime) -> NewJob:
    """Return the alarm for the thread, where nobody could be told in private."""
    return in_thread(incident, by=call.by, at=int(call.began_at.timestamp()), now=now)
