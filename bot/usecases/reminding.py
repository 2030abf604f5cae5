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
    now: datetime,
    is_late: bool = False,
    at: datetime | None = None,
) -> list[NewJob]:
    """Return what is owed to each person, or to each one of a group; `is_late`: to leads.

    `at` is when the reminder was due first, which names it in whatever it turns into.
    """
    return [
        NewJob(
            kind=kind,
            args={
                "incident": incident.number,
                "subject": subject,
                "person": person,
                "is_late": is_late,
                "at": (at or now).isoformat(),
            },
            workspace=incident.workspace,
            due_at=now,
            dedupe_key=f"{key(kind, incident, subject)}:{person}",
            lane=change.lane(incident.workspace, person),
        )
        for person in dict.fromkeys(people)
    ]


def key(kind: str, incident: Incident, subject: str) -> str:
    return f"{incident.workspace}:{kind}:{subject}"
