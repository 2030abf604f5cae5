"""What every door needs: the store, the organisation, the clock, and who holds which role."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Self

from bot.domain.authority import Role, Roles
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.refusals import RolesAreUnknown
from bot.domain.update import Approval
from bot.store.transaction import Store

ROLES_LIMIT_S: Final = 1.0
"""How long to ask for roles: who presses waits three seconds in all, and it must be kept too."""
Members = Callable[[str], Awaitable[frozenset[str]]]


class GroupsAsked:
    """The groups as one press sees them: each asked for once, all of them within one limit."""

    def __init__(self, members: Members) -> None:
        self._members = members
        self._known: dict[str, frozenset[str]] = {}
        self._until: float | None = None

    async def members(self, group: str) -> frozenset[str]:
        """Raises `RolesAreUnknown`, and once the time is over at once."""
        if group not in self._known:
            self._known[group] = await self._ask(group)
        return self._known[group]

    async def _ask(self, group: str) -> frozenset[str]:
        now = asyncio.get_running_loop().time()
        self._until = self._until or now + ROLES_LIMIT_S
        if now >= self._until:
            raise RolesAreUnknown
        try:
            async with asyncio.timeout_at(self._until):
                return await self._members(group)
        except TimeoutError as error:
            raise RolesAreUnknown from error


@dataclass(frozen=True, slots=True)
class Desk:
    workspace: str
    store: Store
    organisation: Organisation
    now: Callable[[], datetime]
    members: Members
    """The people of a group at this moment. Raises `RolesAreUnknown`."""

    def for_one_press(self) -> Self:
        """Return the desk for one command, press or form, which waits once in all for roles."""
        return replace(self, members=GroupsAsked(self.members).members)

    async def functions(self) -> Mapping[str, frozenset[str]]:
        """Return who holds each function that decides on money. Raises `RolesAreUnknown`."""
        functions = self.organisation.functions
        people = await asyncio.gather(*(self._people(names) for names in functions.values()))
        return dict(zip(functions, people, strict=True))

    async def team_of(self, person: str) -> str:
        """Return the name of the first team that has this person; empty for none."""
        teams = self.organisation.credit_rules.teams
        people = await asyncio.gather(*(self._people(team.people) for team in teams))
        theirs = (team.name for team, them in zip(teams, people, strict=True) if person in them)
        return next(theirs, "")

    async def roles(self, asked: Iterable[Role]) -> Roles:
        """Return who holds the roles asked for that are set. Raises `RolesAreUnknown`."""
        organisation = self.organisation
        named = {
            Role.SECURITY: organisation.security,
            Role.PAYMENTS: organisation.payments,
            Role.ENGINEERING: organisation.engineering,
            Role.MANAGERS: organisation.managers,
            Role.LEADS: organisation.leads,
        }
        held = [role for role in asked if named[role]]
        people = await asyncio.gather(*(self._people(named[role]) for role in held))
        return dict(zip(held, people, strict=True))

    async def holders(self, approval: Approval, incident: Incident) -> frozenset[str]:
        """Return who may release words that ask for `approval`. Raises `RolesAreUnknown`.

        Where no leads are named, whoever owns the incident leads it.
        """
        theirs = self.organisation
        named = {
            Approval.COMMS_OWNER: theirs.comms,
            Approval.INCIDENT_LEAD: theirs.leads,
            Approval.MANAGER: theirs.managers,
            Approval.SECURITY: theirs.security,
            Approval.DECIDER: theirs.managers,
        }.get(approval, ())
        if approval is Approval.INCIDENT_LEAD and not named and incident.owner is not None:
            return frozenset({incident.owner})
        return await self._people(named)

    async def seniors(self) -> frozenset[str]:
        """Return who may look into every incident; nobody while the platform does not say."""
        them = self.organisation
        with suppress(RolesAreUnknown):
            return await self._people((*them.leads, *them.managers, *them.head_of_support))
        return frozenset()

    async def _people(self, names: tuple[str, ...]) -> frozenset[str]:
        people: frozenset[str] = frozenset()
        for named in names:
            people |= await self.members(named) if named.startswith("S") else {named}
        return people
