"""What a customer gets in all passes the last tier while a request of theirs waits."""

from collections.abc import AsyncIterator
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest

from tests.driver import AGENT, FINANCE, MANAGER, NORTHWIND, Bot, started
from tests.journeys.test_money import REASON, ask, newest, outage

UP_TO_100: dict[str, Any] = deepcopy(NORTHWIND)
UP_TO_100["credits"] = {"tiers": [{"up_to": "100.00", "approvers": [["managers"]]}]}


@pytest.fixture
async def beyond(database_url: str) -> AsyncIterator[Bot]:
    """£60 is asked for, and then £60 more that is owed by contract: that needs no tier."""
    async with started(database_url, toml=UP_TO_100) as bot:
        await outage(bot)
        await ask(bot, "£60")
        await bot.slash("credit")
        await bot.press_in_form("code", chosen="SLA")
        assert "CR-2" in await bot.send(customer="ACC-1", amount="£60", reason=REASON)
        await bot.deliver()
        await bot.press(newest(bot, FINANCE), "approve_credit", by=FINANCE)
        await bot.deliver()
        yield bot


async def test_nobody_can_approve_it_but_it_can_be_declined(beyond: Bot) -> None:
    card = beyond.direct(MANAGER)[0]
    said = await beyond.press(card, "approve_credit", by=MANAGER)
    assert "Nobody is named who may decide on £120.00 in all." in said

    await beyond.press(card, "decline_credit", by=MANAGER)
    await beyond.send(by=MANAGER, why="too_much", alternative="A call")
    await beyond.deliver()

    assert f"Declined by <@{MANAGER}>" in newest(beyond, AGENT).text


async def test_who_may_decline_it_is_reminded_until_it_lapses(beyond: Bot) -> None:
    card = beyond.direct(MANAGER)[0]

    await beyond.wait(timedelta(days=1))
    last = beyond.person(MANAGER).thread(card.channel, card.ts)[-1]
    assert "CR-1 for £60.00 still waits." in last.text

    await beyond.wait(timedelta(days=14))
    assert "Lapsed" in beyond.direct(MANAGER)[0].text
