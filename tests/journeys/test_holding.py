"""No news yet: the words are ready, anew each time, and go once however many people press."""

import asyncio
from datetime import timedelta

import pytest

from tests.driver import AGENT, LEAD, Bot

LEADER = "Hope Adeyemi, head of support"


def copied(answer: str) -> str:
    """The text between the fences, as somebody would copy it."""
    return answer.split("```")[1].strip()


async def open_and_tell(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("update The provider is looking into it.")
    await bot.deliver()


async def hold(bot: Bot, *, after: timedelta = timedelta(minutes=30)) -> str:
    """Press, send the words as they stand in the form, and return them."""
    await bot.wait(after)
    assert await bot.press(bot.card(), "no_news") == ""
    words = bot.typed("text")
    assert copied(await bot.send()) == words
    await bot.deliver()
    return words


async def test_three_presses_give_three_texts_to_copy(bot: Bot) -> None:
    await open_and_tell(bot)

    texts = [await hold(bot) for _ in range(3)]

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


async def test_it_restarts_the_clock_and_stands_in_the_thread(bot: Bot) -> None:
    await open_and_tell(bot)

    words = await hold(bot, after=timedelta(minutes=40))

    assert "13:40 GMT" in bot.card().words
    line = bot.thread()[-1].text
    assert f"<@{AGENT}> told customers that there is no news yet. On: status page" in line
    assert words.splitlines()[-1] in line


async def test_the_words_can_be_changed_before_they_go(bot: Bot) -> None:
    await open_and_tell(bot)
    await bot.press(bot.card(), "no_news")

    words = "We have no news at 12:00 GMT. We are sorry. Next update: by 13:00 GMT."
    receipt = await bot.send(text=words)

    assert copied(receipt) == words


async def test_before_the_first_word_it_is_the_first_word(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()

    await bot.press(bot.card(), "no_news")
    text = bot.typed("text")
    await bot.send()
    await bot.deliver()

    assert "We do not yet know how many people this affects." in text
    assert "This has not changed" not in text
    assert "gave customers the first word" in bot.thread()[-1].text


async def test_the_third_names_a_leader_if_somebody_says_who(bot: Bot) -> None:
    await open_and_tell(bot)
    for _ in range(2):
        await hold(bot)
        assert "A leader who speaks for us" not in bot.form()
    await bot.wait(timedelta(minutes=30))

    await bot.press(bot.card(), "no_news")
    assert "A leader who speaks for us" in bot.form()
    assert "leads our response" not in bot.typed("text")
    bot.person(AGENT).fill("leader", LEADER)
    await bot.press_in_form("fill_draft")

    assert f"{LEADER}, now leads our response." in bot.typed("text")
    assert LEADER in copied(await bot.send())


@pytest.mark.parametrize(("severity", "hours"), [("1", 2), ("2", 4)])
async def test_once_it_lasts_a_leader_is_asked_for_and_named(
    bot: Bot, severity: str, hours: int
) -> None:
    await bot.slash("open")
    await bot.send(what_fails="Customers cannot pay by card", severity=severity)
    await bot.wait(timedelta(hours=hours))
    await bot.slash("update The provider is looking into it.")
    await bot.deliver()
    await bot.press(bot.card(), "post_update")
    assert "let one sign by name" in bot.form()
    await bot.press(bot.card(), "no_news")

    bot.person(AGENT).fill("leader", LEADER)
    await bot.press_in_form("fill_draft")

    assert f"{LEADER}, now leads our response." in bot.typed("text")


async def test_two_people_who_send_at_once_send_one_update(bot: Bot) -> None:
    await open_and_tell(bot)
    card = bot.card()
    await bot.press(card, "no_news", by=AGENT)
    await bot.press(card, "no_news", by=LEAD)

    answers = await asyncio.gather(bot.send(by=AGENT), bot.send(by=LEAD))
    await bot.deliver()

    first, second = sorted(answers, key=lambda answer: "while you were writing" in answer)
    winner = AGENT if answers[0] == first else LEAD
    loser = LEAD if winner == AGENT else AGENT
    assert "noted as sent" in first
    assert f"<@{winner}> sent an update of INC-1" in second
    assert "Yours is not noted." in second
    assert "This has not changed since" in bot.typed("text", by=loser)
    assert sum("no news yet" in line.text for line in bot.thread()) == 1


async def test_the_last_words_are_not_sent_once_more(bot: Bot) -> None:
    await open_and_tell(bot)
    words = await hold(bot)
    await bot.press(bot.card(), "no_news")

    said = await bot.send(text=words)

    assert "These are the words that customers of INC-1 got last." in said
    assert bot.typed("text") != words
    assert "noted as sent" in await bot.send()


async def test_a_press_on_a_card_that_is_out_of_date_sends_nothing(bot: Bot) -> None:
    await open_and_tell(bot)
    old = bot.card()
    await bot.slash("update The provider has found the failing part.", by=LEAD)

    answer = await bot.press(old, "no_news")
    await bot.deliver()

    assert f"<@{LEAD}> sent an update of INC-1" in answer
    assert not any("no news yet" in line.text for line in bot.thread())


async def test_typed_it_is_noted_at_once(bot: Bot) -> None:
    await open_and_tell(bot)

    answer = await bot.slash("hold INC-1")

    assert "This has not changed since 12:00 GMT." in copied(answer)
    assert "On: status page" in answer


async def test_what_is_noted_is_what_was_given_to_copy_also_when_it_is_late(bot: Bot) -> None:
    await open_and_tell(bot)

    words = await hold(bot, after=timedelta(minutes=75))

    line = bot.thread()[-1].text
    assert "15 min after it was due" in line
    assert [f"> {one}" for one in words.splitlines()] == line.splitlines()[1:]


async def test_a_claim_typed_at_the_opening_is_not_held_out_to_customers(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay but their money is safe")
    await bot.deliver()

    unsafe = "Whether money and accounts are safe is not confirmed."
    assert f"Not sent. {unsafe}" in await bot.slash("hold")
    await bot.press(bot.card(), "no_news")
    assert unsafe in await bot.send()
    await bot.deliver()
    assert bot.thread() == []


async def test_nought_names_no_incident(bot: Bot) -> None:
    await open_and_tell(bot)

    assert "There is no incident “INC-0”" in await bot.slash("hold INC-0")
    assert "There is no incident “INC-0”" in await bot.slash("severity INC-0 1")
