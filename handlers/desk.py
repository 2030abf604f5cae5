"""What every door needs: the store, the organisation, the clock, and who holds which role."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
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

    async def managers(self) -> frozenset[str]:
        """Return who holds the managers' role now. Raises `RolesAreUnknown`."""
        return await self._people(self.organisation.managers)

    async def security(self) -> frozenset[str]:
        """Return who may say that customer information is safe. Raises `RolesAreUnknown`."""
        return await self._people(self.organisation.security)

    async def seniors(self) -> frozenset[str]:
        """Return who may look into every incident; nobody while the platform does not say."""
        them = self.organisation
        with suppress(RolesAreUnknown):
            return await self._people((*them.leads, *them.managers, *them.head_of_support))
        return frozenset()

    async def _people(self, names: tuple[str, ...]) -> frozenset[str]:
        people: frozenset[str] = frozenset()
        try:
            async with asyncio.timeout(ROLES_LIMIT_S):
                for named in names:
                    people |= await self.members(named) if named.startswith("S") else {named}
        except TimeoutError as error:
            raise RolesAreUnknown from error
        return people
