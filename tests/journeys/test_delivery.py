"""What is owed arrives, once, in order and with true times: whatever breaks on the way."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest

from bot.sandbox.faults import FaultKind
from tests.driver import AGENT, INCIDENTS, LEAD, MANAGER, Bot, joined
from tests.journeys.test_people_and_places_gone import delete_card

MINUTE = timedelta(minutes=1)


async def settle(bot: Bot) -> None:
    """Give retries the time that they take."""
    for _ in range(3):
        await bot.wait(timedelta(seconds=10))


@pytest.mark.parametrize("trouble", ["lost_answer", "reset", "server_error", "gateway"])
async def test_each_kind_of_message_arrives_exactly_once(bot: Bot, trouble: FaultKind) -> None:
    faults = bot.practice.faults

    faults.add("chat.postMessage", trouble)
    faults.add("pins.add", trouble)
    await bot.slash("open Customers cannot pay by card")
    await settle(bot)
    [card] = bot.channel()
    assert card.json["pinned"]

    faults.add("chat.postMessage", trouble)
    await bot.slash("update We look into it.")
    await settle(bot)
    assert len(bot.thread()) == 1

    faults.add("chat.postMessage", trouble)
    await bot.wait(60 * MINUTE)
    await settle(bot)
    assert len(bot.thread()) == 2

    faults.add("chat.postMessage", trouble, times=2)
    await ask(bot, "Ms Quill")
    await settle(bot)
    assert (len(bot.thread()), len(bot.direct(MANAGER))) == (3, 1)

    faults.add("chat.postMessage", trouble, times=2)
    await bot.press(bot.direct(MANAGER)[-1], "approve_credit", by=MANAGER)
    await settle(bot)
    assert (len(bot.thread()), len(bot.direct(MANAGER)), len(bot.direct(AGENT))) == (4, 1, 1)
    assert len(bot.channel()) == 1


async def test_a_card_that_slack_will_not_take_is_told_to_who_opened_it(bot: Bot) -> None:
    bot.practice.workspace.channel(INCIDENTS).archived = True

    answer = await bot.slash("open Customers cannot pay by card")
    await bot.deliver()

    assert "INC-1 is open" in answer
    [note] = bot.direct(AGENT)
    assert "INC-1" in note.text
    assert "is_archived" in note.text


async def test_a_reminder_without_a_card_still_reaches_its_owner(bot: Bot) -> None:
    bot.practice.workspace.channel(INCIDENTS).archived = True
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()

    await bot.wait(30 * MINUTE)
    await bot.wait(30 * MINUTE)

    assert any("is due now" in note.text for note in bot.direct(AGENT))


async def test_once_the_channel_is_back_the_next_change_shows_everything(bot: Bot) -> None:
    bot.practice.workspace.channel(INCIDENTS).archived = True
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    bot.practice.workspace.channel(INCIDENTS).archived = False

    await bot.slash("update We look into it.")
    await settle(bot)

    assert "Customers cannot pay by card" in bot.card().text
    assert "We look into it." in bot.thread()[-1].text


async def test_while_a_lost_message_cannot_be_looked_up_it_is_not_sent_again(bot: Bot) -> None:
    bot.practice.faults.add("chat.postMessage", "lost_answer")
    bot.practice.faults.add("conversations.history", "server_error", times=2)

    await bot.slash("open Customers cannot pay by card")
    await settle(bot)

    assert len(bot.channel()) == 1
    await bot.slash("update We look into it.")
    await bot.deliver()
    assert len(bot.thread()) == 1


async def test_an_edit_whose_answer_was_lost_shows_the_present(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    bot.practice.faults.add("chat.update", "lost_answer")
    bot.practice.faults.add("chat.update", "server_error")

    await bot.slash("severity 1")
    await settle(bot)

    assert "SEV1" in bot.card().text
    assert len(bot.channel()) == 1


async def test_a_worker_killed_after_slack_took_the_message_does_not_repeat_it(bot: Bot) -> None:
    bot.practice.faults.add("chat.postMessage", "slow", seconds=30)
    await bot.slash("open Customers cannot pay by card")
    working = asyncio.create_task(bot.candour.worker.run())
    await bot.practice.workspace.until(lambda: len(bot.channel()) == 1)
    working.cancel()
    with suppress(asyncio.CancelledError):
        await working

    await settle(bot)
    await bot.slash("update We look into it.")
    await bot.deliver()

    assert len(bot.channel()) == 1
    assert "We look into it." in bot.thread()[-1].text


async def test_what_was_answered_outlives_the_process_that_answered(
    bot: Bot, database_url: str
) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("update We look into it.")

    async with joined(bot, database_url) as reborn:
        await reborn.deliver()
        await reborn.wait(60 * MINUTE)

    assert "Customers cannot pay by card" in bot.card().text
    line, nudge = bot.thread()
    assert "We look into it." in line.text
    assert nudge.text.startswith(f"<@{AGENT}>")


async def test_two_replicas_say_everything_once(bot: Bot, database_url: str) -> None:
    async with joined(bot, database_url) as twin:
        for number in range(1, 6):
            await bot.slash(f"open Shop {number} cannot take orders")
        for _ in range(8):
            await asyncio.gather(bot.candour.worker.run_due(), twin.candour.worker.run_due())
            bot.clock.turn(timedelta(seconds=1))
        bot.clock.turn(30 * MINUTE)
        for _ in range(8):
            await asyncio.gather(bot.candour.worker.run_due(), twin.candour.worker.run_due())
            bot.clock.turn(timedelta(seconds=1))

    assert len(bot.channel()) == 5
    assert [len(bot.thread(number)) for number in range(1, 6)] == [1, 1, 1, 1, 1]


async def test_after_an_hour_without_slack_everything_arrives_once_in_order(bot: Bot) -> None:
    bot.practice.faults.add("*", "server_error", times=100_000)
    await bot.slash("open Customers cannot pay by card")
    await bot.wait(5 * MINUTE)
    await bot.slash("update We look into it.", by=LEAD)
    await bot.wait(5 * MINUTE)
    await bot.slash("severity 1", by=LEAD)
    for _ in range(10):
        await bot.wait(5 * MINUTE)
    await bot.slash("cancel INC-1")
    assert bot.channel() == []

    bot.practice.faults.clear()
    for _ in range(3):
        await bot.wait(4 * MINUTE)

    [card] = bot.channel()
    assert "Cancelled, SEV1" in card.text
    assert card.json["pinned"]
    told = "\n".join(line.text for line in bot.thread())
    lines = [line for line in told.splitlines() if line.startswith("<!date")]
    for line, (at, words) in zip(
        lines,
        (
            ("12:05 GMT", f"<@{LEAD}> gave customers the first word."),
            ("12:10 GMT", f"<@{LEAD}> changed the severity from SEV2 to SEV1."),
            ("13:00 GMT", f"<@{AGENT}> cancelled the incident as opened in error."),
        ),
        strict=True,
    ):
        assert words in line
        assert at in line.split("·")[0]
    assert not any(seen.buttons for seen in bot.thread())


async def test_after_an_hour_without_slack_one_reminder_says_how_late(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    bot.practice.faults.add("*", "server_error", times=100_000)
    for _ in range(12):
        await bot.wait(5 * MINUTE)

    bot.practice.faults.clear()
    for _ in range(3):
        await bot.wait(4 * MINUTE)

    [nudge] = [seen for seen in bot.thread() if seen.buttons]
    assert "overdue since" in nudge.text


async def test_a_note_delayed_by_slack_is_not_taken_for_an_earlier_one(
    bot: Bot,
) -> None:
    await bot.slash("open Customers cannot pay by card")
    for customer in ("Ms Quill", "Mr Reed"):
        await ask(bot, customer)
        await bot.deliver()

    for card in bot.direct(MANAGER):
        await bot.press(card, "approve_credit", by=MANAGER)
        await bot.candour.worker.run_due()
        bot.practice.faults.add("chat.postMessage", "server_error", times=2)
        await settle(bot)

    told = "\n".join(note.text for note in bot.direct(AGENT))
    assert "Your request CR-1" in told
    assert "Your request CR-2" in told
    assert len(bot.direct(AGENT)) == 2


async def ask(bot: Bot, customer: str) -> None:
    await bot.slash("credit")
    await bot.send(customer=customer, amount="40", reason="Two hours in the queue")


async def test_a_card_whose_answer_was_lost_shows_what_has_become_of_it(bot: Bot) -> None:
    bot.practice.faults.add("chat.postMessage", "lost_answer")
    await bot.slash("open Customers cannot pay by card")
    await bot.candour.worker.run_due()
    assert len(bot.channel()) == 1

    await bot.slash("cancel INC-1 It was a test order.")
    await settle(bot)

    [card] = bot.channel()
    assert "Cancelled" in card.text


async def test_a_request_that_was_decided_on_a_card_whose_answer_was_lost_says_so(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.press(bot.card(), "ask_credit")
    reason = "Two hours in the queue"
    await bot.send(customer="Ms Quill", amount="£40", reason=reason)
    bot.practice.faults.add("chat.postMessage", "lost_answer", times=3)
    await bot.candour.worker.run_due()

    [card] = bot.direct(MANAGER)
    await bot.press(card, "approve_credit", by=MANAGER)
    await settle(bot)

    [card] = bot.direct(MANAGER)
    assert f"Approved by <@{MANAGER}>" in card.text


async def test_a_report_of_a_card_whose_answer_was_lost_posts_no_second_one(bot: Bot) -> None:
    bot.practice.faults.add("chat.postMessage", "lost_answer")
    await bot.slash("open Customers cannot pay by card")
    await bot.candour.worker.run_due()

    await bot.slash("report INC-1")
    await bot.candour.worker.run_due()
    await settle(bot)

    assert len(bot.channel()) == 1


async def test_a_report_asked_for_long_after_the_answer_was_lost_posts_no_second_one(
    bot: Bot,
) -> None:
    bot.practice.faults.add("chat.postMessage", "lost_answer")
    await bot.slash("open Customers cannot pay by card")
    await bot.candour.worker.run_due()
    bot.practice.faults.add("conversations.history", "ratelimited", retry_after_s=200)
    bot.clock.turn(timedelta(minutes=6))
    await bot.candour.worker.run_due()

    await bot.slash("report INC-1")
    for _ in range(4):
        await bot.candour.worker.run_due()
        bot.clock.turn(timedelta(seconds=30))
    for _ in range(3):
        await bot.wait(5 * MINUTE)

    assert len(bot.channel()) == 1
    assert len(bot.thread()) == 2


async def test_a_report_whose_card_was_deleted_follows_the_new_one(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await delete_card(bot)

    await bot.slash("report INC-1")
    await bot.deliver()
    await settle(bot)

    assert len(bot.channel()) == 1
    assert len(bot.thread()) == 2
