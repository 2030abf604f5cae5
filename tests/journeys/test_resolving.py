"""Two people resolve an incident: one says that it is fixed, another checks it as a customer."""

import asyncio
from datetime import timedelta

import pytest

from tests.driver import AGENT, LEAD, MANAGER, NEWS, Bot
from tests.journeys.forgery import click, pressed_by_hand

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def opened(bot: Bot) -> Bot:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    return bot


async def fixed(bot: Bot) -> None:
    await bot.press(bot.card(), "resolve")
    await bot.deliver()


async def test_the_first_word_leaves_it_open_with_its_clock(opened: Bot) -> None:
    answer = await opened.press(opened.card(), "resolve")
    await opened.deliver()

    assert "INC-1: noted that it is fixed. It stays open and its reminders go on" in answer
    card = opened.card()
    assert "Fixed, being checked, SEV2" in card.text
    assert "Next update due" in card.text
    assert f"<@{AGENT}> says that it is fixed" in card.words
    assert card.buttons[-3:] == ["Checked: test account", "Checked: a customer", "Not fixed"]
    await opened.wait(21 * MINUTE)
    assert any("The next update to customers is due" in one.text for one in opened.direct(AGENT))


async def test_a_second_person_resolves_it_with_one_press(opened: Bot) -> None:
    await fixed(opened)

    answer = await opened.press(opened.card(), "checked.0", by=LEAD)
    await opened.deliver()

    assert "INC-1 is resolved and its reminders have stopped." in answer
    card = opened.card()
    assert "Resolved, SEV2" in card.text
    assert f"fixed, says <@{AGENT}>; checked by <@{LEAD}>" in card.words
    line = opened.thread_card("resolved the incident").text
    assert "They checked it by trying it with a test account, as you would" in line


@pytest.mark.parametrize("way", ["press", "type"])
async def test_the_same_person_counts_once(opened: Bot, way: str) -> None:
    await fixed(opened)

    if way == "press":
        answer = await opened.press(opened.card(), "checked.0")
    else:
        answer = await opened.slash("resolve INC-1 all tills work")
        assert "all tills work" in answer
    await opened.deliver()

    assert "You said that INC-1 is fixed, so somebody else must check it." in answer
    assert "being checked" in opened.card().text


async def test_what_the_second_types_is_asked_for_as_the_check(opened: Bot) -> None:
    await opened.slash("resolve INC-1 The supplier changed the part.")

    assert await opened.slash("resolve INC-1 I rolled it back too", by=LEAD) == ""
    assert opened.typed("checked_how", by=LEAD) == "I rolled it back too"
    empty = await opened.send(by=LEAD, checked_how=" ")
    assert "Nothing is written for how you checked it." in empty
    assert "is resolved" in await opened.send(by=LEAD, checked_how="paying with a test card")


async def test_a_drill_can_be_ended_by_one_person(bot: Bot) -> None:
    await bot.slash("drill")
    await bot.deliver()
    assert "In a drill you may do it yourself." in await bot.press(bot.card(), "resolve")
    await bot.deliver()

    assert "is resolved" in await bot.press(bot.card(), "checked.1")
    await bot.wait(timedelta(days=9))
    assert not any("five" in one.text.lower() for one in bot.direct(AGENT))
    assert not any("PR-1" in one.text for one in bot.thread())


async def test_two_who_say_it_at_once_are_one_word(opened: Bot) -> None:
    card = opened.card()
    answers = await asyncio.gather(
        *(opened.press(card, "resolve", by=one) for one in (AGENT, LEAD, MANAGER))
    )
    await opened.deliver()

    assert sum("noted that it is fixed" in answer for answer in answers) == 1
    assert sum("says already that INC-1 is fixed." in answer for answer in answers) == 2
    assert "being checked" in opened.card().text


async def test_a_check_sent_twice_by_slack_counts_once(opened: Bot) -> None:
    await fixed(opened)
    press = click(opened, opened.card(), "checked.0", "1:1:test_account", by=LEAD)

    assert "is resolved" in await pressed_by_hand(opened, press)
    assert "INC-1 is over." in await pressed_by_hand(opened, press)
    await opened.deliver()

    assert "Resolved, SEV2" in opened.card().text
    thread = "\n".join(one.text for one in opened.thread())
    assert thread.count("resolved the incident") == 1
    assert thread.count("PR-1 ·") == 1


async def test_a_check_of_a_fix_that_failed_counts_for_nothing(opened: Bot) -> None:
    await fixed(opened)
    stale = opened.card()
    late = click(opened, stale, "checked.0", "1:1:test_account", by=LEAD)
    answer = await opened.press(stale, "reopen", by=MANAGER)
    assert "INC-1: noted that it is not fixed. Once it is, two people must say so anew." in answer
    await opened.deliver()
    assert "Open, SEV2" in opened.card().text

    answer = await pressed_by_hand(opened, late)
    assert "Nobody says any more that INC-1 is fixed" in answer
    await fixed(opened)
    assert "failed again after your check" in await pressed_by_hand(opened, late)
    await opened.deliver()
    assert "being checked" in opened.card().text


async def test_a_form_that_is_open_when_it_fails_again_keeps_what_was_typed(opened: Bot) -> None:
    await opened.slash("resolve INC-1")
    await opened.slash("resolve INC-1", by=LEAD)
    await opened.slash("reopen INC-1", by=MANAGER)

    said = await opened.send(by=LEAD, checked_how="paying with a test card")

    assert "Nobody says any more that INC-1 is fixed" in said
    assert opened.typed("checked_how", by=LEAD) == "paying with a test card"


async def test_the_words_that_it_works_are_ready_with_the_time_of_the_cause(opened: Bot) -> None:
    await fixed(opened)
    answer = await opened.press(opened.card(), "checked.0", by=LEAD)
    await opened.deliver()

    assert "PR-1 promises to publish it by" in answer
    assert "“publish what we have found about the cause”" in opened.thread_card("PR-1 ·").text
    await opened.press(opened.whispers("C01INCIDENTS", LEAD)[-1], "draft", by=LEAD)
    words = opened.typed("text", by=LEAD)
    assert "Our support team checked this by trying it with a test account" in words
    assert "We will publish what we have found by 12:00 GMT on 11 March." in words


async def test_it_fails_again_and_the_words_for_that_are_ready(opened: Bot) -> None:
    await opened.slash(f"update {NEWS}")
    await opened.deliver()
    updates = opened.thread()
    await opened.resolve()
    await opened.wait(20 * MINUTE)

    answer = await opened.press(opened.card(), "reopen")
    await opened.deliver()

    assert "tell customers that it fails again; the words are ready." in answer
    assert "Open, SEV2" in opened.card().text
    assert "Resolved" not in opened.card().text
    assert len(opened.thread()) > len(updates)
    await opened.press(opened.whispers("C01INCIDENTS", AGENT)[-1], "post_update")
    words = opened.typed("text")
    assert words.startswith("It worked for a time. At 12:20 GMT we saw that it fails again.")
    assert "noted as sent" in (await opened.send()).lower()


async def test_a_second_end_makes_no_second_promise_of_the_cause(opened: Bot) -> None:
    await opened.resolve()
    await opened.slash("reopen INC-1")
    await opened.resolve()
    await opened.deliver()

    thread = "\n".join(one.text for one in opened.thread())
    assert "PR-1 ·" in thread
    assert "PR-2" not in thread
