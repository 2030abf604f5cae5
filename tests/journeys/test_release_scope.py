"""What a release is for: just these words, however a cause or a time is put, and for this end."""

from datetime import timedelta

import pytest

from tests.driver import AGENT, LEAD, NOON, Bot
from tests.journeys.test_releases import asked, request
from tests.journeys.test_said_by_few import CAUSE, noted, opened, say_cause

HOUR = timedelta(hours=1)
UPDATE = "Customers cannot pay by card. {more} We are sorry. Next update: by 12:30 GMT."


async def sent(bot: Bot, more: str) -> str:
    await bot.slash("draft K03")
    return await bot.send(text=UPDATE.format(more=more))


@pytest.mark.parametrize(
    "more",
    [
        f"The cause: {CAUSE}.",
        f"{CAUSE.capitalize()} stopped them.",
        "The cause: a break-in at the data centre.",
        "This was caused by a power cut.",
    ],
)
async def test_once_a_cause_is_agreed_no_other_goes_unread(bot: Bot, more: str) -> None:
    await opened(bot)
    await bot.slash("update Card payments fail. We are sorry. Next update: by 12:30 GMT.")
    await say_cause(bot)
    await bot.press(bot.card(), "approve_cause", by=LEAD)
    await bot.deliver()

    assert "an incident lead must release these words" in await sent(bot, more)


@pytest.mark.parametrize(
    "more",
    [
        "We expect it to work again between 13:00 GMT and 14:00 GMT.",
        "It should be back by 12:10 GMT.",
    ],
)
async def test_once_a_window_is_known_no_other_time_goes_unread(bot: Bot, more: str) -> None:
    await opened(bot)
    await bot.slash("update Card payments fail. We are sorry. Next update: by 12:30 GMT.")
    begins, ends = (str(int((NOON + n * HOUR).timestamp())) for n in (1, 2))
    await noted(bot, eta_from=begins, eta_to=ends, **{"certainty.eta": "confirmed:public"})

    assert "an incident lead must release these words" in await sent(bot, more)


@pytest.mark.parametrize("kind", ["K01", "K02", "K11"])
async def test_another_cause_goes_unread_under_no_other_kind(bot: Bot, kind: str) -> None:
    await opened(bot)
    await say_cause(bot)
    await bot.press(bot.card(), "approve_cause", by=LEAD)
    await bot.deliver()
    await bot.slash(f"draft {kind}")

    said = await bot.send(text=UPDATE.format(more="This was caused by a break-in."))

    assert "an incident lead must release these words" in said


async def test_words_released_for_one_end_are_not_for_the_next(bot: Bot) -> None:
    text = await asked(bot)
    await bot.press(request(bot), "release", by=LEAD)
    await bot.send(text=text)
    await bot.slash("reopen INC-1 it fails again")
    await bot.wait(HOUR)
    await bot.slash("resolve INC-1")
    await bot.deliver()
    await bot.press(bot.card(), "post_update")

    assert "an incident lead must release these words" in await bot.send(text=text)


async def test_a_request_that_reached_nobody_is_told_to_who_asked(bot: Bot) -> None:
    bot.practice.faults.add("conversations.open", "error", error="user_not_found", times=1)

    await asked(bot)

    told = "\n".join(seen.text for seen in bot.direct(AGENT))
    assert "I could not show the words W-1 to one of those who may release them" in told
