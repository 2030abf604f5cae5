"""An outage in which money is decided on, and the letter that tells of it, for tests of both."""

from collections.abc import Mapping
from typing import Any, Final

from tests.driver import AGENT, HEAD, MANAGER, NEWS, NORTHWIND, Bot

LEGAL: Final = HEAD
SETTINGS: Final[Mapping[str, Any]] = {
    **NORTHWIND,
    "people": {**NORTHWIND["people"], "legal": [LEGAL]},
    "words": {"complaint_route": "the complaints page in the app"},
    "terms": {"clause": "we do not cover lost profit", "confirmed_by": LEGAL},
}
TERMS: Final = "our terms do not promise a payment"
MISSED: Final = "You missed a bill and waited 40 minutes for us."


async def outage(bot: Bot, *, owed: str | None = "none", which: str = "") -> None:
    """Open an incident, say sorry to everybody, and let legal say what is owed."""
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.slash(f"update INC-1 {NEWS}")
    if owed is not None:
        await bot.slash("owed INC-1", by=LEGAL)
        await bot.send(by=LEGAL, owed=owed, which=which)
    await bot.deliver()


async def ask(bot: Bot, amount: str = "£40", customer: str = "Ms Quill", **more: str) -> None:
    await bot.slash("credit")
    await bot.send(customer=customer, amount=amount, reason="A late fee", **more)
    await bot.deliver()


async def approve(bot: Bot) -> None:
    await bot.press(bot.direct(MANAGER)[-1], "approve_credit", by=MANAGER)
    await bot.deliver()


async def approved(bot: Bot, amount: str = "£40", **more: str) -> None:
    await ask(bot, amount, **more)
    await approve(bot)


async def open_letter(bot: Bot) -> str:
    """Press the button on the note of the decision, and fill in what the draft asks for."""
    await bot.press(bot.direct(AGENT)[-1], "write_letter")
    return await fill(bot)


async def fill(bot: Bot, *, by: str = AGENT, **more: str) -> str:
    for name, words in {"person_impact": MISSED, "slot.agent_name": "Dan Reyes", **more}.items():
        bot.person(by).fill(name, words)
    await bot.press_in_form("fill_draft", by=by)
    return bot.typed("text", by=by)


async def sent(bot: Bot, text: str, **fields: str) -> str:
    return await bot.send(text=text, **fields)
