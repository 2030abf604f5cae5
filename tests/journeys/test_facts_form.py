"""The form for what is known, on a phone: first what is unknown or too old, the rest at a press."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.driver import AGENT, FINANCE, LEAD, NOON, Bot
from tests.journeys.test_facts import ACTION, noted, opened

HOUR = timedelta(hours=1)
SCOPE = "all customers in the UK"


async def test_first_comes_what_the_first_word_needs_and_the_rest_at_a_press(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("facts")

    said = bot.form()
    assert said.count("How sure is it?") == 4
    for asked in ("being done now", "When did it begin", "Who is affected", "do instead"):
        assert asked in said
    assert "What is the cause?" not in said

    said = await bot.press_in_form("more_facts")

    for asked in ("What is the cause?", "What can customers not do?", "work again", "prevent it?"):
        assert asked in said
    assert "more subjects" not in said


async def test_what_is_known_makes_room_for_what_is_not(bot: Bot) -> None:
    await opened(bot)
    await noted(bot, current_action=ACTION, scope=SCOPE)

    await bot.slash("facts")

    assert "What is being done now?" not in bot.form()
    assert "What is the cause?" in bot.form()
    assert "Is customer information affected?" not in bot.form()
    await bot.slash("facts", by=FINANCE)
    assert "Is customer information affected?" in bot.form(by=FINANCE)


async def test_what_is_too_old_comes_first_and_is_confirmed_at_a_press(bot: Bot) -> None:
    await opened(bot)
    await noted(bot, scope=SCOPE)
    await noted(bot, workaround="pay by transfer")
    await bot.wait(2 * HOUR)
    await bot.slash("facts")
    assert "*Too old to be told:* how many people, what people can do instead." in bot.form()
    bot.person(AGENT).fill("current_action", ACTION)

    said = await bot.press_in_form("still_true_here")

    assert "Too old to be told" not in said
    assert "noted that this is still true" in said
    assert bot.typed("current_action") == ACTION
    assert "noted as version 4: what is being done." in await bot.send()
    await bot.slash("draft K01")
    assert f"It affects {SCOPE}." in bot.typed("text")


async def test_what_somebody_else_noted_meanwhile_is_not_overwritten(bot: Bot) -> None:
    await opened(bot)
    await noted(bot, scope=SCOPE)
    await bot.wait(2 * HOUR)
    await bot.slash("facts")
    await noted(bot, by=LEAD, scope="customers in Leeds")

    await bot.press_in_form("more_facts")
    await bot.send(current_action=ACTION)

    await bot.slash("draft K01")
    assert "It affects customers in Leeds." in bot.typed("text")


async def test_after_the_end_it_asks_for_the_cause_and_what_was_changed(bot: Bot) -> None:
    await opened(bot)
    await bot.resolve()

    await bot.slash("facts INC-1")

    assert "What is the cause?" in bot.form()
    assert "What was changed to prevent it?" in bot.form()
    assert "What can they do instead?" not in bot.form()


async def test_it_opens_although_nobody_can_say_who_holds_a_role(bot: Bot) -> None:
    await opened(bot)
    bot.practice.faults.add("usergroups.users.list", "server_error", times=20)

    await bot.slash("facts")
    bot.person(AGENT).fill("current_action", ACTION)

    assert "What is being done now?" in bot.form()
    assert "noted as version 1: what is being done." in await bot.send()


@pytest.mark.parametrize("ago", [timedelta(days=366 * 10), NOON - datetime(1999, 3, 4, tzinfo=UTC)])
async def test_a_start_many_years_ago_is_asked_about_and_locks_nothing(
    bot: Bot, ago: timedelta
) -> None:
    """Slack opens no form with a moment before 9 September 2001."""
    await opened(bot)

    said = await noted(bot, started_at=str(int((NOON - ago).timestamp())))

    assert "This is more than ten years ago. Look at the year, or leave it empty." in said
    await bot.person(AGENT).close()
    await bot.slash("facts")
    assert bot.typed("started_at") == ""


async def test_a_time_that_slack_cannot_show_locks_no_form(bot: Bot) -> None:
    await opened(bot)
    long_ago = datetime(1999, 3, 4, 12, tzinfo=UTC).timestamp()
    await noted(
        bot,
        eta_from=str(int(long_ago)),
        eta_to=str(int(long_ago) + 3600),
        eta_source="the supplier",
    )

    await bot.slash("facts")
    await bot.press_in_form("more_facts")

    assert bot.typed("eta_source") == "the supplier"
