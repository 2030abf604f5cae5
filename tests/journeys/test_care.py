"""A break is suggested in private, to nobody else; what stood in the way is told without who."""

import io
from datetime import timedelta

import sqlalchemy as sa

from bot.sandbox.screen import Seen
from bot.store.care_tables import stopped_labels, strains
from tests.driver import AGENT, HEAD, INCIDENTS, LEAD, MANAGER, SUPPORT, Bot
from tests.journeys.test_follow_up import latest, outage, write

MINUTE = timedelta(minutes=1)
BREAK = "Ten minutes away from it would do you good."


async def opened(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()


async def angry(bot: Bot, reference: str) -> None:
    await bot.slash("customer INC-1")
    await bot.send(reference=reference, mood="angry")
    await bot.deliver()


def breaks(bot: Bot, somebody: str = AGENT) -> list[Seen]:
    return [seen for seen in bot.direct(somebody) if BREAK in seen.text]


async def strained(bot: Bot) -> int:
    async with bot.candour.store.reading() as reader:
        return int(await reader.scalar(sa.select(sa.func.count()).select_from(strains)))


async def test_after_five_hard_contacts_a_break_is_suggested_to_the_person_alone(
    bot: Bot, written: io.StringIO
) -> None:
    await opened(bot)
    for number in range(4):
        await angry(bot, f"T-{number}")
        await bot.wait(5 * MINUTE)
    assert breaks(bot) == []

    await angry(bot, "T-4")

    [card] = breaks(bot)
    assert "You had 5 hard conversations" in card.text
    assert card.buttons == ["I will take 10 minutes", "Not now", "Hand over"]
    before = len(written.getvalue())
    answer = await bot.press(card, "take_break")
    assert "Ten minutes, away from the screen" in answer
    assert AGENT not in written.getvalue()[before:]
    others = [*bot.channel(), *bot.thread(), *bot.channel(SUPPORT)]
    for person in (LEAD, MANAGER, HEAD):
        others += bot.direct(person)
    assert not any("hard conversations" in seen.text for seen in others)
    await bot.slash("status INC-1", by=LEAD)
    assert "break" not in bot.whispers(INCIDENTS, LEAD)[-1].words


async def test_ninety_minutes_without_a_pause_and_no_second_suggestion_soon(bot: Bot) -> None:
    await opened(bot)
    for minute in range(0, 170, 5):
        await bot.slash("customer INC-1")
        await bot.send(reference=f"T-{minute}")
        await bot.wait(5 * MINUTE)

    [card] = breaks(bot)
    assert "for 90 minutes without a pause" in card.text
    assert "For the next 90 minutes nobody asks you." in await bot.press(card, "no_break")


async def test_a_pause_begins_the_count_anew(bot: Bot) -> None:
    await opened(bot)
    for minute in range(0, 170, 10):
        await bot.slash("customer INC-1")
        await bot.send(reference=f"T-{minute}")
        await bot.wait(10 * MINUTE)

    assert breaks(bot) == []


async def test_nothing_is_kept_of_it_once_it_no_longer_counts(bot: Bot) -> None:
    await opened(bot)
    await angry(bot, "T-1")
    assert await strained(bot) == 1

    await bot.wait(91 * MINUTE)

    assert await strained(bot) == 0


async def test_an_obstacle_is_told_on_monday_taken_on_and_gone(bot: Bot) -> None:
    await opened(bot)
    for tool in ("Refund tool", "refund tool.", "Ticket search"):
        await bot.slash("obstacle INC-1 It logs me out")
        said = await bot.send(tool=tool, often="each_time")
    assert "Noted as OB-2, without your name" in said

    await bot.wait(timedelta(days=4, hours=20))
    assert not any("What stood in our way" in seen.text for seen in bot.channel())
    await bot.wait(timedelta(hours=2))

    [digest] = [seen for seen in bot.channel() if "What stood in our way" in seen.text]
    assert "Refund tool (2), Ticket search (1)" in digest.text
    assert AGENT not in digest.words
    assert "is yours" in await bot.press(digest, "take_obstacle", by=LEAD, chosen="1")
    await bot.deliver()


async def test_a_digest_shows_who_removes_what_and_ends_when_all_is_gone(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("obstacle INC-1 It logs me out")
    await bot.send(tool="Refund tool")
    await bot.wait(timedelta(days=5))
    [digest] = [seen for seen in bot.channel() if "What stood in our way" in seen.text]
    await bot.press(digest, "take_obstacle", by=LEAD)
    await bot.deliver()

    [digest] = [seen for seen in bot.channel() if "What stood in our way" in seen.text]
    assert f"<@{LEAD}> removes it." in digest.words
    assert f"<@{LEAD}> removes OB-1 and says when" in await bot.press(digest, "obstacle_gone")
    assert "is gone" in await bot.press(digest, "obstacle_gone", by=LEAD)
    await bot.wait(timedelta(days=7))

    [digest] = [seen for seen in bot.channel() if "What stood in our way" in seen.text]
    assert "all of it is gone" in digest.text


async def test_an_obstacle_is_noted_from_the_card_and_from_a_call(bot: Bot) -> None:
    await opened(bot)
    await bot.press(bot.card(), "more.2", chosen="This was an obstacle")
    assert "Noted as OB-1" in await bot.send(obstacle_words="No record", tool="Finder")
    await bot.person(AGENT).close()
    await bot.slash("call INC-1")
    bot.person(AGENT).fill("name", "Ms Quill")

    assert "What stood in your way?" in await bot.press_in_form("call_obstacle")
    assert "Noted as OB-1" in await bot.send(obstacle_words="No record", tool="finder")
    await bot.person(AGENT).close()

    assert bot.typed("name") == "Ms Quill"


async def test_a_label_is_stopped_given_back_and_counted_without_whose_it_was(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("customer INC-1")

    said = await bot.send(reference="T-1", impact="Another difficult customer")

    assert "Say what the person did, not what they are." in said
    assert "may stand in quotation marks" in said
    assert bot.typed("impact") == "Another difficult customer"
    assert "CU-1" in await bot.send(impact="They say: “I feel stupid”")
    await bot.slash("credit INC-1")
    said = await bot.send(customer="T-1", amount="£5", reason="A time-waster")
    assert "Say what the person did" in said
    await bot.person(AGENT).close()
    await bot.slash("obstacle INC-1 A nightmare customer")
    assert "Say what the person did" in await bot.send(tool="Phone")
    await bot.deliver()
    async with bot.candour.store.reading() as reader:
        rows = await reader.rows(sa.select(stopped_labels.c.month, stopped_labels.c.stopped))
    assert [tuple(row) for row in rows] == [("2026-03", 3)]


async def test_no_case_and_no_promise_says_what_a_customer_is(bot: Bot) -> None:
    label = "The caller was an idiot."
    await outage(bot)
    await bot.slash("promise INC-1 call them by 15:00 GMT")
    assert "Not noted." in await bot.slash("promise INC-1 calm the idiot by 15:00 GMT")
    await bot.slash("case CU-1")
    await bot.press(bot.whispers(INCIDENTS, AGENT)[-1], "wishes")
    assert "Not noted." in await bot.send(led_to=label)
    await bot.person(AGENT).close()
    await write(bot)
    await bot.press(latest(bot, "You asked a customer"), "not_happy")

    said = await bot.send(said=label, next_words="call her")

    assert "Words that they said themselves may stand in quotation marks." in said
    assert (bot.typed("said"), bot.typed("next_words")) == (label, "call her")
    assert "open again" in await bot.send(said="She said: “You are idiots.”")
