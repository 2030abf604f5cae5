"""How many may act at once: more would only make each other wait until nobody is answered in time.

Everybody who acts shares one processor and one database. Whoever cannot begin soon is told so while
Slack still listens, which costs next to nothing, so those who have begun come to an end. How many
that are is found out as TCP does: one more for each round that went well, a quarter fewer for each
act that the database did not do in time. Slack's slowness makes nobody fewer: it is not helped so.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from bot.store import patience
from bot.store.failures import DatabaseTrouble

MOST: Final = 20
"""As many as there are connections to PostgreSQL, where more would only wait."""
LEAST: Final = 2
FEWER: Final = 0.75
MOST_WAITING: Final = 100
"""Half a second's work of one process (measured): a team that acts at one moment finds room."""
SOON_S: Final = 1.0
"""How long to wait for one's turn; what is left of Slack's three seconds is for the act itself."""


class NoRoom(Exception):
    """Too many act at once: nothing was begun, so trying again is safe."""


class Room:
    def __init__(self) -> None:
        self._places = float(MOST)
        self._inside = 0
        self._turns: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def entered(self) -> AsyncIterator[None]:
        """Hold a place, given first come, first served; raises `NoRoom` if none is free soon."""
        if self._is_full() or self._turns:
            await self._wait()
        else:
            self._inside += 1
        try:
            yield
            self._places = min(self._places + 1 / self._places, MOST)
        except DatabaseTrouble:
            self._places = max(self._places * FEWER, LEAST)
            raise
        finally:
            self._leave()

    async def _wait(self) -> None:
        self._forget_who_left()
        if len(self._turns) >= MOST_WAITING:
            raise NoRoom
        turn = asyncio.get_running_loop().create_future()
        self._turns.append(turn)
        try:
            async with asyncio.timeout(patience.limit(SOON_S)):
                await turn
        except BaseException as error:
            if not turn.cancelled():  # it came at the very moment
                self._leave()
            if isinstance(error, TimeoutError):
                raise NoRoom from error
            raise

    def _leave(self) -> None:
        self._inside -= 1
        while self._turns and not self._is_full():
            turn = self._turns.popleft()
            if not turn.done():
                self._inside += 1
                turn.set_result(None)

    def _forget_who_left(self) -> None:
        while self._turns and self._turns[0].done():
            self._turns.popleft()

    def _is_full(self) -> bool:
        return self._inside >= int(self._places)
