"""Whose incident it is: taken, handed over, accepted. Until it is accepted, both are reminded."""

from dataclasses import replace

from bot.domain.incident import Incident
from bot.domain.refusals import IncidentIsResolved, NotHandedToYou, YoursAlready


def taken(incident: Incident, by: str) -> Incident:
    """Return the incident owned by `by`, whoever had it before."""
    _check_open(incident)
    if incident.owner == by:
        raise YoursAlready(incident.name)
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
    return taken(incident, by)


def answerable(incident: Incident) -> tuple[str, ...]:
    """Return who is reminded: the owner, and who was asked to take over."""
    return tuple(dict.fromkeys(filter(None, (incident.owner, incident.handed_to))))


def _check_open(incident: Incident) -> None:
    if not incident.is_open:
        raise IncidentIsResolved(incident.name)
