"""Who may say what of an incident. Source: facts and clocks, 3.1."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.fact import Fact, Key
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation


class Role(StrEnum):
    """As the settings name it under `people`."""

    SECURITY = "security"
    PAYMENTS = "payments"
    ENGINEERING = "engineering"
    MANAGERS = "managers"
    LEADS = "leads"


Roles = Mapping[Role, frozenset[str]]
"""Who holds each role at this moment; a role that nobody was set for is not in it."""
SPEAKERS: Final[Mapping[Key, tuple[Role, ...]]] = MappingProxyType(
    {
        Key.DATA_SAFETY: (Role.SECURITY,),
        Key.ACCOUNT_SAFETY: (Role.SECURITY, Role.PAYMENTS),
        Key.DATA_LOSS: (Role.ENGINEERING,),
        Key.NOT_YOUR_SIDE: (Role.ENGINEERING,),
        Key.FAULT: (Role.MANAGERS,),
        Key.SPOOF_CLAIM: (Role.SECURITY,),
        Key.SPOOF_ACTION: (Role.SECURITY,),
    }
)
"""Anybody who works on the incident may say the rest."""


def named_to_say(key: Key, organisation: Organisation) -> tuple[str, ...]:
    """Return the people and groups who alone may say it, as the settings name them; () for none."""
    roles = SPEAKERS.get(key, ())
    return tuple(dict.fromkeys(one for role in roles for one in getattr(organisation, role.value)))


def roles_for(keys: Iterable[Key]) -> frozenset[Role]:
    """Return the roles that decide who may say something of the `keys`."""
    roles = frozenset(role for key in keys for role in SPEAKERS.get(key, ()))
    return roles | {Role.LEADS} if Role.ENGINEERING in roles else roles


def speakers(key: Key, roles: Roles) -> tuple[Role, ...]:
    """Return who may say it: leads, and the owner as one, while no engineer is set; () for all."""
    if SPEAKERS.get(key) == (Role.ENGINEERING,) and Role.ENGINEERING not in roles:
        return (Role.LEADS,)
    return SPEAKERS.get(key, ())


def may_say(key: Key, person: str, incident: Incident, roles: Roles) -> bool:
    allowed = speakers(key, roles)
    if Role.LEADS in allowed:
        return leads(person, incident, roles)
    return not allowed or any(person in roles.get(role, ()) for role in allowed)


def may_approve(fact: Fact, person: str, incident: Incident, roles: Roles) -> bool:
    """Two people agree on it, and at least one of them leads the incident."""
    two = {person, fact.said_by}
    return len(two) > 1 and any(leads(one, incident, roles) for one in two)


def leads(person: str, incident: Incident, roles: Roles) -> bool:
    return person == incident.owner or person in roles.get(Role.LEADS, ())
