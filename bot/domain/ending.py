"""How an incident ends: fixed, checked by somebody else as a customer would, resolved, closed.

While a fix is checked the incident is open and its clocks run. Source: drafts, 4.2, K04: blocked
unless two people say so. Only in a drill may one person say both.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.domain.after_refusals import (
    CheckedByTheSame,
    FixedAlready,
    FixIsAnother,
    NothingToClose,
    NotSaidFixed,
    ReasonIsMissing,
)
from bot.domain.cadence import Cadence
from bot.domain.incident import Incident, Status
from bot.domain.prevention import Item, State
from bot.domain.refusals import IncidentIsOpen, IncidentIsResolved
from bot.domain.typed import words

LONGEST_CHECK: Final = 150
"""Characters: how it was checked is part of a sentence to customers."""
LONGEST_REASON: Final = 500


def fixed(incident: Incident, *, by: str, now: datetime) -> Incident:
    """Return the incident with the first word that it is fixed; customers still wait.

    Raises `FixedAlready` where somebody has said so.
    """
    _check_open(incident)
    if incident.fixed_by is not None:
        raise FixedAlready(incident.name, incident.fixed_by)
    return replace(
        incident,
        fixed_by=by,
        fixed_at=now,
        fixes=incident.fixes + 1,
        entries=incident.entries + 1,
    )


def checked(incident: Incident, how: str, *, fix: int, by: str, now: datetime) -> Incident:
    """Return the incident resolved: a second person has checked fix number `fix`.

    Raises `NotSaidFixed`, `FixIsAnother` if that was void meanwhile, or `CheckedByTheSame`.
    """
    _check_open(incident)
    if incident.fixed_by is None:
        raise NotSaidFixed(incident.name)
    if incident.fixes != fix:
        raise FixIsAnother(incident.name, how)
    check_second(incident, by)
    how = words("checked_how", how, limit=LONGEST_CHECK, on_one_line=True)
    return replace(
        _quiet(incident),
        status=Status.RESOLVED,
        resolved_at=now,
        checked_by=by,
        checked_how=how,
    )


def check_second(incident: Incident, by: str) -> None:
    """Raises `CheckedByTheSame` where the person who said that it is fixed would check it."""
    if by == incident.fixed_by and not incident.is_drill:
        raise CheckedByTheSame(incident.name)


def reopened(incident: Incident, cadence: Cadence, *, now: datetime) -> Incident:
    """Return the incident open, with nobody's word that it is fixed; what was counted stays.

    Customers of a resolved one are owed word as if it had just begun; while a fix is checked the
    clock runs on as it is.
    """
    if incident.is_being_checked:
        return replace(_unsaid(incident), entries=incident.entries + 1)
    if incident.is_open:
        raise IncidentIsOpen(incident.name)
    return replace(
        _unsaid(incident),
        status=Status.OPEN,
        reopened_at=now,
        resolved_at=None,
        next_update_due=now + cadence.first_word,
        nudged=0,
        entries=incident.entries + 1,
    )


def cancelled(incident: Incident) -> Incident:
    """Return the incident ended as opened in error: nobody is owed anything."""
    _check_open(incident)
    return replace(_unsaid(_quiet(incident)), status=Status.CANCELLED)


def closed(incident: Incident, items: Collection[Item], why: str) -> Incident:
    """Return the resolved incident closed: with steps that prevent it, or `why` there are none.

    Raises `ReasonIsMissing` where there are neither, `NothingToClose`, or `IncidentIsOpen`.
    """
    if incident.is_open:
        raise IncidentIsOpen(incident.name)
    if incident.status is not Status.RESOLVED:
        raise NothingToClose(incident.name, is_cancelled=incident.status is Status.CANCELLED)
    if all(item.state is State.DROPPED for item in items) and not why.strip():
        raise ReasonIsMissing(incident.name)
    return replace(incident, status=Status.CLOSED, entries=incident.entries + 1)


def closing_reason(why: str) -> str:
    """Return why nothing is done to prevent it, empty for none."""
    return words("why_nothing", why, limit=LONGEST_REASON) if why.strip() else ""


def _check_open(incident: Incident) -> None:
    if not incident.is_open:
        raise IncidentIsResolved(incident.name)


def _unsaid(incident: Incident) -> Incident:
    return replace(incident, fixed_by=None, fixed_at=None, checked_by=None, checked_how="")


def _quiet(incident: Incident) -> Incident:
    """Return the incident with every timer stopped and nobody asked to take over."""
    return replace(
        incident,
        next_update_due=None,
        snoozed_until=None,
        snoozes=0,
        nudged=0,
        handed_to=None,
        entries=incident.entries + 1,
    )
