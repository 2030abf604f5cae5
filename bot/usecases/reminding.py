"""Who is told, again each working day, what is still to be done once an incident is over."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from bot.domain.incident import Incident
from bot.store.owed import NewJob
from bot.usecases import change

ITEM_TIMER: Final = "prevention_timer"
ITEM_NOTE: Final = "prevention_note"
REVIEW_TIMER: Final = "review_timer"
REVIEW_NOTE: Final = "review_note"
GIVEN: Final = "given"
"""Why somebody is told: the step is theirs from now on."""
DUE: Final = "due"
LATE: Final = "late"
"""To the leads, a week after it was due."""


def timer(kind: str, incident: Incident, subject: str, *, due_at: datetime) -> NewJob:
    """Return the one timer of `subject`: a step by its name, or the incident."""
    return NewJob(
        kind=kind,
        args={"incident": incident.number, "subject": subject},
        workspace=incident.workspace,
        due_at=due_at,
        dedupe_key=key(kind, incident, subject),
    )


def notes_to(
    kind: str,
    incident: Incident,
    subject: str,
    people: Iterable[str],
    *,
    why: str,
    now: datetime,
) -> list[NewJob]:
    """Return what is owed to each person, or to each one of a group; `why` is one of the above."""
    return [
        NewJob(
            kind=kind,
            args={
                "incident": incident.number,
                "subject": subject,
                "person": person,
                "why": why,
                "at": now.isoformat(),
            },
            workspace=incident.workspace,
            due_at=now,
            dedupe_key=f"{key(kind, incident, subject)}:{person}:{why}",
            lane=change.lane(incident.workspace, person),
        )
        for person in dict.fromkeys(people)
    ]


def reminders(
    kind: str,
    incident: Incident,
    subject: str,
    owner: str,
    leads: Iterable[str],
    *,
    now: datetime,
) -> list[NewJob]:
    """Return what is owed to who must do something, and to those leads who are somebody else."""
    others = [one for one in leads if one != owner]
    return [
        *notes_to(kind, incident, subject, [owner], why=DUE, now=now),
        *notes_to(kind, incident, subject, others, why=LATE, now=now),
    ]


def key(kind: str, incident: Incident, subject: str) -> str:
    return f"{incident.workspace}:{kind}:{subject}"
