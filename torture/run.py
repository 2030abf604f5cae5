"""One run: people, replicas, trouble; then calm, until nothing is owed any more."""

import asyncio
import sys
import time
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Final

import aiohttp

from bot.manifest import manifest
from bot.sandbox.clock import PracticeClock
from bot.sandbox.ids import BOT_TOKEN, SIGNING_SECRET, TEAM
from bot.sandbox.installation import Installation
from bot.sandbox.server import PracticeServer
from bot.sandbox.state import State
from bot.settings import find_config, load
from bot.store.failures import DatabaseTrouble
from bot.store.transaction import Store
from bot.usecases import incidents
from torture import replicas
from torture.calm import quiet
from torture.cast import PEOPLE, TOML, northwind
from torture.clock import ClockFile
from torture.databases import Database, database
from torture.front import Front, Heard
from torture.office import Office
from torture.person import Hands
from torture.replicas import kept
from torture.scene import Plan, Scene
from torture.trouble import Trouble, in_background
from torture.weather import Weather

WEDNESDAY: Final = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
RATE: Final = 30.0
"""Practice seconds in a real one."""
BREATH_S: Final = 0.005
SIGH_S: Final = 0.5
"""How long somebody rests whose press came to nothing."""
AT_ONCE: Final = 16
"""People who do something at the same instant; the others read."""
COUNT_S: Final = 3.0
TELL_S: Final = 15.0


class Run:
    def __init__(self, plan: Plan, folder: Path) -> None:
        self._plan = plan
        self._folder = folder
        self._at_once = asyncio.Semaphore(AT_ONCE)

    def chance(self, name: object) -> Random:
        """Return a row of random numbers of its own, the same for the same seed."""
        return Random(f"{self._plan.seed}:{name}")

    async def until_quiet(self, stack: AsyncExitStack) -> Scene:
        scene = await self._scene(stack)
        office, plan = scene.office, self._plan
        trouble = Trouble(scene.replicas, scene.database, scene.weather, self.chance("trouble"))
        planned = trouble.plan(
            actions=plan.actions, kills=plan.kills, crashes=plan.crashes, storms=plan.storms
        )
        began = time.monotonic()
        making = asyncio.create_task(trouble.make(planned, office.front.acknowledged.total))
        counting = asyncio.create_task(self._count(scene))
        async with in_background(counting):
            people = [Hands(office, one, self.chance(one)) for one in PEOPLE]
            await asyncio.gather(*(self._live(hands, office) for hands in people))
            await making
            scene.took_s = time.monotonic() - began
        scene.weather.is_fair = True
        scene.is_quiet = await quiet(scene.store, scene.practice.clock)
        return scene

    async def _live(self, hands: Hands, office: Office) -> None:
        while office.front.acknowledged.total() < self._plan.actions:
            async with self._at_once:
                await hands.act()
            await asyncio.sleep(SIGH_S if hands.is_let_down else BREATH_S)

    async def _count(self, scene: Scene) -> None:
        told = 0.0
        while True:
            with suppress(DatabaseTrouble):
                found = await incidents.open_ones(scene.store, TEAM)
                scene.office.open_now = len(found)
            if time.monotonic() - told > TELL_S:
                told = time.monotonic()
                self._tell(scene)
            await asyncio.sleep(COUNT_S)

    def _tell(self, scene: Scene) -> None:
        front = scene.office.front
        words = (
            f"{front.acknowledged.total()} acknowledged, {front.failed.total()} failed, "
            f"{len(scene.office.claims)} claims, {scene.replicas.kills} kills, "
            f"{scene.database.crashes} database restarts, {scene.office.open_now} open"
        )
        print(words, file=sys.stderr, flush=True)

    async def _scene(self, stack: AsyncExitStack) -> Scene:
        clock = PracticeClock(rate=RATE, start=WEDNESDAY)
        ClockFile(self._folder / "clock").follow(clock)
        heard: list[Heard] = []

        def seed(state: State) -> None:
            northwind(state)
            heard.append(Heard(state))
            state.response_urls = heard[0]

        practice = PracticeServer(
            clock=clock,
            seed=seed,
            installation=Installation.from_manifest(manifest()),
            faults=lambda drop: Weather(drop, self.chance("weather")),
        )
        await stack.enter_async_context(practice)
        held = await stack.enter_async_context(database(self._plan.on, self._folder))
        environ = self._environ(practice, held)
        kept_alive = await stack.enter_async_context(
            kept(self._folder, self._folder / "clock", environ, many=self._plan.replicas)
        )
        store = await Store.open(held.url)
        stack.push_async_callback(store.close)
        session = await stack.enter_async_context(aiohttp.ClientSession())
        await kept_alive.up()
        front = Front(kept_alive, session, practice.workspace.state.limits, self.chance("front"))
        practice.workspace.delivery.use_http(front)
        office = Office(practice, front, heard[0], most_open=self._plan.most_open)
        weather = practice.faults
        assert isinstance(weather, Weather)
        settings = load(environ, find_config(environ))
        return Scene(
            *(self._plan, self._folder, settings, practice, weather),
            *(store, held, kept_alive, office),
        )

    def _environ(self, practice: PracticeServer, held: Database) -> dict[str, str]:
        config = self._folder / "candour.toml"
        config.write_text(TOML)
        return {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": practice.api_url,
            "DATABASE_URL": held.url,
            "CANDOUR_HOST": replicas.HOST,
            "CANDOUR_PORT": "0",
            "CANDOUR_CONFIG": str(config),
        }
