"""Who says no, and who stands in for them, are one reader: the second one is somebody else."""

from tests.driver import AGENT, HEAD, LEAD, MANAGER, Bot
from tests.journeys.forgery import click, forged, pressed_by_hand
from tests.journeys.test_money import ask, newest, outage

ONE_READER = "CR-1 was declined already: by you, by whom you stand in for, or in your place."


async def asked_of_manager(bot: Bot) -> None:
    await bot.slash("delegate @amira until Friday", by=MANAGER)
    await outage(bot)
    await ask(bot, "£400")


async def open_form(bot: Bot, action: str, *, by: str) -> None:
    """Press on the copy of somebody else, whoever's card it is."""
    await forged(bot, click(bot, newest(bot, MANAGER), action, "1", by=by))
    await bot.practice.workspace.until(lambda: bot.person(by).modal is not None)


async def say_no(bot: Bot, by: str) -> str:
    await open_form(bot, "decline_credit", by=by)
    said = await bot.send(by=by, why="too_much", alternative="A call")
    await bot.deliver()
    return said


async def test_a_stand_in_gives_no_yes_on_the_authority_of_who_said_no(bot: Bot) -> None:
    await asked_of_manager(bot)
    await open_form(bot, "decide_credit", by=LEAD)
    assert "needs a second reader" in await say_no(bot, MANAGER)

    assert ONE_READER in await bot.send(by=LEAD)

    await bot.person(LEAD).close()
    card = newest(bot, HEAD)
    assert f"<@{MANAGER}> declined, a second reader must look" in card.text
    assert "you approved" in await bot.press(card, "approve_credit", by=HEAD)


async def test_a_stand_in_is_no_second_reader_of_who_said_no(bot: Bot) -> None:
    await asked_of_manager(bot)
    await say_no(bot, MANAGER)

    card = newest(bot, MANAGER)
    said = await pressed_by_hand(bot, click(bot, card, "decline_credit", "1", by=LEAD))

    assert ONE_READER in said
    assert bot.direct(LEAD)[1:] == []


async def test_who_is_stood_in_for_is_no_second_reader_but_may_think_again(bot: Bot) -> None:
    await asked_of_manager(bot)
    assert "needs a second reader" in await say_no(bot, LEAD)
    assert f"<@{LEAD}> declined, a second reader must look" in newest(bot, HEAD).text
    assert ONE_READER in await say_no(bot, MANAGER)
    await bot.person(MANAGER).close()

    said = await bot.press(newest(bot, MANAGER), "approve_credit", by=MANAGER)
    await bot.deliver()

    assert "CR-1: you approved £400.00." in said
    assert f"Approved by <@{MANAGER}>" in newest(bot, AGENT).text
