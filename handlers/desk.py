"""What every door needs: the store, the organisation, the clock, and who holds which role."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.organisation import Organisation
from bot.store.transaction import Store


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

    async def _people(self, names: tuple[str, ...]) -> frozenset[str]:
        people: frozenset[str] = frozenset()
        for named in names:
            people |= await self.members(named) if named.startswith("S") else {named}
        return people
