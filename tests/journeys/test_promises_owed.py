"""What becomes of a missed promise, and what one has still to keep."""

from tests.driver import HEAD, INCIDENTS, LEAD, Bot
from tests.journeys.test_promises import HOUR, MINUTE, at, opened, promised


async def test_what_would_settle_a_missed_promise_is_noted_and_asked_for(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("promise")
    await bot.send(promise_words="call back", promise_to="Ms Quill", due_at=at(HOUR))
    await bot.deliver()
    before = await bot.press(bot.thread_card("PR-1 ·"), "promise_details")
    assert "put right" not in before
    await bot.wait(HOUR + MINUTE)

    await bot.press(bot.thread_card("PR-1 ·"), "promise_settle")
    assert "Nothing is written for what would put it right" in await bot.send(settles=" \u200b")
    said = await bot.send(settles="Pay the late fee of 12 pounds")
    await bot.deliver()

    assert "PR-1: noted what would put it right." in said
    shown = await bot.press(bot.thread_card("PR-1 ·"), "promise_details")
    assert "It would be put right by: Pay the late fee" in shown
    assert "late fee" not in "\n".join(one.text + one.words for one in bot.thread())
    await bot.press_in_form("settle_credit")
    assert bot.typed("code") == "MISSED-PROMISE"
    assert bot.typed("customer") == "Ms Quill"
    assert bot.typed("asked_for") == "Pay the late fee of 12 pounds"


async def test_bare_incident_shows_what_one_has_promised(bot: Bot) -> None:
    await opened(bot)
    await promised(bot, by=LEAD)
    assert "Promises to keep" not in await bot.slash("", by=HEAD)

    said = await bot.slash("", by=LEAD)

    assert "Promises to keep: 1" in said
    assert "PR-1 of INC-1: “write the cause”." in said
    seen = bot.whispers(INCIDENTS, LEAD)[-1]
    await bot.press(seen, "promise_kept", by=LEAD)
    await bot.send(evidence="Email of 12:40", by=LEAD)
    assert "Promises to keep" not in await bot.slash("", by=LEAD)
