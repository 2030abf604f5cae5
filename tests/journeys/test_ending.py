"""What was no outage: opened in error, or only rehearsed. And the figures of one that was."""

from datetime import timedelta

from tests.driver import AGENT, LEAD, Bot

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


async def open_at_noon(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()


async def test_an_incident_opened_in_error_is_cancelled_with_the_reason(bot: Bot) -> None:
    await open_at_noon(bot)

    answer = await bot.slash("cancel INC-1 The test card had expired")
    await bot.deliver()

    assert "INC-1 is cancelled as opened in error" in answer
    line = bot.thread()[-1].text
    assert f"<@{AGENT}> cancelled the incident as opened in error: The test card had exp" in line
    assert "Cancelled, opened in error; no update is owed" in bot.card().text
    assert "Nothing: it was opened in error." in bot.card().words


async def test_once_cancelled_nobody_is_reminded(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.slash("cancel INC-1")
    await bot.deliver()
    said = len(bot.thread())

    for _ in range(48):
        await bot.wait(HOUR)

    assert len(bot.thread()) == said
    assert "No incident is open." in await bot.slash("list")


async def test_a_reminder_on_its_way_when_the_incident_is_cancelled_is_not_posted(bot: Bot) -> None:
    await open_at_noon(bot)
    bot.practice.faults.add("chat.postMessage", "server_error")
    bot.clock.turn(30 * MINUTE)
    await bot.candour.worker.run_due()

    await bot.slash("cancel INC-1")
    await bot.wait(MINUTE)

    assert [seen for seen in bot.thread() if seen.buttons] == []


async def test_what_was_cancelled_takes_no_update_but_can_be_reopened(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.slash("cancel INC-1")

    assert "INC-1 is over." in await bot.slash("hold INC-1")
    assert "INC-1 is open. Next update due" in await bot.slash("reopen INC-1")


async def test_a_drill_is_marked_wherever_it_is_seen(bot: Bot) -> None:
    answer = await bot.slash("drill Customers cannot sign in")
    await bot.deliver()
    held = await bot.slash("hold")
    await bot.wait(50 * MINUTE)

    assert "INC-1 (DRILL) is open" in answer
    assert "DRILL: not for customers." in held
    assert bot.card().text.startswith("INC-1 · DRILL · Customers cannot sign in")
    assert "DRILL" in await bot.slash("list")
    for seen in bot.thread():
        assert "DRILL" in seen.text


async def test_a_drill_without_words_has_some(bot: Bot) -> None:
    assert "Customers cannot sign in." in await bot.slash("drill")


async def test_words_typed_in_a_drill_are_kept_marked(bot: Bot) -> None:
    await bot.slash("drill")
    await bot.slash("update The provider has found the failing part.")
    await bot.deliver()

    assert "DRILL: not for customers." in bot.thread()[-1].text


async def test_a_drill_is_left_out_of_the_figures(bot: Bot) -> None:
    await bot.slash("drill")
    await bot.wait(10 * MINUTE)

    answer = await bot.resolve()

    assert "A drill: these are not counted anywhere." in answer


async def test_silence_is_measured(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.wait(20 * MINUTE)
    await bot.slash("update The provider has found the failing part.", by=LEAD)
    await bot.wait(70 * MINUTE)
    await bot.slash("hold", by=LEAD)
    await bot.wait(30 * MINUTE)

    status = bot.whispers("C01INCIDENTS", AGENT)
    await bot.slash("status")
    [shown] = bot.whispers("C01INCIDENTS", AGENT)[len(status) :]
    answer = await bot.resolve()

    figures = (
        "First word after 20 min; longest silence 1 h 10 min. "
        "Updates on time: 1; without news: 1; missed: 1."
    )
    assert figures in shown.words
    assert figures in answer


async def test_an_incident_resolved_without_a_word_says_so(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.wait(40 * MINUTE)

    answer = await bot.resolve()

    assert "No first word yet; longest silence 40 min. Updates on time: 0; " in answer
    assert "missed: 1." in answer
