"""When what is done to it: so many kills, crashes and storms, strewn over the actions."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from random import Random
from typing import Final

from torture.databases import Database
from torture.replicas import Replicas
from torture.weather import Weather

LOOK_S: Final = 0.01
LONGEST_DELAY_S: Final = 0.1
KILL: Final = "kill"
CRASH: Final = "crash"
STORM: Final = "storm"


class Trouble:
    def __init__(
        self, replicas: Replicas, database: Database, weather: Weather, chance: Random
    ) -> None:
        self._replicas = replicas
        self._database = database
        self._weather = weather
        self._chance = chance

    def plan(self, *, actions: int, kills: int, crashes: int, storms: int) -> list[tuple[int, str]]:
        """Return what happens after how many actions, in order."""
        every = [KILL] * kills + [CRASH] * crashes + [STORM] * storms
        return sorted((self._chance.randrange(actions), what) for what in every)

    async def make(self, plan: list[tuple[int, str]], actions: Callable[[], int]) -> None:
        for after, what in plan:
            while actions() < after:  # noqa: ASYNC110 - a count of somebody else's
                await asyncio.sleep(LOOK_S)
            await asyncio.sleep(self._chance.uniform(0, LONGEST_DELAY_S))
            match what:
                case "kill":
                    await self._kill()
                case "crash":
                    await self._database.crash()
                case _:
                    self._weather.storm()

    async def _kill(self) -> None:
        slot = self._chance.choice(self._replicas.slots)
        while not self._replicas.kill(slot):  # noqa: ASYNC110 - it is just being started
            await asyncio.sleep(LOOK_S)


@asynccontextmanager
async def in_background(work: "asyncio.Task[None]") -> AsyncIterator[None]:
    try:
        yield
    finally:
        work.cancel()
        await asyncio.wait({work})
