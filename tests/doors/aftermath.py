"""What follows an outage: its customers were asked whether it holds, and who left is written to."""

from typing import Final

from tests.driver import AGENT, MANAGER, Bot
from tests.journeys.forgery import click

ASKED, LEFT, WON = 3, 4, 5
"""Numbers of the customers: one who was asked, one who left, one who left and was written to."""
NAMES: Final = {ASKED: "Ms Gray", LEFT: "Ms Hill", WON: "Ms Lane"}


async def written_to(bot: Bot) -> None:
    await bot.slash("open Customers cannot read mail")
    await bot.deliver()
    for number, name in NAMES.items():
        await bot.slash("customer INC-6")
        if number != ASKED:
            bot.person(AGENT).fill("risks", "They have left us")
        await bot.send(customer_name=name, reference=f"ACC-{number}")
    await bot.resolve(6)
    await found_and_changed(bot)
    await words_to(bot, "follow_up", ASKED)
    for number in (LEFT, WON):
        await agreed(bot, number)
    await win_back(bot)


async def found_and_changed(bot: Bot) -> None:
    await bot.slash("prevention INC-6 Check the card reader every hour")
    await bot.send(step_due="2026-03-06")
    for action in ("step_is_done", "step_clear"):
        await pressed(bot, action, "2")
    await pressed(bot, "review", "6")
    await bot.send(why_happened="We did not notice that the card reader had failed")
    await bot.deliver()


async def agreed(bot: Bot, number: int) -> None:
    await pressed(bot, "wishes", str(number))
    bot.person(AGENT).fill("contact", "They have left, and may be written to once")
    await bot.send(left_on="2026-02-27")


async def win_back(bot: Bot) -> None:
    slots = {"issue_past": "your card was refused", "what_mattered": "your shopping"}
    await words_to(bot, "win_back", WON, **slots)


async def words_to(bot: Bot, action: str, customer: int, **slots: str) -> None:
    """Send the words that are ready; a manager releases them where one must."""
    await pressed(bot, action, str(customer))
    for name, words in {"agent_name": "Dan Reyes", **slots}.items():
        bot.person(AGENT).fill(f"slot.{name}", words)
    await bot.press_in_form("fill_draft")
    words = bot.typed("text").replace("{contact_route}", "the help page in the app")
    if action == "win_back":
        bot.person(AGENT).fill("text", words)
        await bot.press_in_form("ask_approval")
        await bot.deliver()
        await bot.press(bot.direct(MANAGER)[-1], "release", by=MANAGER)
    said = await bot.send(text=words)
    assert "Noted" in said, said
    await bot.person(AGENT).close()
    await bot.deliver()


async def pressed(bot: Bot, action: str, value: str) -> None:
    """Press, and wait for the form if one opens."""
    actor = bot.person(AGENT)
    before = actor.modal
    await bot.practice.workspace.delivery.interact(click(bot, bot.card(6), action, value, by=AGENT))
    if action in {"wishes", "review", "follow_up", "win_back"}:
        await bot.practice.workspace.until(lambda: actor.modal not in (None, before))
