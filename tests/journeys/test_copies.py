"""Every copy of a request shows where it stands, at once and wherever it was lost."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.sandbox.screen import Seen
from tests.driver import AGENT, FINANCE, HEAD, LEAD, MANAGER, NORTHWIND, Bot, started
from tests.journeys.test_credit import ask, managers_are, request

EVERYBODY = (MANAGER, FINANCE, HEAD)
APPROVALS = "C04APPROVALS"
IN_CHANNEL = {
    **NORTHWIND,
    "organisation": {**NORTHWIND["organisation"], "approvals_channel": APPROVALS},
}


@pytest.fixture
async def shared(database_url: str) -> AsyncIterator[Bot]:
    """The bot of an organisation that shows requests in a channel too."""
    async with started(database_url, toml=IN_CHANNEL) as bot:
        yield bot


def in_channel(bot: Bot) -> Seen:
    return bot.channel(APPROVALS, by=MANAGER)[-1]


async def asked_of_all(bot: Bot) -> None:
    managers_are(bot, *EVERYBODY)
    await ask(bot)


async def test_all_copies_show_the_decision_though_no_time_goes_by(bot: Bot) -> None:
    await asked_of_all(bot)
    await bot.slash("credit")
    await bot.send(customer="ACC-2", amount="£50", reason="Two hours in the queue")
    await bot.candour.worker.run_due()
    first = {one: bot.direct(one)[0] for one in EVERYBODY}

    await bot.press(first[HEAD], "approve_credit", by=HEAD)
    await bot.candour.worker.run_due()

    for somebody in EVERYBODY:
        shown = bot.direct(somebody)[0]
        assert f"Approved by <@{HEAD}>" in shown.text
        assert shown.buttons == []


async def test_a_decision_made_while_a_copy_is_posted_is_shown_there_at_once(bot: Bot) -> None:
    managers_are(bot, *EVERYBODY)
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.slash("credit")
    await bot.send(customer="ACC-1", amount="£50", reason="Two hours in the queue")
    # The copies, and the line in the incident's thread.
    bot.practice.faults.add("chat.postMessage", "slow", times=len(EVERYBODY) + 1, seconds=1)

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(bot.candour.worker.run_due())
        await bot.practice.workspace.until(lambda: all(map(bot.direct, EVERYBODY)))
        await bot.press(request(bot), "approve_credit", by=MANAGER)

    for somebody in EVERYBODY:
        assert f"Approved by <@{MANAGER}>" in bot.direct(somebody)[0].text


async def test_a_copy_that_was_deleted_is_posted_again(bot: Bot) -> None:
    await asked_of_all(bot)
    lost = request(bot, FINANCE)
    state = bot.practice.workspace.state
    channel = state.channels[lost.channel]
    state.remove(channel, channel.log.message(lost.ts))
    assert bot.direct(FINANCE) == []

    await bot.press(request(bot), "approve_credit", by=MANAGER)
    await bot.deliver()

    for somebody in EVERYBODY:
        [shown] = bot.direct(somebody)
        assert f"Approved by <@{MANAGER}>" in shown.text


async def test_the_channel_shows_where_it_stands_and_names_nobody(shared: Bot) -> None:
    await ask(shared)
    shown = in_channel(shared)
    assert f"With <@{MANAGER}>, who have it in a direct message." in shown.text
    assert shown.buttons == ["Decide"]
    assert "Ms Quill" not in shown.words

    await shared.press(request(shared), "approve_credit", by=MANAGER)
    await shared.candour.worker.run_due()

    assert f"Approved by <@{MANAGER}>" in in_channel(shared).text
    assert in_channel(shared).buttons == []


async def test_from_the_channel_one_opens_the_request_and_approves(shared: Bot) -> None:
    await ask(shared)

    await shared.press(in_channel(shared), "decide_credit", by=HEAD)

    assert "Two hours in the queue" in shared.form(by=HEAD)
    assert "CR-1: you approved £40.00." in await shared.send(by=HEAD)
    await shared.deliver()
    assert f"Approved by <@{HEAD}>" in request(shared).text


async def test_from_the_channel_nobody_opens_what_is_not_theirs(shared: Bot) -> None:
    await ask(shared, by=MANAGER)

    own = await shared.press(in_channel(shared), "decide_credit", by=MANAGER)
    other = await shared.press(in_channel(shared), "decide_credit", by=LEAD)

    assert "You asked for CR-1 yourself, so somebody else decides it." in own
    assert "CR-1 is not yours to decide." in other


async def test_a_form_that_was_overtaken_says_so_and_approves_nothing(shared: Bot) -> None:
    await ask(shared)
    await shared.press(in_channel(shared), "decide_credit", by=HEAD)
    await shared.press(request(shared), "change_credit", by=MANAGER)
    await shared.send(by=MANAGER, amount="60")
    await shared.deliver()

    assert "CR-1 is back with who asked" in await shared.send(by=HEAD)
    assert "rather give £60.00" in shared.direct(AGENT)[-1].text
