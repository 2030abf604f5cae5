"""A promise that stands in words is logged before they go, and not offered a second time."""

from tests.driver import AGENT, NEWS, Bot

WORDS = f"{NEWS}\nWe will publish what we found by 18:00 GMT."
LETTER = """Hello Ms Quill,
I am sorry. You missed a bill and waited 40 minutes for us.
We do not know the cause yet.
I will call you by 18:00 GMT.
Dan"""
UNLOGGED = "This promise is not in the book."


async def opened(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()


async def test_what_everybody_is_promised_is_logged_with_one_press(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("update INC-1")
    assert UNLOGGED in await bot.press_in_form("text", chosen=WORDS)

    said = await bot.press_in_form("log_here.0")
    await bot.deliver()

    assert UNLOGGED not in said
    assert "PR-1" in said
    assert "publish what we found" in bot.thread_card("PR-1 ·").words
    assert bot.typed("text") == WORDS
    assert "Log it" not in await bot.send()


async def test_what_one_person_is_promised_is_theirs(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("draft K05")
    bot.person(AGENT).fill("person_name", "")
    await bot.press_in_form("text", chosen=LETTER)
    assert "fill in their name first" in await bot.press_in_form("log_here.1")
    bot.person(AGENT).fill("person_name", "Ms Quill")

    said = await bot.press_in_form("log_here.1")
    await bot.deliver()

    assert UNLOGGED not in said
    assert "A promise to one customer (CU-1)" in bot.thread_card("PR-1 ·").words


async def test_what_is_in_the_book_is_not_asked_for_again(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("promise INC-1 publish what we found by 18:00")
    await bot.slash("update INC-1")

    assert UNLOGGED not in await bot.press_in_form("text", chosen=WORDS)
