"""What every door needs: the store, the organisation, the clock, and who holds which role."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from bot.domain.authority import Role, Roles
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.outsider import NotOneOfUs, Outsider
from bot.domain.refusals import RolesAreUnknown
from bot.domain.update import Approval
from bot.store.transaction import Store
from handlers.directory import Directory, OneLook
from handlers.room import Room


@dataclass(frozen=True, slots=True)
class Desk:
    workspace: str
    store: Store
    organisation: Organisation
    now: Callable[[], datetime]
    directory: Directory
    room: Room = field(default_factory=Room)

    async def who_acts(
        self, person: str, *named: str
    ) -> tuple[Mapping[str, frozenset[str]], Mapping[str, Outsider]]:
        """Return who holds each function that decides on money, and who of them is an outsider.

        That of `person` who acts, and of those who are `named`, is asked at this very moment.
        Raises `RolesAreUnknown`.
        """
        held, fresh = await asyncio.gather(
            self.functions(),
            asyncio.gather(*(self.outsider(one) for one in (person, *named))),
        )
        people = frozenset().union(*held.values()) - {person, *named}
        others = await self.directory.outsiders(people)
        asked = zip((person, *named), fresh, strict=True)
        return held, {**others, **{one: found for one, found in asked if found is not None}}

    async def outsider(self, person: str) -> Outsider | None:
        """Return why a person is none of our own at this moment. Raises `RolesAreUnknown`."""
        return await self.directory.outsider(person)

    async def check_one_of_us(self, what: str, person: str | None, *, asked_by: str) -> None:
        """Raises `NotOneOfUs` for a person of another organisation, named in the field `what`.

        Who acts was let in at the door.
        """
        if person in (None, "", asked_by):
            return
        if await self.outsider(str(person)) is Outsider.STRANGER:
            raise NotOneOfUs(what, str(person))

    def for_one_press(self) -> Self:
        """Return the desk for one command, press or form, which waits once in all for roles."""
        return replace(self, directory=OneLook(self.directory))

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
            is_group = named.startswith("S")
            people |= await self.directory.members(named) if is_group else {named}
        return people
