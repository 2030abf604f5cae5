"""Stopped while people act or while Slack hangs: it ends in time, and leaves nothing half done."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.app import running
from bot.manifest import manifest
from bot.sandbox.clock import PracticeClock
from bot.sandbox.ids import APP_TOKEN, BOT_TOKEN
from bot.sandbox.installation import Installation
from bot.sandbox.server import PracticeServer
from bot.store.job_tables import job_lanes, jobs
from bot.store.transaction import Store
from tests.driver import MANAGER, SIGNED, SOCKET, Bot, settings_for
from tests.journeys.test_credit import ask, request

ROOT = Path(__file__).parents[2]
READY_WITHIN_S = 30
STOPPED_WITHIN_S = 10
"""What is promised; the supervisor's own patience is 15."""
HANGS_S = 60.0
SLOW_S = 0.5


@asynccontextmanager
async def served(
    environ: Mapping[str, str], folder: Path
) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "serve",
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environ},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(READY_WITHIN_S):
            while b"Candour is at work" not in await process.stdout.readline():
                assert process.returncode is None
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def leases(url: str) -> list[str]:
    store = await Store.open(url)
    async with store.reading() as reader:
        held = await reader.rows(
            sa.union_all(
                sa.select(jobs.c.kind).where(jobs.c.lease.is_not(None)),
                sa.select(job_lanes.c.lane).where(job_lanes.c.lease.is_not(None)),
            )
        )
    await store.close()
    return [row[0] for row in held]


async def test_what_it_could_not_end_is_free_at_once_and_is_told_once(
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
        (tmp_path / "candour.toml").write_text('[organisation]\ncompany = "Northwind"\n')
        async with served(environ, tmp_path) as process:
            practice.faults.add("chat.postMessage", "slow", seconds=HANGS_S)
            settings = settings_for(practice, database_url, **SOCKET)
            async with running(settings, now=practice.clock.now, jobs=False) as candour:
                bot = Bot(practice, candour, practice.clock)
                await bot.slash("open Customers cannot pay by card")
            await practice.workspace.until(lambda: bool(practice.calls.of("chat.postMessage")))
            assert await leases(database_url) != []

            process.terminate()
            async with asyncio.timeout(STOPPED_WITHIN_S):
                _, err = await process.communicate()

            assert process.returncode == 0
            assert b"Traceback" not in err
        assert await leases(database_url) == []
        async with running(settings, now=practice.clock.now, jobs=False) as candour:
            bot = Bot(practice, candour, practice.clock)
            assert await candour.worker.run_due() > 0
            assert len(bot.channel()) == 1
            assert bot.card().text.startswith("INC-1 · ")


@pytest.mark.parametrize("way", [SOCKET, SIGNED], ids=["socket", "http"])
async def test_who_acts_as_it_ends_is_still_answered(
    database_url: str, way: dict[str, str]
) -> None:
    installed = Installation.from_manifest(manifest())
    async with PracticeServer(clock=PracticeClock(), installation=installed) as practice:
        settings = settings_for(practice, database_url, **way)
        async with running(settings, now=practice.clock.now, jobs=False) as candour:
            if way is SIGNED:
                practice.deliver_over_http(f"{candour.url}/slack/events")
            bot = Bot(practice, candour, practice.clock)
            await ask(bot)
            practice.faults.add("usergroups.users.list", "slow", seconds=SLOW_S)
            asked = len(practice.calls.of("usergroups.users.list"))
            manager = bot.person(MANAGER)
            acting = asyncio.create_task(manager.choose(request(bot), "approve_credit", None))
            await practice.workspace.until(
                lambda: len(practice.calls.of("usergroups.users.list")) > asked
            )

        assert await acting is None
        answers = bot.whispers(manager.direct, MANAGER)
        assert "CR-1: you approved £40.00." in answers[-1].text
