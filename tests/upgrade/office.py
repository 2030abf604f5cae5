"""People who type and press all the while, whichever process hears them, and what they see."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from bot.sandbox.screen import Seen
from bot.sandbox.values import elements_of
from tests.driver import HEAD, MANAGER, Bot
from tests.journeys.forgery import click, pressed_by_hand
from tests.upgrade.release import Replica

DECIDERS: Final = (MANAGER, HEAD)
SHOWN_WITHIN_S: Final = 60


@dataclass
class Office:
    bot: Bot
    opened: int = 0
    asked: int = 0
    posted: list[str] = field(default_factory=list)
    """The updates that were acknowledged."""

    def talk_to(self, replica: Replica) -> None:
        self.bot.practice.deliver_over_http(f"{replica.url}/slack/events")

    async def open(self) -> None:
        self.opened += 1
        name = f"INC-{self.opened}"
        assert f"{name} is open" in await self.bot.slash("open Customers cannot pay by card")
        await self.sees(lambda: any(one.text.startswith(f"{name} ·") for one in self.bot.channel()))

    async def post(self, incident: int) -> None:
        words = f"Step {len(self.posted) + 1} of the repair is done."
        assert "Noted as sent" in await self.bot.slash(f"update INC-{incident} {words}")
        self.posted.append(words)

    async def ask(self, incident: int) -> int:
        """Ask for a credit; return its number once everybody who may decide has it."""
        self.asked += 1
        number = self.asked
        await self.bot.press(self.bot.card(incident), "ask_credit")
        receipt = await self.bot.send(
            customer=f"ACC-{number}", amount="£50", reason="Two hours in the queue"
        )
        assert f"CR-{number}: you asked for £50.00." in receipt
        await self.sees(lambda: all(self._copies(number, one) for one in DECIDERS))
        return number

    async def approve(self, number: int, *, by: str = MANAGER) -> None:
        answer = await self.bot.press(self._copy(number, by), "approve_credit", by=by)
        assert f"CR-{number}: you approved £50.00." in answer

    async def approve_at_once(self, number: int, one: Replica, other: Replica) -> None:
        """Let both managers press in the same instant, each heard by another process."""
        doors = zip(DECIDERS, (one, other), strict=True)
        answers = await asyncio.gather(*(self._pressed(number, by, at) for by, at in doors))
        assert sum("you approved £50.00." in answer for answer in answers) == 1, answers

    async def sees_all(self) -> None:
        """Wait until all that was acknowledged can be seen, and see it once."""
        await self.sees(lambda: all(words in self._threads() for words in self.posted))
        await self.sees(lambda: all(map(self._shows_decision, range(1, self.asked + 1))))
        threads = self._threads()
        assert [threads.count(words) for words in self.posted] == [1] * len(self.posted)
        assert len(self.bot.channel()) == self.opened
        for number in range(1, self.asked + 1):
            assert [len(self._copies(number, one)) for one in DECIDERS] == [1, 1]

    async def sees(self, holds: Callable[[], bool]) -> None:
        await self.bot.practice.workspace.until(holds, within_s=SHOWN_WITHIN_S)

    async def _pressed(self, number: int, by: str, replica: Replica) -> str:
        bot = replace(self.bot, candour=replace(self.bot.candour, url=replica.url))
        copy = self._copy(number, by)
        [value] = [
            element["value"]
            for _, element in elements_of(copy.blocks)
            if element.get("action_id") == "approve_credit"
        ]
        return await pressed_by_hand(bot, click(bot, copy, "approve_credit", value, by=by))

    def _copies(self, number: int, somebody: str) -> list[Seen]:
        return [one for one in self.bot.direct(somebody) if one.text.startswith(f"CR-{number}: <@")]

    def _copy(self, number: int, somebody: str) -> Seen:
        [copy] = self._copies(number, somebody)
        return copy

    def _shows_decision(self, number: int) -> bool:
        return all("Approved by" in self._copy(number, one).text for one in DECIDERS)

    def _threads(self) -> str:
        said = (seen.text for one in range(1, self.opened + 1) for seen in self.bot.thread(one))
        return "\n".join(said)
