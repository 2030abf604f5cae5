"""Somebody sets the clock: what is overdue is called for once, and the rest keeps its time."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from bot.app import running
from bot.manifest import manifest
from bot.sandbox.clock import PracticeClock
from bot.sandbox.installation import Installation
from bot.sandbox.screen import Seen
from bot.sandbox.server import PracticeServer
from tests.driver import AGENT, HEAD, LEAD, NOON, SIGNED, Bot, settings_for

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@dataclass
class Wall:
    """The machine's clock, which may be wrong; Slack's own is right."""

    slack: PracticeClock
    ahead: timedelta = timedelta(0)

    def now(self) -> datetime:
        return self.slack.now() + self.ahead


@asynccontextmanager
async def started_by(database_url: str) -> AsyncIterator[tuple[Bot, Wall]]:
    clock = PracticeClock(rate=0, start=NOON)
    wall = Wall(clock)
    installed = Installation.from_manifest(manifest())
    async with PracticeServer(clock=clock, installation=installed) as practice:
        settings = settings_for(practice, database_url, **SIGNED)
        async with running(settings, now=wall.now, jobs=False) as candour:
            practice.deliver_over_http(f"{candour.url}/slack/events")
            yield Bot(practice, candour, clock), wall


@pytest.fixture
async def set_up(database_url: str) -> AsyncIterator[tuple[Bot, Wall]]:
    """INC-1 is due at 12:30; INC-2, which does not hurry, the day after."""
    async with started_by(database_url) as (bot, wall):
        await bot.slash("open Customers cannot pay by card")
        await bot.slash("open")
        await bot.send(what_fails="The logo is blurred", severity="4")
        await passes(bot, MINUTE)
        yield bot, wall


async def passes(bot: Bot, time: timedelta) -> None:
    """Let time go by, and what falls due meanwhile arrive at Slack's pace."""
    await bot.candour.worker.run_due()
    bot.clock.turn(time)
    for _ in range(5):
        await bot.candour.worker.run_due()
        bot.clock.turn(timedelta(seconds=1))


def nudges(bot: Bot) -> list[Seen]:
    private = (seen for somebody in (AGENT, LEAD, HEAD) for seen in bot.direct(somebody))
    return [seen for seen in (*bot.thread(), *private) if seen.buttons]


async def test_set_forward_it_calls_once_and_the_rest_keeps_its_time(
    set_up: tuple[Bot, Wall],
) -> None:
    bot, wall = set_up
    wall.ahead = 2 * HOUR
    await passes(bot, MINUTE)

    called = nudges(bot)
    assert [bot.thread(), bot.direct(HEAD)] == [called[:1], called[1:]]
    assert all("overdue" in nudge.text for nudge in called)
    await passes(bot, HOUR)
    assert nudges(bot) == called
    assert "Next update due" in bot.card(2).text


async def test_set_back_it_calls_at_the_time_it_shows_and_answers_as_ever(
    set_up: tuple[Bot, Wall],
) -> None:
    bot, wall = set_up
    wall.ahead = -HOUR
    await passes(bot, 5 * MINUTE)
    assert nudges(bot) == []

    assert "Noted as sent" in await bot.slash("update INC-1 We look into it.")
    await passes(bot, MINUTE)
    assert "We look into it." in bot.thread()[-1].text


async def test_set_forward_and_back_again_what_is_said_meanwhile_still_arrives(
    set_up: tuple[Bot, Wall],
) -> None:
    bot, wall = set_up
    wall.ahead = 35 * MINUTE
    await passes(bot, MINUTE)
    assert "overdue" in bot.thread()[-1].text
    wall.ahead = timedelta(0)

    assert "Noted as sent" in await bot.slash("update INC-1 We look into it.")
    await passes(bot, MINUTE)

    assert "We look into it." in bot.thread()[-1].text
