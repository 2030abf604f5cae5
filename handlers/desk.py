"""What every door needs: the store, the organisation, the clock, and who holds which role."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.domain.organisation import Organisation
from bot.domain.refusals import RolesAreUnknown
from bot.store.transaction import Store

ROLES_LIMIT_S: Final = 1.0
"""How long to ask for a role: who presses waits three seconds in all, and it must be kept too."""


@dataclass(frozen=True, slots=True)
class Desk:
    workspace: str
    store: Store
    organisation: Organisation
    now: Callable[[], datetime]
    members: Callable[[str], Awaitable[frozenset[str]]]
    """The people of a group at this moment. Raises `RolesAreUnknown`."""

    async def holders(self) -> Mapping[str, frozenset[str]]:
        """Return who holds each function that decides on money. Raises `RolesAreUnknown`."""
        functions = self.organisation.functions
        people = await asyncio.gather(*(self._people(names) for names in functions.values()))
        return dict(zip(functions, people, strict=True))

    async def team_of(self, person: str) -> str:
        """Return the name of the first team that has this person; empty for none."""
        for team in self.organisation.credit_rules.teams:
            if person in await self._people(team.people):
                return team.name
        return ""

    async def security(self) -> frozenset[str]:
        """Return who may say that customer information is safe. Raises `RolesAreUnknown`."""
        return await self._people(self.organisation.security)

    async def _people(self, names: tuple[str, ...]) -> frozenset[str]:
        people: frozenset[str] = frozenset()
        try:
            async with asyncio.timeout(ROLES_LIMIT_S):
                for named in names:
                    people |= await self.members(named) if named.startswith("S") else {named}
        except TimeoutError as error:
            raise RolesAreUnknown from error
        return people
