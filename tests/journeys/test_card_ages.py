"""What the card lets people say is so at any moment: what grows too old goes, by one edit."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.sandbox.ids import TEAM
from bot.store.job_tables import jobs
from bot.usecases import change
from tests.driver import AGENT, LEAD, NOON, Bot
from tests.journeys.test_facts import HOUR, MINUTE, noted, opened

SCOPE = "It affects all customers in the UK."
WORDS = "The provider has found the failing part. Next update: by 13:30 GMT."


async def timers(bot: Bot) -> list[datetime]:
    ours = sa.select(jobs.c.due_at).where(
        jobs.c.workspace == TEAM, jobs.c.kind == change.AGEING, jobs.c.dead_at.is_(None)
    )
    async with bot.candour.store.reading() as reader:
        return [row.due_at for row in await reader.rows(ours)]


async def edits(bot: Bot, time: timedelta) -> int:
    """Return how often a message was edited within that time."""
    bot.practice.calls.clear()
    await bot.wait(time)
    return bot.practice.calls.counts["chat.update"]


async def quiet_between_reminders(bot: Bot) -> None:
    """At 12:30: the next word is due at 13:30, and nobody is reminded before 13:20."""
    await bot.wait(30 * MINUTE - (bot.clock.now() - NOON))
    await bot.slash(f"update {WORDS}")
    await bot.deliver()


async def test_what_is_too_old_to_say_goes_from_the_card_by_one_edit(bot: Bot) -> None:
    await opened(bot)
    await noted(bot, scope="all customers in the UK", workaround="pay by transfer")
    await quiet_between_reminders(bot)

    assert await edits(bot, 29 * MINUTE) == 0
    assert SCOPE in bot.card().words
    assert await edits(bot, 2 * MINUTE) == 1
    assert SCOPE not in bot.card().words
    assert "is it still true?*: how many people, what people can do" in bot.card().words
    assert await timers(bot) == []
    assert await edits(bot, 10 * MINUTE) == 0


async def test_each_has_its_time_and_later_changes_neither_lose_nor_double_it(bot: Bot) -> None:
    await opened(bot)
    await noted(bot, scope="all customers in the UK")
    [first] = await timers(bot)
    await bot.wait(10 * MINUTE)
    await noted(bot, workaround="pay by transfer")
    for number in range(3):
        await bot.slash(f"update Step {number} of the repair is done.", by=LEAD)
    await quiet_between_reminders(bot)

    assert await timers(bot) == [first]
    assert await edits(bot, 31 * MINUTE) == 1
    assert SCOPE not in bot.card().words
    assert "For now people can pay by transfer." in bot.card().words
    assert len(await timers(bot)) == 1
    assert await edits(bot, 10 * MINUTE) == 1
    assert "For now people can" not in bot.card().words
    assert await timers(bot) == []


async def test_what_is_said_to_be_still_true_stays_until_its_new_time(bot: Bot) -> None:
    await opened(bot)
    await noted(bot, scope="all customers in the UK")
    await bot.slash("update The provider is looking for the failing part.")
    await bot.wait(50 * MINUTE)
    [question] = [seen for seen in bot.direct(AGENT) if "Is this still true?" in seen.words]
    await bot.press(question, "still_true")
    await bot.slash("update INC-1 The provider has found the failing part.")
    await bot.deliver()

    assert await edits(bot, 20 * MINUTE) == 0
    assert SCOPE in bot.card().words
    assert len(await timers(bot)) == 1


async def test_what_is_taken_back_ages_no_more(bot: Bot) -> None:
    await opened(bot)
    await noted(bot, scope="all customers in the UK")
    assert len(await timers(bot)) == 1

    await noted(bot, **{"certainty.scope": "checking"})

    assert await timers(bot) == []


async def test_a_window_that_passes_goes_from_the_card(bot: Bot) -> None:
    await opened(bot)
    ends = {
        name: str(int((NOON + gone * MINUTE).timestamp()))
        for name, gone in (("eta_from", 40), ("eta_to", 50))
    }
    await noted(bot, **ends, eta_confidence="medium", eta_source="the provider")
    await quiet_between_reminders(bot)
    assert "12:50 GMT" in bot.card().words

    assert await edits(bot, 21 * MINUTE) == 1
    assert "12:50 GMT" not in bot.card().words
    assert "when it will work again" in bot.card().words


async def test_once_it_is_over_nothing_waits_and_open_again_it_does(bot: Bot) -> None:
    await opened(bot)
    await noted(bot, scope="all customers in the UK")
    before = await timers(bot)
    await bot.resolve()
    await bot.deliver()
    assert await timers(bot) == []

    await bot.press(bot.card(), "reopen")
    await bot.deliver()

    assert await timers(bot) == before


@pytest.mark.parametrize("away", [2 * HOUR, 26 * HOUR])
async def test_after_our_own_absence_the_card_is_drawn_once(bot: Bot, away: timedelta) -> None:
    await opened(bot)
    await noted(bot, scope="all customers in the UK")
    await bot.wait(MINUTE)
    await noted(bot, workaround="pay by transfer")

    assert await edits(bot, away) == 1
    assert SCOPE not in bot.card().words
    assert "For now people can" not in bot.card().words
    assert await timers(bot) == []
