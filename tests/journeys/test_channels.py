"""Where customers can still be reached: asked once, offered with each update, and kept."""

from datetime import timedelta

from bot.sandbox.forms import find_input
from bot.sandbox.screen import Seen
from bot.sandbox.values import Plain, as_plain
from tests.driver import AGENT, INCIDENTS, LEAD, NEWS, Bot

WORDS = NEWS.replace("pay by card", "sign in")
EVERYWHERE = [
    "status page",
    "website",
    "app banner",
    "email",
    "SMS",
    "social media",
    "phone line",
]


def ticked(bot: Bot, by: str = AGENT) -> Plain:
    view = bot.person(by).modal
    assert view is not None, "no form is open"
    block, element = find_input(view, "ticked")
    return as_plain(view.values[block["block_id"]][element["action_id"]])


async def mark(bot: Bot, *names: str) -> str:
    await bot.press(bot.card(), "channels")
    bot.person(AGENT).fill("ticked", list(names))
    receipt = await bot.send()
    await bot.deliver()
    return receipt


async def opened(bot: Bot) -> Seen:
    """Open an incident and return the receipt that only its opener sees."""
    await bot.slash("open Customers cannot sign in")
    await bot.deliver()
    return bot.whispers(INCIDENTS, AGENT)[-1]


async def test_the_opening_receipt_asks_and_the_answer_stands_on_the_card(bot: Bot) -> None:
    receipt = await opened(bot)
    assert "Which channels still reach them?" in receipt.text
    assert "Nobody has said" in bot.card().words

    await bot.press(receipt, "channels")
    assert "Which of these still reach customers?" in bot.form()
    assert ticked(bot) == EVERYWHERE
    bot.person(AGENT).fill("ticked", ["status page", "SMS"])
    said = await bot.send()
    await bot.deliver()

    assert "INC-1: customers still read status page, SMS." in said
    assert "status page, SMS" in bot.card().words
    told = f"<@{AGENT}> said which channels still reach customers: status page, SMS."
    assert told in bot.thread()[-1].text


async def test_what_needs_the_failed_part_comes_unticked_with_the_reason(bot: Bot) -> None:
    await bot.slash("open")
    await bot.send(what_fails="Customers cannot sign in", type="sign_in")

    said = await bot.press_in_form("channels")

    assert "It needs what has failed: sign in" in said
    assert "It needs: phone" in said
    assert ticked(bot) == [name for name in EVERYWHERE if name != "app banner"]
    bot.person(AGENT).fill("ticked", EVERYWHERE)
    assert "app banner" in await bot.send()


async def test_only_what_reaches_customers_is_offered_with_an_update(bot: Bot) -> None:
    await opened(bot)
    await mark(bot, "status page", "email", "SMS")
    await bot.press(bot.card(), "post_update")
    assert ticked(bot) == ["status page", "email", "SMS"]

    bot.person(AGENT).fill("ticked", ["email"])
    receipt = await bot.send(text=WORDS)
    await bot.deliver()

    assert "On: email." in receipt
    assert "gave customers the first word. On: email." in bot.thread()[-1].text


async def test_ticks_stay_as_they_are_when_the_draft_changes(bot: Bot) -> None:
    await opened(bot)
    await bot.press(bot.card(), "post_update")
    bot.person(AGENT).fill("ticked", ["SMS"])

    await bot.press_in_form("kind", chosen="K02")

    assert ticked(bot) == ["SMS"]


async def test_an_apology_goes_to_one_person_and_to_no_channel(bot: Bot) -> None:
    await opened(bot)
    await bot.press(bot.card(), "post_update")

    assert "Where do customers read this?" in bot.form()
    assert "Where do customers read this?" not in await bot.press_in_form("kind", chosen="K05")


async def test_without_a_tick_it_is_noted_and_plainly_said(bot: Bot) -> None:
    await opened(bot)
    await bot.press(bot.card(), "post_update")
    bot.person(AGENT).fill("ticked", [])

    receipt = await bot.send(text=WORDS)
    await bot.deliver()

    assert "No channel is ticked: customers read it only where you put it." in receipt
    assert "On no channel that customers read." in bot.thread()[-1].text


