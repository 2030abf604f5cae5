"""The demo as it is shown: one typed command, then buttons, and all within two minutes."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import aiohttp

from tests.sandbox.desk import Json

ROOT: Final = Path(__file__).parents[2]
HERE: Final = "C01INCIDENTS"
DAN: Final = "U01DAN"
TWO_MINUTES_OF_FAST: Final = 2 * 60 * 60
"""Practice seconds: with `--fast` sixty of them pass in a real one."""
PATIENCE_S: Final = 40
A_MINUTE: Final = 60
UNHURRIED: Final = 10
"""Slower than `--fast`, since this turns the clock itself: a busy machine misses no step."""


@dataclass(frozen=True)
class Page:
    """What the page shows and sends for one person: Dan, unless said."""

    session: aiohttp.ClientSession
    who: str = DAN

    async def state(self) -> Any:  # noqa: ANN401 - JSON
        async with self.session.get("/practice/state", params={"as": self.who}) as answer:
            return await answer.json()

    async def act(self, do: str, **details: object) -> None:
        body = {"as": self.who, "do": do, **details}
        async with self.session.post("/practice/act", json=body) as answer:
            said = await answer.json()
        assert said["ok"], said

    async def clock(self, **change: float) -> None:
        async with self.session.post("/practice/clock", json=change) as answer:
            assert answer.status == 200

    async def press(self, message: Json, action: str, value: str | None = None) -> None:
        at = {"channel": message["channel"], "ts": message["ts"]}
        await self.act("press", **at, action_id=action, value=value)

    async def send_form(self) -> None:
        """Send the form that opens, as it stands, and put the receipt away."""
        form = await self.until(lambda state: state["modal"])
        await self.act("submit", view_id=form["id"], state={})
        await self.act("close", view_id=form["id"])

    async def message(self, words: str) -> Any:  # noqa: ANN401 - JSON
        """Wait until a message of the bot to everybody, or to them, holds these words."""

        def found(state: Json) -> Json | None:
            for channel in state["channels"]:
                for message in channel["messages"]:
                    if words in message["text"] and "ephemeral" not in message:
                        return {**message, "channel": channel["id"]}
            return None

        return await self.until(found)

    async def until(self, found: Callable[[Json], Any]) -> Any:  # noqa: ANN401 - JSON
        """Look whenever there is something new, until this finds something."""
        async with (
            asyncio.timeout(PATIENCE_S),
            self.session.ws_connect("/practice/live", params={"as": self.who}) as live,
        ):
            while not (wanted := found(await self.state())):
                await live.receive_json()
            return wanted


@asynccontextmanager
async def shown(folder: Path) -> AsyncIterator[Page]:
    """Start `candour demo --fast` and open its page."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--fast", "--port", "0"),
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE_S):
            said = (await process.stdout.readline()).decode()
        address = said.split(" is at ")[1].split()[0]
        async with aiohttp.ClientSession(address) as session:
            yield Page(session)
    finally:
        process.kill()
        await process.communicate()


async def test_a_nudge_a_snooze_a_holding_update_and_an_escalation_in_two_minutes(
    tmp_path: Path,
) -> None:
    async with shown(tmp_path) as page:
        await page.clock(rate=UNHURRIED)
        began = (await page.state())["clock"]["now"]
        await page.act("slash", channel=HERE, text="/incident open Customers cannot pay by card")
        await page.message("INC-1 ·")

        await page.clock(turn_by=20 * A_MINUTE)
        near = await page.message("The next update to customers is due")
        await page.press(near, "snooze", "5 min")
        await page.message("snoozed the reminders until")

        await page.clock(turn_by=15 * A_MINUTE)
        late = await page.message("<!subteam^S01LEADS>")
        assert late["subtype"] == "thread_broadcast"

        await page.press(late, "no_news")
        await page.send_form()
        await page.message("gave customers the first word")
        await page.press(await page.message("INC-1 ·"), "no_news")
        await page.send_form()
        await page.message("told customers that there is no news yet")
        assert (await page.state())["clock"]["now"] - began < TWO_MINUTES_OF_FAST
