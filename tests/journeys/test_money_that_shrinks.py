"""Once one request of a customer leaves, the other may have all it takes: it waits for nobody."""

from datetime import timedelta

from bot.domain.reason import Reason
from tests.driver import AGENT, FINANCE, HEAD, Bot
from tests.journeys.test_money import REASON, ask, newest, outage


async def both_asked(bot: Bot) -> None:
    """Two requests for one customer, of which the head of support has approved the second."""
    await outage(bot)
    await ask(bot, "£400")
    await bot.wait(timedelta(minutes=31))
    await bot.slash("credit")
    await bot.send(customer="ACC-1", amount="£300", reason=REASON, code=Reason.DATA_LOSS)
    await bot.deliver()
    said = await bot.press(newest(bot, HEAD), "approve_credit", by=HEAD)
    await bot.deliver()
    assert "CR-2: you approved £300.00. One more person has to." in said
    assert f"<@{HEAD}> approved, finance is still needed" in newest(bot, FINANCE).text


async def test_it_is_granted_as_soon_as_the_other_goes_back(bot: Bot) -> None:
    await both_asked(bot)
    await bot.press(bot.direct(HEAD)[0], "change_credit", by=HEAD)

    assert "CR-1 goes back" in await bot.send(by=HEAD, amount="50")
    await bot.deliver()

    for somebody in (HEAD, FINANCE):
        assert f"Approved by <@{HEAD}>" in newest(bot, somebody).text
        assert newest(bot, somebody).buttons == []
    note = f"Your request CR-2 for £300.00. Approved by <@{HEAD}>"
    assert any(note in seen.text for seen in bot.direct(AGENT))
    lines = [seen.text for seen in bot.thread()]
    assert any(f"<@{HEAD}> approved the credit of £300.00 (CR-2)." in line for line in lines)


async def test_it_is_granted_as_soon_as_the_other_lapses(bot: Bot) -> None:
    await both_asked(bot)

    bot.clock.turn(timedelta(days=14) - timedelta(minutes=31))
    await bot.deliver()
    await bot.deliver()

    assert "Lapsed: two weeks went by" in bot.direct(HEAD)[0].text
    assert f"Approved by <@{HEAD}>" in newest(bot, FINANCE).text
