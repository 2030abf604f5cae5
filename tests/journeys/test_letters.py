"""The customer is told of a decision on money: the right sum, in the right form, at the right time.

A letter rests on the decided request alone, and what is changed meanwhile keeps it from going.
"""

from collections.abc import AsyncIterator, Mapping
from typing import Any, Final

import pytest

from tests.driver import AGENT, FINANCE, HEAD, LEAD, MANAGER, NEWS, NORTHWIND, Bot, started

LEGAL: Final = HEAD
SETTINGS: Final[Mapping[str, Any]] = {
    **NORTHWIND,
    "people": {**NORTHWIND["people"], "legal": [LEGAL]},
    "words": {"complaint_route": "the complaints page in the app"},
    "terms": {"clause": "we do not cover lost profit", "confirmed_by": LEGAL},
}
TERMS: Final = "our terms do not promise a payment"
MISSED: Final = "You missed a bill and waited 40 minutes for us."


@pytest.fixture
async def bot(database_url: str) -> AsyncIterator[Bot]:
    async with started(database_url, toml=SETTINGS) as running:
        yield running


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


async def open_letter(bot: Bot, *, by: str = AGENT) -> str:
    """Press the button on the note of the decision, and fill in what the draft asks for."""
    await bot.press(bot.direct(AGENT)[-1], "write_letter", by=by)
    return await fill(bot)


async def fill(bot: Bot, **more: str) -> str:
    agent = bot.person(AGENT)
    for name, words in {"person_impact": MISSED, "slot.agent_name": "Dan Reyes", **more}.items():
        agent.fill(name, words)
    await bot.press_in_form("fill_draft")
    return bot.typed("text")


async def test_a_granted_credit_is_told_to_its_customer(bot: Bot) -> None:
    await outage(bot)
    await approved(bot)

    text = await open_letter(bot)

    assert text.startswith("Hello Ms Quill,\nI am sorry. You missed a bill")
    assert "I have arranged £40.00 for you as more time with our service." in text
    assert TERMS in text
    said = await bot.send()
    assert "CR-1: noted that you told the customer of £40.00." in said
    await bot.deliver()
    assert f"<@{AGENT}> wrote to the customer about the granted credit of £40.00" in (
        bot.thread()[-1].text
    )
    assert "Quill" not in "".join(seen.words for seen in bot.thread())
    assert f"<@{AGENT}> told the customer" in bot.direct(MANAGER)[0].text
