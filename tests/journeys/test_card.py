"""One card for each incident, edited where it stands; one line in the thread for each change."""

import asyncio

from handlers.buttons import BUTTONS
from messages.menus import MENUS
from tests.driver import AGENT, FINANCE, HEAD, LEAD, MANAGER, Bot


async def test_every_change_edits_the_same_card_and_adds_one_line(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    opened = bot.card()

    await bot.press(opened, "set_severity", by=LEAD, chosen="SEV1")
    await bot.deliver()
    await bot.slash("update The payment provider has found the failing part.")
    await bot.deliver()
    await bot.press(bot.card(), "resolve")
    await bot.deliver()
    await bot.press(bot.card(), "reopen")
    await bot.deliver()

    assert [seen.ts for seen in bot.channel()] == [opened.ts]
    assert "Open, SEV1" in bot.card().text
    severity, update, resolved, reopened = (line.text for line in bot.thread())
    assert f"<@{LEAD}> changed the severity from SEV2 to SEV1." in severity
    assert f"<@{AGENT}> gave customers the first word." in update
    assert "> The payment provider has found the failing part." in update
    assert f"<@{AGENT}> resolved the incident. The reminders have stopped." in resolved
    assert f"<@{AGENT}> reopened the incident." in reopened


async def test_ten_changes_within_a_second_cost_one_edit(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    bot.practice.calls.clear()

    for number in range(10):
        await bot.slash(f"update Step {number} of the repair is done.")
    await bot.deliver()

    assert bot.practice.calls.counts["chat.update"] == 1
    thread = "\n".join(line.text for line in bot.thread())
    told = [line for line in thread.splitlines() if line.startswith("> ")]
    assert told == [f"> Step {number} of the repair is done." for number in range(10)]


async def test_a_resolved_card_says_so_and_offers_what_is_left_to_do(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()

    answer = await bot.press(bot.card(), "resolve")
    await bot.deliver()

    assert "INC-1 is resolved and its reminders have stopped." in answer
    card = bot.card()
    assert "Resolved, SEV2" in card.text
    assert "no update is owed" in card.text
    assert "It works again since 12:00 GMT." in card.words
    assert card.buttons == ["Reopen", "Draft"]
    assert "Log a customer, Who is affected, Promise, Phone script, Ask for a credit" in card.words
    assert "Hand over" not in card.words


async def test_pressing_an_old_screens_button_says_how_things_are(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    before = bot.card()
    await bot.slash("resolve")

    assert "INC-1 is closed." in await bot.press(before, "resolve", by=LEAD)
    assert "INC-1 is closed." in await bot.press(before, "no_news", by=LEAD)
    assert "No update is owed." in await bot.press(before, "set_severity", chosen="SEV1")


async def test_the_thread_shows_every_line_in_order_though_the_card_came_late(bot: Bot) -> None:
    bot.practice.faults.add("chat.postMessage", "server_error", times=3)
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("severity 1")
    await bot.slash("update The provider is looking at it.")

    for _ in range(4):
        await bot.deliver()

    assert "SEV1" in bot.card().text
    thread = "\n".join(line.text for line in bot.thread())
    assert thread.index("changed the severity") < thread.index("The provider is looking at it.")


async def test_what_many_people_do_at_once_counts_once_each(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    people = (AGENT, LEAD, MANAGER, FINANCE, HEAD)

    await asyncio.gather(
        *(bot.slash(f"update {person} looks into it.", by=person) for person in people)
    )
    ends = await asyncio.gather(*(bot.press(bot.card(), "resolve", by=one) for one in people))
    await bot.deliver()

    thread = "\n".join(line.text for line in bot.thread())
    assert all(thread.count(f"> {person} looks into it.") == 1 for person in people)
    assert sum("its reminders have stopped" in answer for answer in ends) == 1
    assert thread.count("resolved the incident") == 1
    assert "Resolved" in bot.card().text


async def test_a_menu_of_the_card_does_what_its_button_did(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()

    assert "INC-1 ·" in await bot.press(bot.card(), "status")
    assert await bot.press(bot.card(), "channels") == ""
    assert "Channels" in bot.form()


async def test_every_menu_holds_what_slack_takes_and_leads_somewhere() -> None:
    for subject, entries in MENUS.items():
        assert 1 <= len(entries) <= 5, subject
        assert len({entry.label for entry in entries}) == len(entries)
        assert all(entry.action in BUTTONS for entry in entries)
