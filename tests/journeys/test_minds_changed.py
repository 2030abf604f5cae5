"""Who decides on money may think again: their last word counts, never both."""

from tests.driver import FINANCE, HEAD, Bot
from tests.journeys.test_money import ask, newest, outage


async def say_no(bot: Bot, by: str) -> str:
    await bot.press(newest(bot, by), "decline_credit", by=by)
    said = await bot.send(by=by, why="too_much", alternative="A call")
    await bot.deliver()
    return said


async def test_a_yes_counts_no_more_once_its_author_says_no(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£900")
    await bot.press(newest(bot, HEAD), "approve_credit", by=HEAD)
    await bot.deliver()
    assert "needs a second reader" in await say_no(bot, HEAD)

    said = await bot.press(newest(bot, FINANCE), "approve_credit", by=FINANCE)
    await bot.deliver()

    assert "One more person has to." in said
    assert f"Approved by <@{FINANCE}>" not in newest(bot, HEAD).text


async def test_a_no_counts_no_more_once_its_author_says_yes(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£900")
    await say_no(bot, HEAD)
    await bot.press(newest(bot, HEAD), "approve_credit", by=HEAD)
    await bot.deliver()
    assert "a second reader must look" not in newest(bot, FINANCE).text

    assert "needs a second reader" in await say_no(bot, FINANCE)
