from datetime import timedelta

from tests.driver import AGENT, INCIDENTS, Bot


async def test_opening_answers_at_once_and_posts_one_pinned_card(bot: Bot) -> None:
    answer = await bot.slash("open Customers cannot pay by card")

    assert "INC-1" in answer
    assert f"<#{INCIDENTS}>" in answer
    assert bot.channel() == []

    await bot.deliver()

    [card] = bot.channel()
    assert "Customers cannot pay by card" in card.text
    assert card.json["pinned"]
    assert f"<@{AGENT}>" in card.words
    assert bot.thread() == []


async def test_an_update_restarts_the_clock_edits_the_card_and_tells_the_thread(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()

    answer = await bot.slash("update Cards are still refused. We have found the failing part.")

    assert "Noted as sent" in answer
    await bot.deliver()
    [line] = bot.thread()
    assert "We have found the failing part" in line.text
    assert "13:00 GMT" in bot.card().words


async def test_the_owner_is_nudged_when_the_update_is_near_and_when_it_is_due(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()

    await bot.wait(timedelta(minutes=20))
    [near] = bot.direct(AGENT)
    assert "The next update to customers is due" in near.text
    assert near.buttons == ["Post update", "No news yet", "Hand over"]

    await bot.wait(timedelta(minutes=10))
    assert "due now" in bot.thread()[-1].text
