"""A sum may be named to a customer once it is granted to this customer, and never before."""

from tests.driver import AGENT, MANAGER, Bot

LETTER = """Hello Ms Quill,
I am sorry. You missed a bill and waited 40 minutes for us.
We do not know the cause yet.
To put it right, we pay you £40.
Thank you for telling us, {name}.
Dan"""
UNAPPROVED = "Nobody has approved this sum."


async def asked(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.slash("credit")
    await bot.send(customer="ms  quill", amount="£40", reason="A late fee")
    await bot.deliver()


async def approved(bot: Bot) -> None:
    await asked(bot)
    await bot.press(bot.direct(MANAGER)[-1], "approve_credit", by=MANAGER)
    await bot.deliver()


async def write(bot: Bot, name: str) -> str:
    await bot.slash("draft K05")
    bot.person(AGENT).fill("person_name", name)
    return await bot.send(text=LETTER.format(name=name))


async def test_a_sum_that_is_only_asked_for_is_not_named(bot: Bot) -> None:
    await asked(bot)

    assert UNAPPROVED in await write(bot, "Ms Quill")


async def test_a_granted_sum_is_named_to_its_customer(bot: Bot) -> None:
    await approved(bot)

    assert "you apologised to one customer of INC-1" in await write(bot, "Ms Quill")


async def test_a_sum_granted_to_one_customer_is_not_named_to_another(bot: Bot) -> None:
    await approved(bot)

    assert UNAPPROVED in await write(bot, "Mr Okafor")
