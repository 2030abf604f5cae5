"""The ladder: privately first, then louder; each step once, and none when customers were told."""

from datetime import timedelta

import pytest

from bot.store import postings
from tests.driver import AGENT, HEAD, INCIDENTS, LEAD, Bot

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def opened(bot: Bot) -> Bot:
    """SEV2 at noon: the first word is due at 12:30."""
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    return bot


def broadcasts(bot: Bot) -> list[str]:
    return [seen.text for seen in bot.channel() if seen.json.get("subtype") == "thread_broadcast"]


async def test_before_the_time_only_the_owner_is_told_with_the_words_ready(opened: Bot) -> None:
    await opened.wait(20 * MINUTE)

    [near] = opened.direct(AGENT)
    assert "The next update to customers is due" in near.text
    assert "Customers cannot pay by card" in near.words
    assert "Next update" in near.words
    assert opened.thread() == []
    await opened.press(near, "post_update")
    assert "Customers cannot pay by card" in opened.typed("text")


async def test_at_the_time_the_thread_calls_the_owner_and_the_channel_stays_quiet(
    opened: Bot,
) -> None:
    await opened.wait(30 * MINUTE)

    [due] = opened.thread()
    assert due.text.startswith(f"<@{AGENT}>")
    assert broadcasts(opened) == []


async def test_late_calls_the_leads_in_front_of_the_channel(opened: Bot) -> None:
    await opened.wait(35 * MINUTE)

    [said] = broadcasts(opened)
    assert "<!subteam^S01LEADS>" in said
    assert "overdue since" in said
    assert "overdue since" in opened.card().words


async def test_very_late_writes_to_the_head_of_support_with_the_words_ready(opened: Bot) -> None:
    await opened.wait(35 * MINUTE)
    await opened.wait(10 * MINUTE)

    [note] = opened.direct(HEAD)
    assert "overdue since" in note.text
    assert f"<@{AGENT}>" in note.text
    assert "Next update" in note.words
    assert len(opened.thread()) == 1


async def test_the_words_that_are_ready_can_be_sent_from_the_note(opened: Bot) -> None:
    await opened.slash("update The provider has found the failing part.")
    await opened.wait(65 * MINUTE)
    await opened.wait(10 * MINUTE)
    [note] = opened.direct(HEAD)
    assert "*No news yet* opens them" in note.words

    await opened.press(note, "no_news", by=HEAD)

    ready = opened.typed("text", by=HEAD)
    assert ready in note.words
    assert "noted as sent" in await opened.send(by=HEAD)
    await opened.deliver()
    assert f"<@{HEAD}> told customers that there is no news yet" in opened.thread()[-1].text


async def test_an_update_from_anywhere_stops_the_ladder(opened: Bot) -> None:
    await opened.wait(20 * MINUTE)
    await opened.slash("update The provider has found the failing part.", by=LEAD)

    await opened.wait(40 * MINUTE)

    assert opened.direct(HEAD) == []
    assert broadcasts(opened) == []
    assert [seen for seen in opened.thread() if seen.buttons] == []


async def test_what_waits_for_slack_is_not_said_once_customers_were_told(opened: Bot) -> None:
    opened.practice.faults.add("chat.postMessage", "server_error", times=3)
    opened.clock.turn(45 * MINUTE)
    await opened.candour.worker.run_due()

    await opened.slash("update The provider has found the failing part.")
    await opened.wait(5 * MINUTE)

    assert opened.direct(HEAD) == []
    assert opened.direct(AGENT) == []


@pytest.mark.parametrize(("chosen", "until"), [("5 min", "12:25"), ("15 min", "12:35")])
async def test_a_snooze_lasts_as_long_as_was_chosen(opened: Bot, chosen: str, until: str) -> None:
    await opened.wait(20 * MINUTE)

    answer = await opened.press(opened.direct(AGENT)[0], "snooze", chosen=chosen)
    await opened.deliver()

    assert until in answer
    assert f"<@{AGENT}> snoozed the reminders until" in opened.thread()[-1].text
    assert "12:30 GMT" in opened.card().words


async def test_a_third_snooze_in_a_row_is_refused(opened: Bot) -> None:
    await opened.wait(20 * MINUTE)
    [near] = opened.direct(AGENT)
    for _ in range(2):
        await opened.press(near, "snooze", chosen="5 min")
        await opened.wait(6 * MINUTE)

    answer = await opened.press(near, "snooze", chosen="5 min")

    assert "snoozed twice in a row" in answer


async def test_an_owner_who_cannot_be_reached_is_named_and_somebody_takes_it(opened: Bot) -> None:
    opened.practice.faults.add("conversations.open", "error", error="user_disabled")
    await opened.wait(20 * MINUTE)

    [asked] = opened.thread()
    assert f"I could not reach <@{AGENT}> in a direct message. Who takes it?" in asked.text
    answer = await opened.press(asked, "take", by=LEAD)
    await opened.deliver()

    assert "You own INC-1 now." in answer
    assert f"<@{LEAD}> took the incident." in opened.thread()[-1].text
    assert f"<@{LEAD}>" in opened.card().words


async def test_a_head_of_support_who_cannot_be_reached_is_called_in_the_thread(
    opened: Bot,
) -> None:
    await opened.wait(35 * MINUTE)
    opened.practice.faults.add("conversations.open", "error", error="user_disabled")

    await opened.wait(10 * MINUTE)

    assert f"I could not reach <@{HEAD}>" in opened.thread()[-1].text


async def test_in_an_archived_channel_the_owner_and_the_leads_are_told_in_private(
    opened: Bot,
) -> None:
    opened.practice.workspace.channel(INCIDENTS).archived = True

    await opened.wait(35 * MINUTE)

    assert any("overdue since" in note.text for note in opened.direct(LEAD))
    told = [note.text for note in opened.direct(AGENT)]
    assert any("overdue since" in text for text in told)
    await opened.slash("severity 1")
    await opened.slash("severity 2")
    await opened.deliver()
    notes = [note for note in opened.direct(AGENT) if "is_archived" in note.text]
    assert len(notes) == 1


async def test_a_bot_removed_from_the_channel_still_reaches_people(opened: Bot) -> None:
    opened.practice.workspace.channel(INCIDENTS).members.clear()

    await opened.wait(30 * MINUTE)

    assert any("due now" in note.text for note in opened.direct(AGENT))


@pytest.mark.parametrize("has_thread", [False, True])
async def test_a_deleted_card_is_posted_again_and_pinned(opened: Bot, has_thread: bool) -> None:
    if has_thread:
        await opened.slash("update We look into it.")
        await opened.deliver()
    async with opened.candour.store.reading() as reader:
        [shown] = await postings.of(reader, opened.candour.workspace, "INC-1")
    channel = opened.practice.workspace.channel(INCIDENTS)
    message = channel.log.get(shown.message.split("/")[1])
    assert message is not None
    opened.practice.workspace.state.remove(channel, message)

    await opened.slash("severity 1")
    await opened.deliver()

    assert "SEV1" in opened.card().text
    assert opened.card().json["pinned"]
    await opened.slash("update The provider has found the failing part.")
    await opened.deliver()
    assert "The provider has found the failing part." in opened.thread()[-1].text


async def test_when_the_note_on_an_archived_channel_finds_nobody_the_leads_get_it(
    opened: Bot,
) -> None:
    opened.practice.workspace.channel(INCIDENTS).archived = True
    opened.practice.faults.add("conversations.open", "error", error="user_disabled")

    await opened.slash("severity 1")
    await opened.deliver()

    [note] = opened.direct(LEAD)
    assert "is_archived" in note.text
