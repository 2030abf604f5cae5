"""Every copy of a request shows where it stands, at once and wherever it was lost."""

from tests.driver import FINANCE, HEAD, MANAGER, Bot
from tests.journeys.test_credit import ask, managers_are, request

EVERYBODY = (MANAGER, FINANCE, HEAD)


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
