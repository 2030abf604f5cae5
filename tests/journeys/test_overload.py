"""The database stalls while many act: each is told in time that it is not saved, with their text.

Whether that was in time is Slack's to say: the practice workspace refuses an answer after 3 s.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import asyncpg
import sqlalchemy as sa

from bot.store.tables import incidents, updates
from handlers.room import MOST as ROOM
from tests.driver import AGENT, INCIDENTS, LEAD, MANAGER, Bot

PEOPLE = (AGENT, LEAD, MANAGER)
AT_ONCE = 10
"""Acts of each of them."""
CROWD: Final = 5
"""Those who find no room."""


@asynccontextmanager
async def stalled(url: str) -> AsyncIterator[None]:
    """Hold what every change needs, as a database does that cannot keep up."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")
        connection.close()
        return
    holder = await asyncpg.connect(url)
    async with holder.transaction():
        await holder.execute("LOCK TABLE incidents, jobs, updates IN ACCESS EXCLUSIVE MODE")
        yield
    await holder.close()


async def type_at_once(bot: Bot, words: str) -> list[str]:
    """Let everybody type, all at one moment; return the answers, of which none may fail."""

    async def act(person: str, number: int) -> str | None:
        return await bot.person(person).slash(INCIDENTS, f"/incident {words} {number}")

    acts = [act(person, number) for person in PEOPLE for number in range(AT_ONCE)]
    failures = [failure for failure in await asyncio.gather(*acts) if failure is not None]
    assert failures == []
    return [seen.text for person in PEOPLE for seen in bot.whispers(INCIDENTS, person)]


async def test_who_acts_meanwhile_is_told_in_time_and_keeps_their_text(
    bot: Bot, database_url: str
) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    earlier = len(bot.whispers(INCIDENTS, AGENT))

    async with stalled(database_url):
        answers = await type_at_once(bot, "update INC-1 We look into it, part")

    told = [answer for answer in answers if "Please try again" in answer]
    assert len(told) == len(PEOPLE) * AT_ONCE == len(answers) - earlier
    for number in range(AT_ONCE):
        typed = f"/incident update INC-1 We look into it, part {number}"
        assert sum(answer.rstrip("`\n ").endswith(typed) for answer in told) == len(PEOPLE)
    assert "Noted as sent: update 1 " in await bot.slash("update INC-1 We look into it.")


async def test_what_was_acknowledged_is_kept_while_more_comes_than_can_be(
    bot: Bot, database_url: str
) -> None:
    """Some are kept and some are not, and what each was told is what happened."""
    stall = stalled(database_url)
    await stall.__aenter__()
    acting = asyncio.create_task(type_at_once(bot, "open Customers cannot pay, part"))
    await asyncio.wait({acting}, timeout=1.9)
    await stall.__aexit__(None, None, None)
    answers = await acting

    opened = [answer for answer in answers if "INC-" in answer]
    again = [answer for answer in answers if "Please try again" in answer]
    assert len(opened) + len(again) == len(PEOPLE) * AT_ONCE
    async with bot.candour.store.reading() as reader:
        kept = await reader.scalar(sa.select(sa.func.count()).select_from(incidents))
    assert kept == len(opened)


async def test_who_cannot_begin_is_told_while_those_who_have_begun_come_to_an_end(
    bot: Bot, database_url: str
) -> None:
    """The stall ends only once the crowd has its answer, so they cannot have waited for it."""
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    earlier = len(bot.whispers(INCIDENTS, AGENT))
    stall = stalled(database_url)
    await stall.__aenter__()
    words = "/incident update INC-1 We look into it, part"
    acts = [bot.person(AGENT).slash(INCIDENTS, f"{words} {one}") for one in range(ROOM + CROWD)]
    acting = asyncio.gather(*acts)

    await bot.practice.workspace.until(lambda: len(heard(bot)) - earlier == CROWD)
    await stall.__aexit__(None, None, None)
    assert await acting == [None] * (ROOM + CROWD)

    crowded = [answer for answer in heard(bot) if "too much is coming in at once" in answer]
    assert len(crowded) == CROWD
    assert all(words in answer for answer in crowded)
    async with bot.candour.store.reading() as reader:
        kept = await reader.scalar(sa.select(sa.func.count()).select_from(updates))
    assert 0 < sum("Noted as sent" in answer for answer in heard(bot)) <= kept


def heard(bot: Bot) -> list[str]:
    return [seen.text for seen in bot.whispers(INCIDENTS, AGENT)]
