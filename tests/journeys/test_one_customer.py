"""Who is known by a name and by a reference is one customer, whichever of them is typed."""

from tests.driver import AGENT, HEAD, MANAGER, Bot
from tests.journeys.test_customers import logged, opened
from tests.journeys.test_money import ask, newest


async def test_the_same_is_not_asked_for_by_name_once_more(bot: Bot) -> None:
    await opened(bot)
    await logged(bot)
    await ask(bot, "£40", customer="T-1204")

    said = await ask(bot, "£45", customer="ms quill")

    assert "CR-1" in said
    assert bot.typed("customer") == "ms quill"


async def test_the_tier_is_judged_on_what_they_get_by_either(bot: Bot) -> None:
    await opened(bot)
    await logged(bot)
    await ask(bot, "£400", customer="Ms Quill")
    await bot.press(newest(bot, MANAGER), "approve_credit", by=MANAGER)
    await bot.deliver()

    await ask(bot, "£300", customer="t-1204")

    assert "£300.00" in newest(bot, HEAD).text
    assert "£300.00" not in newest(bot, MANAGER).text


async def test_a_little_is_given_alone_to_them_once(bot: Bot) -> None:
    await opened(bot)
    await logged(bot)
    assert "you gave £20.00" in await ask(bot, "£20", customer="T-1204")

    assert "will be asked to decide" in await ask(bot, "£5", customer="Ms Quill")


async def test_namesakes_are_two_customers(bot: Bot) -> None:
    await opened(bot)
    await logged(bot)
    await logged(bot, customer_name="Ms Quill", reference="T-2")
    for typed in ("T-1204", "Ms Quill", "T-2"):
        assert "you gave £10.00" in await ask(bot, "£10", customer=typed, by=AGENT)
