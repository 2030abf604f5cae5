"""Clocks that strike together: each is told of once, whatever becomes of one of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.organisation import Organisation
from bot.jobs import queue
from bot.jobs.clocks import Clocks
from bot.jobs.deliver import Post
from bot.jobs.queue import Claimed, LeaseLost
from bot.jobs.slack import SlackChat
from bot.store import incidents
from bot.store.failures import LIMIT_S, PerhapsSaved
from bot.store.transaction import Store, Transaction
from bot.usecases import change
from tests.driver import AGENT, Bot, started

NEAR = timedelta(minutes=20)
FAILING = ("by card", "by invoice", "in instalments")


@pytest.fixture
async def postgres_bot(postgres_url: str) -> AsyncIterator[Bot]:
    async with started(postgres_url) as running:
        yield running


async def open_three(bot: Bot) -> None:
    for one in FAILING:
        await bot.slash(f"open Customers cannot pay {one}")
    await bot.deliver()


async def fall_due(bot: Bot) -> list[Claimed]:
    """Let the three clocks fall due, and claim them as a worker does."""
    bot.clock.turn(NEAR)
    async with bot.candour.store.transaction() as tx:
        claimed = await queue.claim(
            tx, now=bot.clock.now(), kinds=[change.NUDGE], timers=9, deliveries=0
        )
    assert sorted(job.args["incident"] for job in claimed) == [1, 2, 3]
    return claimed


def clocks(bot: Bot, store: Store) -> Clocks:
    chat = SlackChat(AsyncWebClient(base_url=bot.practice.api_url))
    return Clocks(Post(store, chat, Organisation(), bot.clock.now))


def reminded(bot: Bot) -> list[str]:
    """Return the incidents that the agent was reminded of."""
    updates = (seen for seen in bot.direct(AGENT) if "update to customers" in seen.text)
    return sorted(seen.text.partition(" ·")[0] for seen in updates)


async def test_each_is_told_of_once(bot: Bot) -> None:
    await open_three(bot)

    await bot.wait(NEAR)
    await bot.deliver()

    assert reminded(bot) == ["INC-1", "INC-2", "INC-3"]


async def test_one_that_is_resolved_meanwhile_is_not_told_of(bot: Bot) -> None:
    await open_three(bot)
    claimed = await fall_due(bot)
    await bot.resolve(2)

    struck = await clocks(bot, bot.candour.store).nudge_all(claimed)
    await bot.deliver()

    assert struck == {job.id for job in claimed if job.args["incident"] != 2}
    assert reminded(bot) == ["INC-1", "INC-3"]


async def test_nobody_waits_for_one_that_somebody_is_changing(postgres_bot: Bot) -> None:
    bot, store = postgres_bot, postgres_bot.candour.store
    await open_three(bot)
    claimed = await fall_due(bot)

    async with store.transaction() as tx:
        await incidents.lock(tx, bot.candour.workspace, 2)
        struck = await clocks(bot, store).nudge_all(claimed)
    await bot.deliver()

    assert struck == {job.id for job in claimed if job.args["incident"] != 2}
    assert reminded(bot) == ["INC-1", "INC-3"]
    async with store.transaction() as tx:
        await queue.give_back(tx, claimed)
    await bot.deliver()
    assert reminded(bot) == ["INC-1", "INC-2", "INC-3"]


async def test_one_that_cannot_be_read_stops_no_other(bot: Bot) -> None:
    await open_three(bot)
    async with bot.candour.store.transaction() as tx:
        await tx.execute(sa.text("UPDATE incidents SET severity = 99 WHERE number = 2"))

    await bot.wait(NEAR)

    assert reminded(bot) == ["INC-1", "INC-3"]


class FallenSilent(Store):
    """A store that keeps what is done, and whose word that it did is lost."""

    @asynccontextmanager
    async def transaction(self, *, limit_s: float = LIMIT_S) -> AsyncIterator[Transaction]:
        async with super().transaction(limit_s=limit_s) as tx:
            yield tx
        raise PerhapsSaved


async def test_what_was_kept_though_nobody_heard_so_is_told_once(
    bot: Bot, database_url: str
) -> None:
    await open_three(bot)
    claimed = await fall_due(bot)
    silent = await FallenSilent.open(database_url)
    with pytest.raises(PerhapsSaved):
        await clocks(bot, silent).nudge_all(claimed)
    await silent.close()

    for job in claimed:
        with pytest.raises(LeaseLost):
            await clocks(bot, bot.candour.store).nudge(job)
    await bot.deliver()

    assert reminded(bot) == ["INC-1", "INC-2", "INC-3"]
