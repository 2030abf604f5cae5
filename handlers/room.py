"""How many may act at once: more would only make each other wait until nobody is answered in time.

Everybody who acts shares one processor and one database. Whoever cannot begin soon is told so while
Slack still listens, which costs next to nothing, so those who have begun come to an end.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from bot.store import patience

AT_ONCE: Final = 20
"""As many as there are connections to PostgreSQL, where more would only wait."""
MOST_WAITING: Final = 100
"""Half a second's work of one process (measured): a team that acts at one moment finds room."""
SOON_S: Final = 1.0
"""How long to wait for one's turn; what is left of Slack's three seconds is for the act itself."""


class NoRoom(Exception):
    """Too many act at once: nothing was begun, so trying again is safe."""


class Room:
    def __init__(self) -> None:
        self._places = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0

    @asynccontextmanager
    async def entered(self) -> AsyncIterator[None]:
        """Hold a place, given first come, first served; raises `NoRoom` if none is free soon."""
        if self._waiting >= MOST_WAITING:
            raise NoRoom
        self._waiting += 1
        try:
            async with asyncio.timeout(patience.limit(SOON_S)):
                await self._places.acquire()
        except TimeoutError as error:
            raise NoRoom from error
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._places.release()
