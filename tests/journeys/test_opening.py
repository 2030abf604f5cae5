"""Opening an incident: an answer at once, one card, and nothing typed is ever lost."""

from datetime import timedelta

import pytest

from bot.sandbox import payloads
from bot.sandbox.faults import FaultKind
from tests.driver import AGENT, INCIDENTS, SUPPORT, Bot, joined
from tests.journeys.forgery import forged

TROUBLES: list[FaultKind] = ["ratelimited", "server_error", "gateway", "reset", "lost_answer"]


async def test_the_card_says_all_that_is_known_and_all_that_is_not(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()

    card = bot.card()
    for words in (
        "INC-1 · Customers cannot pay by card",
        "Next update due",
        "12:30 GMT",
        "SEV2 · a large part of customers, or something important",
        "Open",
        f"<@{AGENT}>",
        "First seen",
        "12:00 GMT",
        "None yet",
        "What you may tell customers now",
        "Customers cannot pay by card. We first saw it at 12:00 GMT.",
        "Not known yet",
        "how many people, the cause, when it will work again",
    ):
        assert words in card.words
    assert card.buttons == ["Post update", "No news yet", "Fill in what is missing", "It is fixed"]
    assert "Log a customer, Who is affected, Promise, Phone script, Ask for a credit" in card.words
    assert "What was said where, Report, Channels, Prevention" in card.words


async def test_the_answer_says_who_owns_it_when_it_is_due_and_what_comes_next(bot: Bot) -> None:
    answer = await bot.slash("open customers cannot sign in")

    assert f"INC-1 is open in <#{INCIDENTS}>. You own it. Customers cannot sign in." in answer
    assert "12:30 GMT" in answer
    assert "Next: press *Post update*" in answer


async def test_a_command_typed_elsewhere_opens_in_the_incident_channel(bot: Bot) -> None:
    answer = await bot.slash("open Customers cannot pay by card", channel=SUPPORT)
    await bot.deliver()

    assert f"<#{INCIDENTS}>" in answer
    assert len(bot.channel(INCIDENTS)) == 1
    assert bot.channel(SUPPORT) == []


async def test_open_without_words_asks_for_them_in_a_short_form(bot: Bot) -> None:
    assert await bot.slash("open") == ""
    assert "What can customers not do?" in bot.form()

    receipt = await bot.send(what_fails="Customers cannot see their balance", severity="1")

    assert "INC-1 is open" in receipt
    await bot.deliver()
    assert "Customers cannot see their balance" in bot.card().text
    assert "SEV1" in bot.card().text
    assert "12:15 GMT" in bot.card().words


async def test_a_form_that_is_refused_keeps_every_word(bot: Bot) -> None:
    await bot.slash("open")

    said = await bot.send(what_fails="   ", severity="3")

    assert "Nothing is written for what customers cannot do" in said
    assert bot.typed("severity") == "3"
    assert "INC-1 is open" in await bot.send(what_fails="Customers cannot pay")


async def test_words_that_are_too_long_come_back_whole(bot: Bot) -> None:
    words = "Customers cannot pay " + "at all " * 30

    answer = await bot.slash(f"open {words}")

    assert "and 200 fit" in answer
    assert words.strip() in answer
    await bot.deliver()
    assert bot.channel() == []


async def test_the_same_form_sent_twice_opens_one_incident(bot: Bot) -> None:
    await bot.slash("open")
    person = bot.person(AGENT)
    person.fill("what_fails", "Customers cannot pay by card")
    assert person.modal is not None
    sent = payloads.submission(bot.practice.workspace.state, person.modal)

    first = await forged(bot, sent)
    second = await forged(bot, sent)

    assert first.body["response_action"] == "update"
    assert "sent twice, and the first one counted" in str(second.body["errors"])
    await bot.deliver()
    assert len(bot.channel()) == 1


@pytest.mark.parametrize("trouble", ["server_error", "gateway", "ratelimited", "reset"])
async def test_a_form_that_slack_does_not_open_is_said_not_to_have_opened(
    bot: Bot, trouble: FaultKind
) -> None:
    bot.practice.faults.add("views.open", trouble)

    answer = await bot.slash("open")

    assert "Slack did not open the form in time." in answer


async def test_an_answer_whose_arrival_nobody_confirmed_is_not_shown_again(
    bot: Bot, database_url: str
) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    async with joined(bot, database_url) as other:
        bot.practice.deliver_over_http(f"{other.candour.url}/slack/events")
        before = len(bot.whispers(INCIDENTS, AGENT))
        bot.practice.faults.add("response_url", "lost_answer")
        assert "INC-1" in await other.press(bot.card(), "status")

    assert len(bot.whispers(INCIDENTS, AGENT)) == before + 1


async def test_answering_asks_nothing_of_slack(bot: Bot) -> None:
    bot.practice.calls.clear()
    bot.practice.faults.add("*", "server_error", times=1000)

    answer = await bot.slash("open Customers cannot pay by card")

    assert "INC-1 is open" in answer
    assert not bot.practice.calls.counts


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_the_card_appears_once_whatever_slack_does(bot: Bot, trouble: FaultKind) -> None:
    bot.practice.faults.add("chat.postMessage", trouble, times=2, retry_after_s=7)
    await bot.slash("open Customers cannot pay by card")

    for _ in range(3):
        await bot.wait(timedelta(seconds=10))

    [card] = bot.channel()
    assert "Customers cannot pay by card" in card.text
    assert card.json["pinned"]


async def test_the_card_stands_although_it_cannot_be_pinned(bot: Bot) -> None:
    bot.practice.faults.add("pins.add", "error", error="too_many_pins")

    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()

    assert "Customers cannot pay by card" in bot.card().text


async def test_slack_is_left_alone_for_as_long_as_it_asks(bot: Bot) -> None:
    bot.practice.faults.add("chat.postMessage", "ratelimited", retry_after_s=30)
    await bot.slash("open Customers cannot pay by card")

    await bot.deliver()
    await bot.wait(timedelta(seconds=20))
    assert bot.practice.calls.counts["chat.postMessage"] == 1

    await bot.wait(timedelta(seconds=10))
    assert len(bot.channel()) == 1
