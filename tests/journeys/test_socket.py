"""The same product over Socket Mode: two connections, one of which may break."""

from datetime import timedelta

from bot.sandbox import payloads
from bot.sandbox.connections import Envelope
from tests.driver import AGENT, LEAD, MANAGER, Bot


async def test_an_outage_from_the_first_word_to_the_last_credit(socket_bot: Bot) -> None:
    bot = socket_bot
    assert "INC-1 is open" in await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.press(bot.card(), "post_update")
    assert "Noted as sent: update 1" in await bot.send()
    await bot.wait(timedelta(minutes=60))
    await bot.press(bot.thread()[-1], "no_news", by=LEAD)
    assert "noted as sent" in await bot.send(by=LEAD)
    await bot.deliver()
    await bot.press(bot.card(), "ask_credit")
    await bot.send(customer="Ms Quill", amount="40", reason="Two hours in the queue")
    await bot.deliver()
    assert "approved" in await bot.press(bot.direct(MANAGER)[-1], "approve_credit", by=MANAGER)
    await bot.deliver()
    assert "noted that it is fixed" in await bot.press(bot.card(), "resolve")
    await bot.deliver()
    assert "is resolved" in await bot.press(bot.card(), "checked.0", by=LEAD)
    await bot.deliver()

    assert "Resolved, SEV2" in bot.card().text
    assert any("You can tell the customer now." in seen.text for seen in bot.direct(AGENT))
    assert len(bot.thread()) == 8


async def test_two_connections_stand_and_the_loss_of_one_is_not_noticed(socket_bot: Bot) -> None:
    connections = socket_bot.practice.connections
    assert len(connections) == 2
    socket_bot.practice.faults.add("socket", "dropped")

    for word in ("open Customers cannot pay by card", "list", "hold", "resolve"):
        assert "INC-1" in await socket_bot.slash(word)

    await socket_bot.practice.workspace.until(lambda: len(connections) == 2, within_s=20)


async def test_a_connection_that_slack_refreshes_is_not_noticed_either(socket_bot: Bot) -> None:
    await socket_bot.practice.connections.refresh()

    assert "INC-1" in await socket_bot.slash("open Customers cannot pay by card")
    assert "INC-1" in await socket_bot.slash("list")


async def test_a_form_that_is_delivered_twice_counts_once(socket_bot: Bot) -> None:
    bot = socket_bot
    await bot.slash("open")
    person = bot.person(AGENT)
    person.fill("what_fails", "Customers cannot pay by card")
    assert person.modal is not None
    sent = payloads.submission(bot.practice.workspace.state, person.modal)

    for _ in range(2):
        again = Envelope("interactive", sent, accepts_answer=True)
        await bot.practice.connections.send(again)

    assert "Open: 1" in await bot.slash("list")