async def test_when_nothing_reaches_customers_the_form_says_so(bot: Bot) -> None:
    await opened(bot)
    assert "no channel reaches customers" in await mark(bot)

    await bot.press(bot.card(), "post_update")

    assert "No channel reaches customers: say so with *Channels* on the card." in bot.form()
    assert "Noted as sent" in await bot.send(text=WORDS)


async def test_what_is_typed_counts_for_all_that_reach_customers(bot: Bot) -> None:
    await opened(bot)
    await mark(bot, "email", "SMS")

    assert "On: email, SMS." in await bot.slash("update The provider is looking into it.")
    await bot.wait(timedelta(minutes=30))
    assert "On: email, SMS." in await bot.slash("hold", by=LEAD)


async def test_a_drill_goes_to_no_channel(bot: Bot) -> None:
    await bot.slash("drill Customers cannot sign in")
    await bot.deliver()

    await bot.press(bot.card(), "post_update")

    assert "A drill goes to no channel that customers read." in bot.form()
    receipt = await bot.send(text=WORDS)
    assert "It is a drill: customers read nothing of it." in receipt
    assert "It is a drill" in await bot.slash("hold")


async def test_a_closed_incident_is_not_asked_about(bot: Bot) -> None:
    receipt = await opened(bot)
    await bot.resolve()

    assert "/incident reopen INC-1" in await bot.press(receipt, "channels")


async def test_a_question_answered_after_the_end_changes_nothing(bot: Bot) -> None:
    receipt = await opened(bot)
    await bot.press(receipt, "channels")
    await bot.resolve()

    assert "/incident reopen INC-1" in await bot.send()


async def test_a_channel_that_is_doubted_is_offered_unticked_with_the_word(bot: Bot) -> None:
    await opened(bot)
    await bot.press(bot.card(), "channels")
    bot.person(AGENT).fill("ticked", ["status page"])
    bot.person(AGENT).fill("unsure", ["email"])
    assert "customers still read status page. Not sure: email." in await bot.send()
    await bot.deliver()
    assert f"status page; not sure: email (<@{AGENT}>, " in bot.card().words
    assert "status page. Not sure: email." in bot.thread()[-1].text

    await bot.press(bot.card(), "post_update")

    assert ticked(bot) == ["status page"]
    assert "email\nNot sure" in bot.form()
    bot.person(AGENT).fill("ticked", ["status page", "email"])
    assert "On: status page, email." in await bot.send(text=WORDS)


async def test_a_channel_cannot_both_work_and_be_doubted(bot: Bot) -> None:
    await opened(bot)
    await bot.press(bot.card(), "channels")
    bot.person(AGENT).fill("unsure", ["email"])

    assert "Ticked in both places: email." in await bot.send()
    assert ticked(bot) == EVERYWHERE


async def test_a_channel_marked_down_while_the_form_is_open_is_not_noted_as_reached(
    bot: Bot,
) -> None:
    await opened(bot)
    await bot.press(bot.card(), "post_update")
    bot.person(AGENT).fill("ticked", ["email", "SMS"])
    await bot.press(bot.card(), "channels", by=LEAD)
    bot.person(LEAD).fill("ticked", ["SMS", "status page"])
    await bot.send(by=LEAD)

    said = await bot.send(text=WORDS)

    assert f"Not noted yet: email does not reach customers. <@{LEAD}> said so" in said
    assert bot.typed("text") == WORDS
    assert ticked(bot) == ["SMS"]
    assert "On: SMS." in await bot.send()


async def test_the_form_says_who_said_so_and_how_long_ago(bot: Bot) -> None:
    await opened(bot)
    await mark(bot, "SMS")
    await bot.wait(timedelta(minutes=20))

    await bot.press(bot.card(), "channels")

    assert f"<@{AGENT}> said so" in bot.form()
    assert ", 20 min ago." in bot.form()


async def test_the_leader_who_spoke_last_is_offered_again(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("update The provider is looking into it.")
    await bot.wait(timedelta(hours=5))
    await bot.slash("draft K02")
    await bot.send(leader="Hope Adeyemi, head of support")
    await bot.deliver()

    await bot.slash("draft K02")

    assert bot.typed("leader") == "Hope Adeyemi, head of support"
