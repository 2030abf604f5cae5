"""No news yet: one press, worded anew each time, and once however many people press."""

import asyncio
from datetime import timedelta

from tests.driver import AGENT, LEAD, Bot


def copied(answer: str) -> str:
    """The text between the fences, as somebody would copy it."""
    return answer.split("```")[1].strip()


async def open_and_tell(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("update The provider is looking into it.")
    await bot.deliver()


async def test_three_presses_give_three_texts_to_copy(bot: Bot) -> None:
    await open_and_tell(bot)
    texts = []

    for _ in range(3):
        await bot.wait(timedelta(minutes=30))
        texts.append(copied(await bot.press(bot.card(), "no_news")))

    first, second, third = texts
    assert len({first, second, third}) == 3
    for text in texts:
        assert "Customers cannot pay by card." in text
        assert "sorry" in text
        assert "with or without news." in text
    assert "This has not changed since 12:00 GMT." in first
    assert "Next update: by 13:30 GMT" in first
    assert "We have nothing new to tell you at 13:00 GMT." in second
    assert "It has been 1 hour 30 minutes and we are sorry." in third
    assert "What we do not know: how many people" in third


async def test_a_press_restarts_the_clock_and_stands_in_the_thread(bot: Bot) -> None:
    await open_and_tell(bot)
    await bot.wait(timedelta(minutes=40))

    answer = await bot.press(bot.card(), "no_news")
    await bot.deliver()

    assert "Next update due" in answer
    assert "13:40 GMT" in bot.card().words
    line = bot.thread()[-1].text
    assert f"<@{AGENT}> told customers that there is no news yet." in line
    assert copied(answer).splitlines()[-1] in line


async def test_before_the_first_word_it_is_the_first_word(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()

    text = copied(await bot.press(bot.card(), "no_news"))
    await bot.deliver()

    assert "We do not yet know how many people this affects." in text
    assert "We do not yet know if any customer information is affected." in text
    assert "This has not changed" not in text
    assert "gave customers the first word" in bot.thread()[-1].text


async def test_two_people_who_press_at_once_send_one_update(bot: Bot) -> None:
    await open_and_tell(bot)
    card = bot.card()

    answers = await asyncio.gather(
        bot.press(card, "no_news", by=AGENT), bot.press(card, "no_news", by=LEAD)
    )
    await bot.deliver()

    first, second = sorted(answers, key=lambda answer: "while you were writing" in answer)
    winner = AGENT if answers[0] == first else LEAD
    assert "noted as sent" in first
    assert f"<@{winner}> sent an update of INC-1" in second
    assert "Yours is not noted." in second
    assert sum("no news yet" in line.text for line in bot.thread()) == 1


async def test_a_press_on_a_card_that_is_out_of_date_sends_nothing(bot: Bot) -> None:
    await open_and_tell(bot)
    old = bot.card()
    await bot.slash("update The provider has found the failing part.", by=LEAD)

    answer = await bot.press(old, "no_news")
    await bot.deliver()

    assert f"<@{LEAD}> sent an update of INC-1" in answer
    assert not any("no news yet" in line.text for line in bot.thread())


async def test_typed_it_does_the_same(bot: Bot) -> None:
    await open_and_tell(bot)

    answer = await bot.slash("hold INC-1")

    assert "This has not changed since 12:00 GMT." in copied(answer)


async def test_what_is_noted_is_what_was_given_to_copy_also_when_it_is_late(bot: Bot) -> None:
    await open_and_tell(bot)
    await bot.wait(timedelta(minutes=75))

    answer = await bot.press(bot.card(), "no_news")
    await bot.deliver()

    line = bot.thread()[-1].text
    assert "15 min after it was due" in line
    assert [f"> {words}" for words in copied(answer).splitlines()] == line.splitlines()[1:]


async def test_a_claim_typed_at_the_opening_is_not_held_out_to_customers(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay but their money is safe")
    await bot.deliver()

    for answer in (await bot.slash("hold"), await bot.press(bot.card(), "no_news")):
        assert "Not sent. Whether money and accounts are safe is not confirmed." in answer
    await bot.deliver()
    assert bot.thread() == []


async def test_nought_names_no_incident(bot: Bot) -> None:
    await open_and_tell(bot)

    assert "There is no incident “INC-0”" in await bot.slash("hold INC-0")
    assert "There is no incident “INC-0”" in await bot.slash("severity INC-0 1")
