"""The timers of customers' cases: after a week, after a season, and when nobody answers."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.domain.case import ANSWER_WITHIN, SEASON, WEEK, Case, asked_at
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.store.owed import NewJob

FOLLOW_UP: Final = "follow_up"
SEASONED: Final = "seasoned"
NO_ANSWER: Final = "no_answer"
WAITS: Final = {FOLLOW_UP: WEEK, SEASONED: SEASON}


def after_resolving(organisation: Organisation, incident: Incident) -> Sequence[NewJob]:
    """Return the timers that ask about everybody whom the incident hurt; none after a drill.

    Resolved once more, it sets them anew; while it is open again they strike for nothing.
    """
    if incident.resolved_at is None or incident.is_drill:
        return []
    return [
        _timer(kind, incident, None, _due(incident.resolved_at, wait, organisation))
        for kind, wait in WAITS.items()
    ]


def after_case(organisation: Organisation, incident: Incident, case: Case) -> Sequence[NewJob]:
    """Return the timers of a case that was resolved for one customer alone."""
    if case.resolved_at is None or incident.is_drill:
        return []
    return [
        _timer(kind, incident, case.customer, _due(case.resolved_at, wait, organisation))
        for kind, wait in WAITS.items()
    ]


def after_words(incident: Incident, case: Case) -> Sequence[NewJob]:
    """Return the timer that closes a case that nobody answers."""
    if case.written_at is None:
        return []
    return [_timer(NO_ANSWER, incident, case.customer, case.written_at + ANSWER_WITHIN)]


def at_work(
    organisation: Organisation,
    incident: Incident,
    kind: str,
    customer: int | None,
    *,
    now: datetime,
) -> NewJob | None:
    """Return the timer for when somebody is at work again; None if they are now.

    A timer strikes out of hours where nobody was there to let it strike in time.
    """
    due_at = _due(now, timedelta(0), organisation)
    return _timer(kind, incident, customer, due_at) if due_at > now else None


def _due(ended: datetime, wait: timedelta, organisation: Organisation) -> datetime:
    return asked_at(ended, wait, organisation.working_hours, organisation.time_zone)


def _timer(kind: str, incident: Incident, customer: int | None, due_at: datetime) -> NewJob:
    who = incident.name if customer is None else f"CU-{customer}"
    return NewJob(
        kind=kind,
        args={"incident": incident.number, "customer": customer},
        workspace=incident.workspace,
        due_at=due_at,
        dedupe_key=f"{incident.workspace}:{kind}:{who}",
    )
