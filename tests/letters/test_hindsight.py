"""How it went on with customers who were told of a credit: side by side, and no cause claimed."""

from datetime import timedelta

from bot.domain.organisation import Organisation
from bot.usecases import money_review
from messages.money_review import measures_line
from tests.driver import AGENT, INCIDENTS, Bot
from tests.journeys.test_customers import listed, logged
from tests.journeys.test_follow_up import latest, resolved, write
from tests.letters.decided import approved, open_letter, outage, sent

OFFICE = Organisation()
DAY = timedelta(days=1)
STAYED = "They are still with us"
CAME_BACK = "of 1 told who are in the log, {} had to come back"


async def told(bot: Bot) -> None:
    await outage(bot)
    await logged(bot, customer_name="Ms Quill", reference="ACC-1", contacts="2")
    await approved(bot, customer="ACC-1")
    await sent(bot, await open_letter(bot))
    await bot.deliver()


async def measures(bot: Bot) -> str:
    store, workspace = bot.candour.store, bot.candour.workspace
    found = await money_review.of_period(store, OFFICE, workspace, 1, draw="x")
    [one] = found.measures
    return measures_line(one, OFFICE)


async def change(bot: Bot, **fields: str) -> None:
    await listed(bot)
    shown = bot.whispers(INCIDENTS, AGENT)[-1]
    await bot.press(shown, "customer_change")
    await bot.send(**fields)


async def test_who_had_to_come_back_after_the_offer_is_counted(bot: Bot) -> None:
    await told(bot)
    bot.clock.turn(DAY)
    await change(bot, concern="Whether it lasts")
    assert CAME_BACK.format(0) in await measures(bot)

    await change(bot, contacts="3")

    assert CAME_BACK.format(1) in await measures(bot)


async def test_who_is_in_no_log_is_not_counted(bot: Bot) -> None:
    await outage(bot)
    await approved(bot)
    await sent(bot, await open_letter(bot))

    assert "come back" not in await measures(bot)


async def test_whether_they_are_happy_and_stayed_stands_beside_it(bot: Bot) -> None:
    await told(bot)
    await resolved(bot)
    assert "happy" not in await measures(bot)
    await write(bot)
    await bot.press(latest(bot, "You asked a customer"), "happy")
    await bot.send()
    await bot.wait(84 * DAY)
    await bot.press(latest(bot, "did they stay with us?"), "case_later", chosen=STAYED)

    shown = await measures(bot)
    assert "of 1 told who answered after a week, 1 were happy" in shown
    assert "of 1 told of whom it is known, 1 stayed 90 days" in shown
