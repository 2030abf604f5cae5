"""Whose incident it is: taken, handed over, accepted. Until it is accepted, both are reminded."""

from dataclasses import replace
from typing import Final

from bot.domain.incident import Incident
from bot.domain.refusals import IncidentIsResolved, NotHandedToYou, SomeoneTookIt, YoursAlready

LONGEST_NOTE: Final = 2_000


def taken(incident: Incident, by: str, *, after: str | None) -> Incident:
    """Return the incident owned by `by`.

    `after` is who had it when they were asked to take it; raises `SomeoneTookIt` when somebody
    else was faster.
    """
    _check_open(incident)
    if incident.owner == by:
        raise YoursAlready(incident.name)
    if incident.owner is not None and incident.owner != after:
        raise SomeoneTookIt(incident.name, incident.owner)
    return replace(incident, owner=by, handed_to=None, entries=incident.entries + 1)


def handed_over(incident: Incident, to: str) -> Incident:
    """Return the incident waiting for `to` to accept it."""
    _check_open(incident)
    if incident.owner == to:
        raise YoursAlready(incident.name)
    return replace(incident, handed_to=to, entries=incident.entries + 1)


def accepted(incident: Incident, by: str) -> Incident:
    """Return the incident owned by whom it was handed to."""
    _check_open(incident)
    if incident.handed_to != by:
        raise NotHandedToYou(incident.name, incident.handed_to)
    return taken(incident, by, after=incident.owner)


def answerable(incident: Incident) -> tuple[str, ...]:
    """Return who is reminded: the owner, and who was asked to take over."""
    return tuple(dict.fromkeys(filter(None, (incident.owner, incident.handed_to))))


def _check_open(incident: Incident) -> None:
    if not incident.is_open:
        raise IncidentIsResolved(incident.name)
