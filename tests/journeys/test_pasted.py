"""What people paste or type instead of a sentence: shown as it is, never run, never lost."""

import pytest

from tests.driver import AGENT, INCIDENTS, NEWS, Bot
from tests.journeys.test_words_form import open_form

BOOK = "We are looking into it. " * 1_700
"""More than 40,000 characters."""
FLAMES = "\U0001f525" * 40
TEMPLATE = "{{7*7}} {eta} %s ${name}"
REVERSED = "\u202eWe are looking into it\u202c. لا يمكن الدفع."


def letters(words: str) -> str:
    """Return the words without what holds them in a message, and without blanks."""
    return "".join(words.replace("```", "").split())


async def test_a_book_that_was_pasted_comes_back_whole(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()

    said = await bot.slash(f"update {BOOK}")
    await bot.deliver()

    assert "40,799 characters, and 3,000 fit" in said
    back = "".join(seen.words for seen in bot.whispers(INCIDENTS, AGENT))
    assert letters(BOOK) in letters(back)
    assert "None yet" in bot.card().words


@pytest.mark.parametrize("typed", [FLAMES, TEMPLATE, REVERSED])
async def test_what_is_no_sentence_stands_in_the_form_as_it_was_typed(bot: Bot, typed: str) -> None:
    await open_form(bot)

    said = await bot.send(text=typed)

    assert "Change this before it goes to customers" in said
    assert bot.typed("text") == typed
    assert "49" not in said.replace(":49", "")
    await bot.deliver()
    assert "None yet" in bot.card().words


@pytest.mark.parametrize("typed", [FLAMES, REVERSED])
async def test_with_all_that_customers_need_it_goes_and_is_counted_as_it_is(
    bot: Bot, typed: str
) -> None:
    await open_form(bot)

    await bot.send(text=f"{NEWS}\n{typed}")
    await bot.deliver()

    assert typed.splitlines()[0] in bot.thread()[-1].words
    assert "None yet" not in bot.card().words
