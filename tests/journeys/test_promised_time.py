"""A next-update time in somebody's own words is what the clock keeps, if it can be kept."""

from datetime import timedelta

import pytest

from tests.driver import Bot


async def test_a_time_that_the_words_name_is_the_promise(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()

    answer = await bot.slash("update We look into it. Next update by 12:40 GMT.")
    await bot.deliver()

    assert "12:40 GMT" in answer
    assert "12:40 GMT" in bot.card().text
    await bot.wait(timedelta(minutes=41))
    assert "overdue since" in bot.card().text or "Update due" in bot.card().text


@pytest.mark.parametrize(
    ("named", "why"),
    [("11:40 GMT", "that has passed"), ("15:00 GMT", "is too late for INC-1")],
)
async def test_a_next_update_that_cannot_be_is_refused(bot: Bot, named: str, why: str) -> None:
    await bot.slash("open Customers cannot pay by card")
    words = f"We look into it. Next update by {named}."

    answer = await bot.slash(f"update {words}")

    assert why in answer
    assert words in answer
    await bot.slash("update INC-1")
    said = await bot.send(text=words)
    assert "Instead: 13:00 GMT" in said
    assert bot.typed("text") == words
