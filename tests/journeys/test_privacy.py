"""A customer's name goes to those who decide, and nowhere else."""

import io

from tests.driver import MANAGER, Bot

SECRETS = ("Quill", "in the queue with her baby", "late fee")


async def test_the_name_and_the_reason_reach_only_the_managers(
    bot: Bot, written: io.StringIO
) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.press(bot.card(), "ask_credit")
    reason = "Two hours in the queue with her baby"
    await bot.send(customer="Ms Quill", amount="ten", reason=reason)
    await bot.send(amount="40")
    bot.practice.faults.add("chat.postMessage", "lost_answer", times=2)
    await bot.deliver()
    await bot.press(bot.direct(MANAGER)[-1], "approve_credit", by=MANAGER)
    await bot.press(bot.card(), "post_update")
    await bot.press_in_form("kind", chosen="Apology, to one person")
    await bot.send(text="Hello Ms Quill, I am sorry. We pay the late fee today.")
    await bot.deliver()

    assert '"kind": "credit_card"' in written.getvalue()
    for secret in SECRETS:
        assert secret not in written.getvalue()
        assert secret not in said_outside(bot, MANAGER)


def said_outside(bot: Bot, manager: str) -> str:
    """Every word in every channel and direct message, but for those of one manager."""
    state = bot.practice.workspace.state
    private = state.direct(manager).id
    places = [channel for channel in state.channels.values() if channel.id != private]
    said = [place.log.message(ts) for place in places for ts in place.log.timeline()]
    replies = [
        place.log.message(ts)
        for place in places
        for parent in place.log.timeline()
        for ts in place.log.replies(parent)
    ]
    whispers = [
        message
        for place in places
        for reader in place.ephemerals.values()
        for message in reader.values()
    ]
    assert replies
    return "\n".join(
        str(message.as_json(with_metadata=True)) for message in said + replies + whispers
    )


async def test_a_name_is_not_on_the_lock_screen_either(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("credit")
    await bot.send(customer="Ms Quill", amount="40", reason="Two hours in the queue")
    await bot.deliver()

    [card] = bot.direct(MANAGER)
    assert "Ms Quill" in card.words
    assert "Quill" not in card.text
