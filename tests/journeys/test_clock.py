"""The clock never forgets: reminders come once, name a person, and stop when all is said."""

from datetime import timedelta

from bot.sandbox.screen import Seen
from tests.driver import AGENT, HEAD, LEAD, Bot

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
BUTTONS = ["Post update", "No news yet", "Hand over"]
TEN = "10 min"


def nudges(bot: Bot) -> list[Seen]:
    """What was said before the time, in the thread from then on, and to the head of support."""
    near, very_late = bot.direct(AGENT), bot.direct(HEAD)
    shown = (*near, *bot.thread(), *very_late)
    return [seen for seen in shown if seen.buttons and "update to customers" in seen.text]


async def open_at_noon(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()


async def test_near_due_late_and_very_late_are_said_once_each(bot: Bot) -> None:
    await open_at_noon(bot)

    for _ in range(120):
        await bot.wait(MINUTE)

    near, due, late, very_late = nudges(bot)
    assert "The next update to customers is due" in near.text
    assert "The update to customers is due now" in due.text
    assert "overdue since" in late.text
    assert "overdue since" in very_late.text
    assert "<!subteam^S01LEADS>" not in due.text
    assert "<!subteam^S01LEADS>" in late.text
    for nudge in (due, late):
        assert nudge.text.startswith(f"<@{AGENT}>")
    for nudge in (near, due, late, very_late):
        assert "Customers have heard nothing from us yet." in nudge.text
        assert nudge.buttons == BUTTONS


async def test_the_near_reminder_says_a_time_that_stays_true_while_it_stands(bot: Bot) -> None:
    await open_at_noon(bot)

    await bot.wait(20 * MINUTE)

    [near] = nudges(bot)
    assert "12:30 GMT>." in near.text
    assert "min" not in near.text


async def test_nothing_is_said_before_it_is_near(bot: Bot) -> None:
    await open_at_noon(bot)

    await bot.wait(19 * MINUTE)

    assert bot.thread() == []


async def test_an_update_moves_the_clock_and_the_next_reminder(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.wait(15 * MINUTE)

    assert "13:15 GMT" in await bot.slash("update The provider has found the failing part.")
    await bot.wait(45 * MINUTE)
    assert nudges(bot) == []

    await bot.wait(5 * MINUTE)
    [near] = nudges(bot)
    assert "The next update to customers is due" in near.text
    assert "13:15 GMT" in near.text
    assert "Customers last heard from us" in near.text
    assert "12:15 GMT" in near.text


async def test_an_update_from_the_reminder_answers_it(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.wait(30 * MINUTE)

    await bot.press(nudges(bot)[-1], "no_news", by=LEAD)
    assert "Noted as sent" in await bot.send(by=LEAD)
    await bot.deliver()

    await bot.wait(30 * MINUTE)
    assert len(nudges(bot)) == 1


async def test_a_snooze_is_said_openly_and_moves_no_promise(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.wait(20 * MINUTE)

    answer = await bot.press(nudges(bot)[0], "snooze", chosen=TEN)
    await bot.deliver()

    assert "Reminders for INC-1 are quiet until" in answer
    assert "12:30 GMT" in answer
    assert "The promise to customers stands." in answer
    assert f"<@{AGENT}> snoozed the reminders until" in bot.thread()[-1].text
    assert "12:30 GMT" in bot.card().words


async def test_after_a_snooze_the_reminder_comes_again(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.wait(20 * MINUTE)
    await bot.press(nudges(bot)[0], "snooze", chosen=TEN)

    await bot.wait(9 * MINUTE)
    assert len(nudges(bot)) == 1

    await bot.wait(MINUTE)
    assert "due now" in nudges(bot)[-1].text
    assert len(nudges(bot)) == 2


async def test_a_snooze_past_the_due_time_does_not_hide_that_it_is_late(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.wait(30 * MINUTE)
    await bot.press(nudges(bot)[-1], "snooze", chosen=TEN)

    await bot.wait(8 * MINUTE)
    assert len(nudges(bot)) == 1
    assert "overdue since" in await bot.slash("list")

    await bot.wait(2 * MINUTE)
    assert "overdue since" in nudges(bot)[-1].text


async def test_a_second_snooze_is_refused(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.wait(20 * MINUTE)
    await bot.press(nudges(bot)[0], "snooze", chosen=TEN)

    answer = await bot.press(nudges(bot)[0], "snooze", chosen=TEN)

    assert "INC-1 is quiet already, until" in answer
    await bot.deliver()
    assert sum("snoozed" in line.text for line in bot.thread()) == 1


async def test_once_resolved_nobody_is_reminded_ever_again(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.wait(20 * MINUTE)
    await bot.resolve()

    for _ in range(24):
        await bot.wait(HOUR)

    assert len(nudges(bot)) == 1
    assert "resolved the incident" in bot.thread_card("resolved the").text


async def test_reopening_starts_the_clock(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.resolve()
    await bot.wait(5 * HOUR)

    answer = await bot.slash("reopen INC-1")

    assert "INC-1 is open. Next update due" in answer
    assert "17:30 GMT" in answer
    await bot.wait(20 * MINUTE)
    [near] = nudges(bot)
    assert "17:30 GMT" in near.text


async def test_a_worse_severity_pulls_the_next_update_in(bot: Bot) -> None:
    await open_at_noon(bot)

    answer = await bot.slash("severity 1")

    assert "12:15 GMT" in answer
    await bot.wait(15 * MINUTE)
    assert "due now" in nudges(bot)[-1].text


async def test_a_slighter_severity_breaks_no_promise(bot: Bot) -> None:
    await open_at_noon(bot)

    answer = await bot.slash("severity 4")

    assert "12:30 GMT" in answer
    await bot.wait(30 * MINUTE)
    assert "due now" in nudges(bot)[-1].text


async def test_after_three_hours_of_our_own_absence_each_is_told_once_how_late(bot: Bot) -> None:
    await open_at_noon(bot)

    await bot.wait(3 * HOUR + 30 * MINUTE)
    await bot.wait(HOUR)

    in_thread, to_head = nudges(bot)
    assert in_thread.text.startswith(f"<@{AGENT}> <!subteam^S01LEADS>")
    assert in_thread.json["subtype"] == "thread_broadcast"
    for nudge in (in_thread, to_head):
        assert "overdue since" in nudge.text
        assert "12:30 GMT" in nudge.text


async def test_a_reminder_overtaken_by_an_update_is_not_posted(bot: Bot) -> None:
    await open_at_noon(bot)
    bot.practice.faults.add("chat.postMessage", "server_error")
    bot.clock.turn(20 * MINUTE)
    await bot.candour.worker.run_due()  # it is on its way, and Slack is away for a moment

    await bot.slash("update The provider has found the failing part.")
    await bot.wait(MINUTE)

    assert nudges(bot) == []
    assert "The provider has found the failing part." in bot.thread()[-1].text


async def test_an_update_at_the_very_moment_it_is_due_leaves_no_reminder(bot: Bot) -> None:
    await open_at_noon(bot)
    bot.clock.turn(20 * MINUTE)

    await bot.slash("update The provider has found the failing part.")
    await bot.deliver()

    assert nudges(bot) == []


async def test_each_incident_has_a_clock_of_its_own(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.wait(10 * MINUTE)
    await bot.slash("open Customers cannot sign in", by=LEAD)
    await bot.resolve()

    await bot.wait(20 * MINUTE)

    [nudge] = bot.direct(LEAD)
    assert nudge.text.startswith("INC-2 · Customers cannot sign in")
    assert nudges(bot) == []
