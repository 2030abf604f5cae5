"""What becomes of a missed promise, and what one has still to keep."""

from tests.driver import AGENT, FINANCE, HEAD, INCIDENTS, LEAD, Bot
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


async def test_whom_a_promise_was_missed_to_is_written_to_in_the_form(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("promise")
    await bot.send(promise_words="call back", promise_to="Ms Quill", due_at=at(HOUR))
    await bot.deliver()
    await bot.wait(HOUR + MINUTE)

    await bot.press(bot.thread_card("PR-1 ·"), "promise_late")
    said = await bot.send(due_at=at(4 * HOUR), why_not="The provider has not answered")

    assert "PR-2 is logged with the new time." in said
    assert bot.typed("kind").startswith("K19")
    for words in (
        "Hello Ms Quill,",
        "I said I would call back by 13:00 GMT. I did not, and I am sorry.",
        "I do not have it yet. The provider has not answered.",
        "My new time is 16:00 GMT.",
        "I will take it to my manager.",
    ):
        assert words in bot.typed("text")
    bot.person(AGENT).fill("slot.agent_name", "Dan Reyes")
    await bot.press_in_form("fill_draft")
    assert "I said I would call back by 13:00 GMT." in bot.typed("text")
    receipt = await bot.send()
    assert "Noted as sent" in receipt
    assert "The words ask what would put it right." in receipt
    await bot.press_in_form("promise_settle")
    await bot.deliver()
    everywhere = "\n".join(one.text + one.words for one in [*bot.channel(), *bot.thread()])
    assert "Quill" not in everywhere
    assert "0 still wait to hear" in bot.card().words


async def test_the_words_on_a_missed_promise_can_be_opened_again(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("promise")
    await bot.send(promise_words="call back", promise_to="Ms Quill", due_at=at(HOUR))
    await bot.deliver()
    await bot.wait(HOUR + MINUTE)
    await bot.press(bot.thread_card("PR-1 ·"), "promise_late")
    await bot.send(due_at=at(4 * HOUR), why_not="The provider has not answered")
    await bot.deliver()

    assert await bot.press(bot.thread_card("PR-1 ·"), "promise_write") == ""

    assert "My new time is 16:00 GMT." in bot.typed("text")
    denied = await bot.press(bot.thread_card("PR-1 ·"), "promise_write", by=FINANCE)
    assert "shown to those who work on it" in denied


async def test_the_status_says_how_promises_were_kept(bot: Bot) -> None:
    await opened(bot)
    await promised(bot)
    assert "1 made." in await status(bot)
    await promised(bot)
    await bot.press(bot.thread_card("PR-1 ·"), "promise_kept")
    await bot.send(evidence="Email of 12:40")
    await bot.press(bot.thread_card("PR-2 ·"), "promise_move")
    await bot.send(due_at=at(4 * HOUR))

    said = await status(bot)

    assert "2 made; 1 of 1 (100 %) kept on time; 1 of 2 (50 %) moved in time." in said
    assert "• PR-2, due" in said
    assert "• PR-1" not in said


async def status(bot: Bot) -> str:
    await bot.slash("status INC-1")
    return bot.whispers(INCIDENTS, AGENT)[-1].words


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


async def test_a_lead_who_owns_a_promise_hears_once_that_it_is_late(bot: Bot) -> None:
    """Both as its owner, whom nobody told while we were away, and as one of the leads."""
    await opened(bot)
    await bot.slash("promise", by=LEAD)
    await bot.send(by=LEAD, promise_words="call back", promise_to="Ms Quill", due_at=at(HOUR))
    await bot.deliver()

    await bot.wait(HOUR + 10 * MINUTE)

    assert len([seen for seen in bot.direct(LEAD) if "PR-1" in seen.text]) == 1
