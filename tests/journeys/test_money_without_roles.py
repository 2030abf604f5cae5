"""Slack does not say who holds which role for a while: no reminder about money is given up."""

from datetime import timedelta

from tests.driver import FINANCE, MANAGER, Bot
from tests.journeys.test_finance import approved
from tests.journeys.test_money import ask, outage

A_DAY = timedelta(days=1)
GROUPS = "usergroups.users.list"


async def test_the_clock_of_a_request_goes_on(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£40")
    card = bot.direct(MANAGER)[0]
    bot.practice.faults.add(GROUPS, "error", error="no_such_subteam")

    await bot.wait(A_DAY)
    await bot.wait(timedelta(minutes=5))

    last = bot.person(MANAGER).thread(card.channel, card.ts)[-1]
    assert "CR-1 for £40.00 still waits." in last.text


async def test_finance_is_told_the_next_day(bot: Bot) -> None:
    await outage(bot)
    await approved(bot)
    bot.practice.faults.add(GROUPS, "error", error="no_such_subteam")
    await bot.wait(timedelta(hours=2))
    assert bot.direct(FINANCE) == []

    await bot.wait(A_DAY)

    assert "waits for finance" in bot.direct(FINANCE)[-1].text
