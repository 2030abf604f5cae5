"""App Home once an incident is over: customers to ask, and steps whose day has come."""

from tests.driver import AGENT, FINANCE, LEAD, Bot
from tests.journeys.test_follow_up import DAY, outage, send_ready_words
from tests.journeys.test_home import LOOK, home, opened, press
from tests.journeys.test_import import Import, imported
from tests.journeys.test_prevention import agree

__all__ = ["imported"]


async def test_customers_to_ask_after_a_week_stand_there_until_they_are_asked(bot: Bot) -> None:
    await outage(bot)
    assert "Ask whether it still works" not in await opened(bot)
    await bot.wait(7 * DAY)

    page = await opened(bot)
    assert "INC-1 · Customers cannot pay by card* · a week after it works again" in page
    assert "Ask whether it still works: CU-1. The words are ready." in page
    assert "Ms Quill" not in page
    assert "Ask whether it still works" not in await opened(bot, by=FINANCE)
    await press(bot, "follow_up", value="1")
    await send_ready_words(bot)
    await bot.wait(LOOK)

    assert "Ask whether it still works" not in home(bot)


async def test_those_of_a_file_are_asked_by_who_owns_the_incident(
    bot: Bot, imported: Import
) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await imported("Reference,Name", *(f"T-{number}," for number in range(1, 6)))
    await bot.resolve()
    await bot.wait(7 * DAY)

    assert "works: CU-1, CU-2, CU-3 and 2 more." in await opened(bot)
    assert "Ask whether it still works" not in await opened(bot, by=LEAD)


async def test_steps_stand_there_from_their_day_on_until_they_are_done(bot: Bot) -> None:
    await outage(bot)
    await agree(bot, "Alarm on declined cards", owner=AGENT, due="2026-03-06")
    assert "your step" not in await opened(bot)

    await bot.wait(3 * DAY)
    page = await opened(bot)
    assert "PV-1 · your step after INC-1* “Alarm on declined cards”" in page
    assert "It was due 6 March, 1 d ago." in page
    assert "PV-1: done" in await press(bot, "step_is_done")
    await bot.wait(LOOK)

    assert "your step" not in home(bot)
