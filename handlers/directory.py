"""Who is who on the chat platform, asked while somebody waits for the answer to a press."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Final, Protocol, TypeVar

from bot.domain.outsider import Outsider
from bot.domain.refusals import RolesAreUnknown

A = TypeVar("A")
T = TypeVar("T")

ROLES_LIMIT_S: Final = 1.0
"""How long to ask for roles: who presses waits three seconds in all, and it must be kept too."""


class Directory(Protocol):
    """Who is who at this moment. Everything raises `RolesAreUnknown`."""

    async def members(self, group: str) -> frozenset[str]: ...

    async def outsider(self, person: str) -> Outsider | None: ...

    async def outsiders(self, people: Iterable[str]) -> Mapping[str, Outsider]:
        """Return those who were none of our own within the last minutes."""


class OneLook:
    """The directory as one press sees it: each group asked for once, all within one limit."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._known: dict[str, frozenset[str]] = {}
        self._until: float | None = None

    async def members(self, group: str) -> frozenset[str]:
        if group not in self._known:
            self._known[group] = await self._in_time(self._directory.members, group)
        return self._known[group]

    async def outsider(self, person: str) -> Outsider | None:
        return await self._in_time(self._directory.outsider, person)

    async def outsiders(self, people: Iterable[str]) -> Mapping[str, Outsider]:
        return await self._in_time(self._directory.outsiders, people)

    async def _in_time(self, ask: Callable[[A], Awaitable[T]], about: A) -> T:
        """Once the time is over, raises `RolesAreUnknown` without asking."""
        now = asyncio.get_running_loop().time()
        self._until = self._until or now + ROLES_LIMIT_S
        if now >= self._until:
            raise RolesAreUnknown
        try:
            async with asyncio.timeout_at(self._until):
                return await ask(about)
        except TimeoutError as error:
            raise RolesAreUnknown from error
