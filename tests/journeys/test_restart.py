"""Killed, started again, or given another time of day: what is overdue is called for once."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import running
from bot.manifest import manifest
from bot.sandbox.clock import PracticeClock
from bot.sandbox.ids import APP_TOKEN, BOT_TOKEN
from bot.sandbox.installation import Installation
from bot.sandbox.screen import Seen
from bot.sandbox.server import PracticeServer
from tests.driver import AGENT, LEAD, SOCKET, Bot, settings_for

ROOT = Path(__file__).parents[2]
HOUR = timedelta(hours=1)
READY_WITHIN_S = 30
TAKEN_OVER_WITHIN_S = 40
"""The lease of whoever was killed runs out first, in real time."""


@asynccontextmanager
async def served(environ: Mapping[str, str], folder: Path) -> AsyncIterator[None]:
    """Run `candour serve` as a process of its own, and kill it: it has no time to tidy up."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "serve",
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environ},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(READY_WITHIN_S):
            while b"Candour is at work" not in await process.stdout.readline():
                assert process.returncode is None
        yield
    finally:
        process.kill()
        await process.communicate()


@asynccontextmanager
async def at(ago: timedelta, practice: PracticeServer, database_url: str) -> AsyncIterator[Bot]:
    """Answer people as if it were so long ago; nobody does the jobs unless told to."""
    settings = settings_for(practice, database_url, **SOCKET)

    def then() -> datetime:
        return practice.clock.now() - ago

    async with running(settings, now=then, jobs=False) as candour:
        yield Bot(practice, candour, practice.clock)


def nudges(bot: Bot) -> list[Seen]:
    return [seen for seen in bot.thread() if seen.buttons]


async def test_killed_twice_it_calls_once_for_what_is_overdue_and_loses_no_update(
    database_url: str, tmp_path: Path
) -> None:
    installed = Installation.from_manifest(manifest())
    async with PracticeServer(clock=PracticeClock(), installation=installed) as practice:
        environ = {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": practice.api_url,
            "DATABASE_URL": database_url,
            "CANDOUR_HOST": "127.0.0.1",
            "CANDOUR_PORT": "0",
        }
        async with at(3 * HOUR, practice, database_url) as bot:
            await bot.slash("open Customers cannot pay by card")
            await bot.candour.worker.run_due()
        async with at(0 * HOUR, practice, database_url) as bot:
            await bot.slash("open Customers cannot sign in", by=LEAD)

        practice.faults.add("chat.postMessage", "slow", seconds=30, after=1)
        async with served(environ, tmp_path):
            await practice.workspace.until(lambda: len(bot.channel()) == 2)
            await practice.workspace.until(lambda: nudges(bot) != [], within_s=READY_WITHIN_S)
        async with served(environ, tmp_path):
            assert "Noted as sent" in await bot.slash("update INC-1 We look into it.")
        async with served(environ, tmp_path):
            await practice.workspace.until(
                lambda: "We look into it." in bot.thread()[-1].text, within_s=TAKEN_OVER_WITHIN_S
            )

        assert len(bot.thread()) == 2
        [nudge] = nudges(bot)
        assert "overdue" in nudge.text
        assert [*bot.thread(2), *bot.direct(AGENT), *bot.direct(LEAD)] == []
        assert practice.workspace.complaints == []
