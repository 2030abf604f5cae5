"""What is typed after a command: used, asked about, or said not to be used. Never lost."""

from datetime import timedelta

import pytest

from bot.sandbox.installation import Command, Installation
from tests.driver import AGENT, INCIDENTS, LEAD, MANAGER, Bot
from tests.journeys.test_choosing import chosen

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def opened(bot: Bot) -> Bot:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    return bot


async def two_open(bot: Bot) -> None:
    await bot.slash("open Customers cannot sign in")
    await bot.deliver()


async def test_handover_to_somebody_named_asks_them_at_once(opened: Bot) -> None:
    answer = await opened.slash("handover @amira The provider calls back at two.")
    await opened.deliver()

    assert f"<@{LEAD}> will be asked to take over INC-1" in answer
    [pack] = opened.direct(LEAD)
    assert "The provider calls back at two." in pack.words
    assert "Accept" in pack.buttons
    assert f"<@{LEAD}> was asked to take over" in opened.card().words


@pytest.mark.parametrize("typed", ["INC-1 @amira", "@amira INC-1", "to @Amira Haddad", "@amira"])
async def test_the_person_and_the_incident_may_be_named_in_any_order(
    opened: Bot, typed: str
) -> None:
    assert f"<@{LEAD}> will be asked to take over INC-1" in await opened.slash(f"handover {typed}")


async def test_the_person_is_kept_while_one_is_asked_which_incident(opened: Bot) -> None:
    await two_open(opened)

    await opened.slash("handover @amira The provider calls back at two.")
    answer = await chosen(opened, "INC-2")
    await opened.deliver()

    assert f"<@{LEAD}> will be asked to take over INC-2" in answer
    assert "The provider calls back at two." in opened.direct(LEAD)[0].words


async def test_a_name_that_slack_does_not_know_stays_in_the_note(opened: Bot) -> None:
    await opened.slash("handover @nobody The provider calls back at two.")

    assert opened.typed("shift_note") == "@nobody The provider calls back at two."


async def test_words_that_slack_escapes_are_shown_as_they_were_typed(opened: Bot) -> None:
    answer = await opened.slash("update Shops & tills with < 5 staff in #support: ask @dan.")
    await opened.deliver()

    assert "Noted as sent" in answer
    assert "Shops &amp; tills with &lt; 5 staff in #support: ask @dan." in opened.thread()[-1].text


async def test_a_note_at_resolve_stands_in_the_thread_with_the_figures(opened: Bot) -> None:
    await opened.slash("resolve INC-1 The supplier & we checked it.")
    await opened.deliver()

    line = opened.thread()[-1].text
    assert "> The supplier &amp; we checked it." in line
    assert "No first word yet; longest silence" in line
    assert "Updates on time: 0; without news: 0; missed: 0." in line
    await opened.slash("reopen INC-1 It fails again in shops.")
    await opened.deliver()
    assert "> It fails again in shops." in opened.thread()[-1].text


async def test_a_drill_that_ends_gives_no_figures(bot: Bot) -> None:
    await bot.slash("drill")
    await bot.deliver()
    await bot.slash("resolve")
    await bot.deliver()

    assert "longest silence" not in bot.thread()[-1].text


async def test_a_note_that_is_too_long_comes_back(opened: Bot) -> None:
    answer = await opened.slash(f"resolve INC-1 {'All is well. ' * 100}")

    assert "The note: 1,299 characters, and 1,000 fit." in answer
    assert "All is well. All is well." in answer
    assert "INC-1" in await opened.slash("list")


async def test_words_after_a_bare_number_are_not_guessed_at(opened: Bot) -> None:
    await two_open(opened)

    await opened.slash("resolve 7 of 9 shops work again")
    answer = await chosen(opened, "INC-1")
    await opened.deliver()

    assert "INC-1 is resolved" in answer
    assert "> 7 of 9 shops work again" in opened.thread()[-1].text


async def test_own_words_without_news_come_into_the_form(opened: Bot) -> None:
    await opened.slash("update We look into it.")

    words = "We are sorry: our supplier is still searching. Next update by 13:00 GMT."
    await opened.slash(f"hold {words}")

    assert opened.typed("text") == words
    assert opened.typed("kind") == "K02"
    assert "noted as sent" in await opened.send()


async def test_words_without_news_for_what_is_closed_come_back(opened: Bot) -> None:
    await opened.slash("resolve")

    answer = await opened.slash("hold INC-1 Our supplier is still searching.")

    assert "INC-1 is closed." in answer
    assert "Our supplier is still searching." in answer


async def test_the_reason_of_a_credit_is_in_its_form(opened: Bot) -> None:
    await opened.slash("credit Two hours in the queue")
    assert opened.typed("reason") == "Two hours in the queue"
    await opened.person(AGENT).close()

    long = await opened.slash(f"credit {'Two hours. ' * 100}")

    assert "1,000 fit" in long


@pytest.mark.parametrize("typed", ["list of everything", "help me please", "status INC-1 now"])
async def test_what_has_no_use_is_said_to_have_none(opened: Bot, typed: str) -> None:
    answer = await opened.slash(typed)

    assert "What you typed after it was not used:" in answer
    assert typed.rsplit(maxsplit=1)[-1] in answer


async def test_a_form_says_so_too(opened: Bot) -> None:
    await opened.slash("facts It is the supplier")

    form = opened.form()
    assert "What you typed after it was not used:" in form
    assert "It is the supplier" in form


async def test_a_drill_asks_nobody_for_money(bot: Bot) -> None:
    await bot.slash("drill")
    await bot.deliver()

    assert "Ask for a credit" not in bot.card().words
    answer = await bot.slash("credit INC-1 Two hours in the queue")

    assert "INC-1 (DRILL)" not in answer
    assert "is a drill: no customer is owed money" in answer
    await bot.deliver()
    assert bot.direct(MANAGER) == []


async def test_without_escaping_the_form_asks_for_the_person(opened: Bot) -> None:
    state = opened.practice.workspace.state
    state.installation = Installation(commands=(Command("/incident"),))

    failure = await opened.person(AGENT).slash(INCIDENTS, "/incident handover @amira Back at two.")
    await opened.practice.workspace.until(lambda: opened.person(AGENT).modal is not None)

    assert failure is None
    assert opened.typed("shift_note") == "@amira Back at two."
