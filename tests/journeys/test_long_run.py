"""An incident that lasts: after a day customers hear from us at fixed times, told in advance."""

from datetime import timedelta

from bot.sandbox.screen import Seen
from bot.store import owed
from bot.usecases import change, incidents, long_runs
from tests.driver import AGENT, Bot, joined

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def told(bot: Bot, words: str) -> list[Seen]:
    return [seen for seen in bot.thread() if words in seen.text]


async def open_at_noon(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()


async def test_after_a_day_the_thread_learns_the_fixed_times_and_the_contact(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.wait(DAY - HOUR)
    assert told(bot, "a day old") == []

    await bot.wait(HOUR)

    [line] = told(bot, "The incident is a day old.")
    assert "each day at 09:00, 16:00 (Europe/London)" in line.text
    assert f"Contact: <@{AGENT}>." in line.text


async def test_then_the_next_update_is_due_at_the_next_of_the_times(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.wait(DAY)

    assert "16:00 GMT" in await bot.slash("update The provider has found the failing part.")
    await bot.wait(3 * HOUR + HOUR / 2)
    held = await bot.slash("hold")

    assert "09:00 GMT" in held
    assert "Each day until it works again, we write at 09:00 GMT and 16:00 GMT." in held


async def test_each_morning_the_thread_gets_a_summary(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.wait(DAY)
    await bot.slash("hold")

    await bot.wait(21 * HOUR)
    [summary] = told(bot, "So far:")
    assert "Day 2." in summary.text
    assert "missed 2" in summary.text

    await bot.wait(DAY)
    assert [seen.text for seen in told(bot, "Day 3.")] != []
    assert len(told(bot, "a day old")) == 1


async def test_days_of_our_own_absence_give_one_summary(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.wait(DAY)

    await bot.wait(5 * DAY)

    assert len(told(bot, "So far:")) == 1


async def test_once_resolved_there_is_no_summary(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.wait(DAY)
    await bot.resolve()

    await bot.wait(DAY)
    await bot.wait(DAY)

    assert told(bot, "So far:") == []


async def test_reopened_it_is_a_day_old_after_another_day(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.resolve()
    await bot.wait(DAY)
    await bot.slash("reopen INC-1")

    await bot.wait(DAY - HOUR)
    assert told(bot, "a day old") == []

    await bot.wait(HOUR)
    assert len(told(bot, "a day old")) == 1


async def test_an_incident_without_its_timer_gets_it_at_the_next_start(
    bot: Bot, database_url: str
) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    incident = await incidents.read(bot.candour.store, bot.candour.workspace, 1)
    async with bot.candour.store.transaction() as tx:
        await owed.cancel(tx, change.key(change.LONG_RUN, incident))

    async with joined(bot, database_url) as reborn, joined(bot, database_url):
        assert await long_runs.owe_missing(reborn.candour.store) == 0
        for _ in range(25):
            await reborn.wait(HOUR)

    assert len(told(bot, "The incident is a day old.")) == 1


async def test_what_is_closed_gets_no_timer(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.resolve()

    assert await long_runs.owe_missing(bot.candour.store) == 0
