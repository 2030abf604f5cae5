"""Who has left, what was archived or deleted: the incident goes on, and somebody hears of it."""

from datetime import timedelta

import pytest

from bot.sandbox.ids import BOT_USER
from bot.store import postings
from tests.driver import AGENT, HEAD, INCIDENTS, LEAD, MANAGER, Bot
from tests.journeys.test_follow_up import DAY, asked, latest, outage, write

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def opened(bot: Bot) -> Bot:
    """SEV2 at noon: the first word is due at 12:30."""
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    return bot


def leave(bot: Bot, somebody: str) -> None:
    bot.practice.workspace.state.people[somebody].deleted = True


async def delete_card(bot: Bot) -> None:
    async with bot.candour.store.reading() as reader:
        [shown] = await postings.of(reader, bot.candour.workspace, "INC-1")
    channel = bot.practice.workspace.channel(INCIDENTS)
    message = channel.log.get(shown.message.split("/")[1])
    assert message is not None
    bot.practice.workspace.state.remove(channel, message)


async def test_the_ladder_goes_on_without_an_owner_who_has_left(opened: Bot) -> None:
    leave(opened, AGENT)

    for _ in range(9):
        await opened.wait(5 * MINUTE)

    told = [seen.text for seen in opened.thread() if seen.buttons]
    assert f"I could not reach <@{AGENT}> in a direct message. Who takes it?" in told[0]
    assert "is due now" in told[1]
    assert "<!subteam^S01LEADS>" in told[2]
    assert "overdue since" in opened.direct(HEAD)[-1].text


async def test_somebody_who_has_left_cannot_be_handed_an_incident_in_silence(opened: Bot) -> None:
    leave(opened, HEAD)

    await opened.slash("handover @hope")
    await opened.deliver()

    assert f"I could not reach <@{HEAD}> in a direct message. Who takes" in opened.thread()[-1].text


async def test_an_incident_handed_to_the_bot_itself_is_asked_about_in_the_thread(
    opened: Bot,
) -> None:
    await opened.slash("handover @candour")
    await opened.deliver()

    assert "in a direct message. Who takes" in opened.thread()[-1].text


async def test_of_an_archived_channel_the_owner_and_the_leads_hear_once(opened: Bot) -> None:
    opened.practice.workspace.channel(INCIDENTS).archived = True

    await opened.slash("severity 1")
    await opened.slash("severity 2")
    await opened.deliver()

    for somebody in (AGENT, LEAD):
        notes = [note for note in opened.direct(somebody) if "is_archived" in note.text]
        assert len(notes) == 1
    assert "INC-1" in await opened.slash("list")


async def test_a_deleted_card_in_an_archived_channel_is_told_and_comes_back_with_it(
    opened: Bot,
) -> None:
    await delete_card(opened)
    opened.practice.workspace.channel(INCIDENTS).archived = True
    await opened.slash("severity 1")
    await opened.deliver()
    assert "is_archived" in opened.direct(LEAD)[-1].text

    opened.practice.workspace.channel(INCIDENTS).archived = False
    await opened.slash("update We look into it.")
    await opened.deliver()

    assert "SEV1" in opened.card().text
    assert "We look into it." in opened.thread()[-1].text


async def test_a_follow_up_given_to_who_cannot_be_reached_is_told_back(bot: Bot) -> None:
    await outage(bot)
    await bot.wait(8 * DAY)
    await bot.press(asked(bot)[-1], "case_give")
    await bot.send(to=BOT_USER)

    await bot.deliver()

    told = latest(bot, "I could not show").text
    assert "to whom CU-1 was handed over that they follow them up now" in told
    assert "Please tell them yourself." in told


async def test_that_a_customer_is_not_happy_is_told_where_no_manager_can_be_reached(
    bot: Bot,
) -> None:
    await outage(bot)
    await write(bot)
    leave(bot, MANAGER)
    await bot.press(latest(bot, "You asked a customer"), "not_happy")
    await bot.send(said="It fails again each Monday", next_words="call her")

    await bot.deliver()

    assert "to one of the managers that CU-1 is not happy" in latest(bot, "I could not").text


async def test_what_is_owed_waits_for_a_new_token(bot: Bot) -> None:
    bot.practice.faults.add("chat.postMessage", "error", times=3, error="token_revoked")
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    assert bot.channel() == []

    await bot.wait(timedelta(minutes=5))

    assert "Customers cannot pay by card" in bot.card().text
