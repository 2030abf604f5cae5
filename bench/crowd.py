"""A thousand members in a hundred channels of the practice workspace, in a process of its own.

What they do comes at its own times, whoever has been answered: a slow answer makes nobody act
less, and the wait is counted from the time at which the act was to be done.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any, Final

import aiohttp

from bench import deeds
from bench.deeds import Scene
from bench.lines import answer_all, say
from bot.manifest import manifest
from bot.sandbox.channels import Channel
from bot.sandbox.connections import Envelope, NotAnswered
from bot.sandbox.ids import BOT_USER
from bot.sandbox.installation import Installation
from bot.sandbox.people import Person
from bot.sandbox.screen import NotPossible
from bot.sandbox.server import PracticeServer
from bot.sandbox.signed_requests import SignedRequests
from bot.sandbox.tickets import Limits

MEMBERS: Final = tuple(f"U9{number:04}" for number in range(1, 1001))
CHANNELS: Final = tuple(f"C9CROWD{number:03}" for number in range(100))
OPEN_EACH: Final = 2
"""Open incidents in each channel."""
MANAGERS: Final = MEMBERS[:5]
LEADS: Final = MEMBERS[5:15]
SLACK_TAKES_S: Final = 0.1
OPENING_AT_ONCE: Final = 10
CARDS_WITHIN_S: Final = 120
SEED: Final = 7
DUE: Final[ContextVar[float | None]] = ContextVar("due", default=None)
"""When the act that comes next was to be done, by `time.monotonic`."""


class Timed(SignedRequests):
    """Signed requests, each timed until its answer."""

    def __init__(self, url: str, session: aiohttp.ClientSession, limits: Limits) -> None:
        super().__init__(url, session, limits)
        self.waits: list[float] = []
        self.failures: Counter[str] = Counter()

    async def send(self, envelope: Envelope) -> Any:  # noqa: ANN401 - an answer is JSON
        due = DUE.get()
        began = time.monotonic() if due is None else due
        DUE.set(None)
        try:
            return await super().send(envelope)
        except NotAnswered as failure:
            self.failures[failure.error] += 1
            raise
        finally:
            self.waits.append(time.monotonic() - began)


class Crowd:
    def __init__(self, practice: PracticeServer, session: aiohttp.ClientSession) -> None:
        self._practice = practice
        self._session = session
        self._random = random.Random(SEED)  # noqa: S311 - who does what, the same each time
        self._given_up = 0
        self._busy: set[str] = set()
        self._scene = Scene(practice.workspace, self._random)

    async def gather(self, *, url: str) -> float:
        """Open every incident; return within how many seconds all had their card."""
        self._requests(url)
        began = time.monotonic()
        places = [place for place in CHANNELS for _ in range(OPEN_EACH)]
        for first in range(0, len(places), OPENING_AT_ONCE):
            here = enumerate(places[first : first + OPENING_AT_ONCE], start=first)
            await asyncio.gather(*(self._open(MEMBERS[one], place) for one, place in here))
        counts = self._practice.calls.counts
        await self._practice.workspace.until(
            lambda: counts["pins.add"] >= len(places), within_s=CARDS_WITHIN_S
        )
        self._scene.find_cards(CHANNELS)
        return time.monotonic() - began

    async def act(self, *, url: str, rate: float, seconds: float) -> dict[str, Any]:
        """Let `rate` acts a second be done, at times that nobody's answer moves.

        Returns how long each waited for its answer (s), why answers were missing, how many deeds
        were given up, and what Slack would have refused.
        """
        requests = self._requests(url)
        began = time.monotonic()
        async with asyncio.TaskGroup() as acting:
            reminded = acting.create_task(self._heed_reminders())
            for at in self._times(rate / deeds.ACTS_EACH, seconds):
                await asyncio.sleep(began + at - time.monotonic())
                acting.create_task(self._do(deeds.one(self._random), began + at))
            reminded.cancel()
        return {
            "waits": requests.waits,
            "failures": requests.failures,
            "given_up": self._given_up,
            "took_s": time.monotonic() - began,
            "complaints": self._practice.workspace.complaints[:5],
        }

    def _requests(self, url: str) -> Timed:
        requests = Timed(url, self._session, self._practice.workspace.state.limits)
        self._practice.workspace.delivery.use_http(requests)
        return requests

    async def _open(self, person: str, place: str) -> None:
        actor = self._practice.workspace.as_person(person)
        failure = await actor.slash(place, "/incident open Customers cannot pay by card")
        assert failure is None, failure

    def _times(self, rate: float, seconds: float) -> Iterator[float]:
        """Yield moments as independent people make them, in seconds from the beginning."""
        at = self._random.expovariate(rate)
        while at < seconds:
            yield at
            at += self._random.expovariate(rate)

    async def _do(self, deed: deeds.Deed, due: float) -> None:
        free = [one for one in MEMBERS if one not in self._busy]
        if not free:  # everybody waits for an answer
            self._given_up += 1
            return
        person = self._random.choice(free)
        await self._done_by(person, deed(self._scene, person), due)

    async def _done_by(self, person: str, doing: deeds.Doing, due: float | None = None) -> None:
        DUE.set(due)
        self._busy.add(person)
        try:
            await doing
        except (NotPossible, TimeoutError):
            self._given_up += 1
        finally:
            self._busy.discard(person)

    async def _heed_reminders(self) -> None:
        """Whoever is free takes up each reminder within some seconds."""
        while True:
            for reminder in self._scene.new_reminders():
                free = next((one for one in MEMBERS if one not in self._busy), None)
                if free is not None:
                    await self._done_by(free, deeds.heed(self._scene, free, reminder))
            await asyncio.sleep(1)


def people(practice: PracticeServer) -> None:
    for member in MEMBERS:
        practice.workspace.add_person(Person(member, member.lower(), f"Member {member[2:]}"))
    groups = practice.workspace.state.groups
    groups["S02MANAGERS"].members = list(MANAGERS)
    groups["S01LEADS"].members = list(LEADS)
    for channel in CHANNELS:
        everybody = {*MEMBERS, BOT_USER}
        practice.workspace.add_channel(Channel(channel, channel.lower(), everybody))


async def main() -> None:
    installed = Installation.from_manifest(manifest())
    async with (
        PracticeServer(installation=installed, latency_s=SLACK_TAKES_S) as practice,
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session,
    ):
        people(practice)
        say(practice.api_url)
        crowd = Crowd(practice, session)
        await answer_all({doing.__name__: doing for doing in (crowd.gather, crowd.act)})


if __name__ == "__main__":
    asyncio.run(main())
