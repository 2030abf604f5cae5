"""The practice workspace in a process of its own; it counts what it is asked for."""

import asyncio
import time
from contextlib import suppress
from functools import partial
from typing import Any, Final

from bench.lines import answer_all, say
from bot.manifest import manifest
from bot.sandbox.channels import Channel
from bot.sandbox.ids import BOT_USER
from bot.sandbox.installation import Installation
from bot.sandbox.people import Person
from bot.sandbox.screen import Seen
from bot.sandbox.server import PracticeServer

PEOPLE: Final = 50
CHANNELS: Final = tuple(f"C9BENCH{number:02}" for number in range(PEOPLE))
"""A channel for each person: what is said in one goes at a message a second."""
PERSON: Final = "U01DAN"
LOOK_S: Final = 0.1
"""How often to look among calls: each look takes this process from those who call."""


class Watched:
    """The practice workspace, asked from outside."""

    def __init__(self, practice: PracticeServer) -> None:
        self._practice = practice

    async def forget(self) -> None:
        self._practice.calls.clear()

    async def take(self, *, seconds: float) -> None:
        """Let every call take so long."""
        self._practice.faults.latency_s = seconds

    async def counts(self, *, quiet_s: float) -> dict[str, int]:
        """Return how often each method was called, once nothing has been for so long."""
        log = self._practice.calls.log
        began = time.monotonic()
        while True:
            last = max(began, log[-1].at if log else began)
            left_s = last + quiet_s - time.monotonic()
            if left_s <= 0:
                return dict(self._practice.calls.counts)
            await asyncio.sleep(left_s)

    async def posted(self, *, count: int, within_s: float) -> list[list[Any]]:
        """Wait for so many messages in channels, not in threads: where each, and when."""
        with suppress(TimeoutError):
            workspace = self._practice.workspace
            await workspace.until(lambda: len(self._cards()) >= count, within_s=within_s)
        return self._cards()

    async def crowd(self, *, channels: list[str]) -> None:
        """Add these channels, with the bot in each."""
        for channel in channels:
            self._practice.workspace.add_channel(Channel(channel, channel.lower(), {BOT_USER}))

    async def called(self, *, method: str, channels: int, within_s: float) -> list[list[Any]]:
        """Wait until a method was called for so many channels.

        Returns for which channel each call was that went well, and when.
        """
        until = time.monotonic() + within_s
        while time.monotonic() < until:
            calls = self._practice.calls.of(method)
            if len({one.arguments["channel"] for one in calls}) >= channels:
                break
            await asyncio.sleep(LOOK_S)
        return [[one.arguments["channel"], one.at] for one in calls if one.error is None]

    async def opened(self, *, url: str, channel: str, action: str, times: int) -> list[float]:
        """Press a button on the channel's card over and over.

        Returns how many seconds passed each time until the form was asked for.
        """
        self._practice.deliver_over_http(url)
        workspace = self._practice.workspace
        actor = workspace.as_person(PERSON)
        card = next(one for one in actor.messages(channel) if one.text.startswith("INC-1 "))
        took = []
        for done in range(times):
            began = time.monotonic()
            failure = await actor.choose(card, action, None)
            assert failure is None, failure
            await workspace.until(partial(self._has_opened, done + 1), within_s=5)
            took.append(self._practice.calls.of("views.open")[-1].at - began)
            await actor.close()
        return took

    async def staff(self, *, managers: list[str]) -> None:
        """Let these people, and nobody else, be the managers."""
        workspace = self._practice.workspace
        for person in managers:
            workspace.add_person(Person(person, person.lower(), person))
        workspace.state.groups["S02MANAGERS"].members = managers

    async def decided(self, *, url: str, name: str, managers: list[str]) -> float:
        """Let the first manager approve a request that all have.

        Returns how many seconds after that was acknowledged every copy showed it.
        """
        self._practice.deliver_over_http(url)
        workspace = self._practice.workspace
        await workspace.until(
            lambda: len(self._copies(name, managers)) == len(managers), within_s=60
        )
        actor = workspace.as_person(managers[0])
        card = self._copies(name, managers[:1])[0]
        failure = await actor.choose(card, "approve_credit", None)
        assert failure is None, failure
        began = time.monotonic()
        await workspace.until(
            lambda: all("Approved by" in one.text for one in self._copies(name, managers)),
            within_s=60,
        )
        return time.monotonic() - began

    def _copies(self, name: str, people: list[str]) -> list[Seen]:
        """Return each one's copy: the receipt of a decision names the request too."""
        actors = [self._practice.workspace.as_person(person) for person in people]
        seen = [one for actor in actors for one in actor.messages(actor.direct)]
        return [one for one in seen if one.text.startswith(f"{name}: <@")]

    def _has_opened(self, times: int) -> bool:
        return len(self._practice.calls.of("views.open")) >= times

    def _cards(self) -> list[list[Any]]:
        calls = self._practice.calls.of("chat.postMessage")
        return [
            [one.arguments["channel"], one.at]
            for one in calls
            if one.error is None and "thread_ts" not in one.arguments
        ]


async def main() -> None:
    installed = Installation.from_manifest(manifest())
    async with PracticeServer(installation=installed) as practice:
        for channel in CHANNELS:
            members = {PERSON, BOT_USER}
            practice.workspace.add_channel(Channel(channel, channel.lower(), members))
        say(practice.api_url)
        watched = Watched(practice)
        doings = (
            *(watched.forget, watched.take, watched.counts, watched.posted, watched.opened),
            *(watched.staff, watched.decided, watched.crowd, watched.called),
        )
        await answer_all({doing.__name__: doing for doing in doings})


if __name__ == "__main__":
    asyncio.run(main())
