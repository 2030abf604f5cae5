"""What is promised is kept, or said in time: nudged, told when late, and never lost."""

import io
from datetime import timedelta

import pytest

from bot.sandbox.ids import TEAM
from bot.sandbox.screen import Seen
from bot.store import promises
from tests.driver import AGENT, HEAD, LEAD, NOON, Bot

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


async def opened(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()


async def promised(bot: Bot, words: str = "write the cause by 14:00", *, by: str = AGENT) -> str:
    answer = await bot.slash(f"promise {words}", by=by)
    await bot.deliver()
    return answer


def at(later: timedelta) -> str:
    return str(int((NOON + later).timestamp()))


def card(bot: Bot, number: int = 1) -> str:
    return bot.thread_card(f"PR-{number} ·").words


def about_promises(bot: Bot, somebody: str) -> list[Seen]:
    return [seen for seen in bot.direct(somebody) if "PR-" in seen.text]


async def test_a_promise_is_logged_in_one_line_and_has_a_card(bot: Bot) -> None:
    await opened(bot)

    answer = await promised(bot)

    assert "PR-1 is logged. Due " in answer
    assert f"Owner: <@{AGENT}>, reminded at half time" in answer
    assert "“write the cause”" in card(bot)
    assert "14:00 GMT>. Owner:" in card(bot)


async def test_its_owner_is_nudged_at_half_time_and_before_it_is_due_each_once(bot: Bot) -> None:
    await opened(bot)
    await promised(bot)

    heard = []
    for _ in range(24):
        await bot.wait(5 * MINUTE)
        heard = about_promises(bot, AGENT)
        if bot.clock.now() < NOON + 115 * MINUTE:
            assert len(heard) <= 2

    assert ["14:00 GMT>." in seen.text for seen in heard[:2]] == [True, True]
    assert len(heard) == 3
    assert "Due now" in heard[2].text


async def test_a_late_one_is_broken_and_the_leads_are_told(bot: Bot) -> None:
    await opened(bot)
    await promised(bot)

    await bot.wait(2 * HOUR + 5 * MINUTE)

    assert "Not kept in time" in card(bot)
    assert "PR-1 was not kept in time" in "\n".join(seen.text for seen in bot.thread())
    [lead] = about_promises(bot, LEAD)
    assert f"<@{AGENT}> is late with a promise: “write the cause”." in lead.text
    await bot.wait(HOUR)
    assert len(about_promises(bot, LEAD)) == 1


async def test_a_kept_one_links_what_kept_it_and_is_quiet(bot: Bot) -> None:
    await opened(bot)
    await promised(bot)
    await bot.press(bot.thread_card("PR-1 ·"), "promise_kept")

    refused = await bot.send(evidence=" \u200b ")
    assert "Nothing is written for what shows it" in refused
    said = await bot.send(evidence="Email of 12:40 to everybody")
    await bot.wait(3 * HOUR)

    assert "PR-1: kept. Its reminders have stopped." in said
    assert "Kept by: Email of 12:40 to everybody" in card(bot)
    assert about_promises(bot, AGENT) == []
    assert bot.thread_card("PR-1 ·").buttons == ["Show it to me"]


async def test_kept_after_its_time_it_is_late(bot: Bot) -> None:
    await opened(bot)
    await promised(bot)
    await bot.wait(2 * HOUR + MINUTE)

    await bot.press(bot.thread_card("PR-1 ·"), "promise_kept")
    assert "PR-1: kept late" in await bot.send(evidence="Called them at 14:01")


async def test_moved_in_time_it_is_not_broken(bot: Bot) -> None:
    await opened(bot)
    await promised(bot)
    await bot.press(bot.thread_card("PR-1 ·"), "promise_move")

    assert "This time has passed" in await bot.send(due_at=at(-HOUR))
    said = await bot.send(due_at=at(6 * HOUR))
    await bot.wait(3 * HOUR)

    assert "Tell whom it was made to, before the old time passes" in said
    assert "Open; moved in time" in card(bot)
    assert "Not kept" not in card(bot)


async def test_once_late_it_cannot_be_moved_but_said_to_be_late(bot: Bot) -> None:
    await opened(bot)
    await promised(bot)
    await bot.press(bot.thread_card("PR-1 ·"), "promise_move")
    await bot.wait(2 * HOUR)
    assert "Press Say it is late on its card" in await bot.send(due_at=at(4 * HOUR))

    await bot.press(bot.thread_card("PR-1 ·"), "promise_late")
    said = await bot.send(due_at=at(4 * HOUR), why_not="The provider has not answered")
    await bot.deliver()

    for words in (
        "PR-2 is logged with the new time",
        "I said I would write the cause by 14:00 GMT. I did not, and I am sorry.",
        "The provider has not answered.",
        "My new time is 16:00 GMT.",
        "I will take it to my manager",
    ):
        assert words in said
    assert "Why: The provider has not answered" in card(bot)
    assert "Due" in card(bot, 2)
    assert bot.thread_card("PR-1 ·").buttons == ["Show it to me"]


async def test_it_is_withdrawn_with_a_reason(bot: Bot) -> None:
    await opened(bot)
    await promised(bot)
    await bot.press(bot.thread_card("PR-1 ·"), "promise_withdraw")

    assert "PR-1: withdrawn" in await bot.send(why_withdrawn="Nobody needs it any more")
    await bot.deliver()

    assert "Why: Nobody needs it any more" in card(bot)
    again = await bot.slash("promise INC-1 write the cause by 15:00")
    assert "PR-2 is logged" in again


async def test_it_is_given_to_somebody_else_who_is_told(bot: Bot) -> None:
    await opened(bot)
    await promised(bot)
    await bot.press(bot.thread_card("PR-1 ·"), "promise_reassign")
    await bot.send(to=HEAD)
    await bot.deliver()

    [told] = about_promises(bot, HEAD)
    assert told.text.startswith("You keep a promise from now on: “write the cause”.")
    await bot.wait(HOUR)
    assert len(about_promises(bot, HEAD)) == 2


async def test_given_back_and_given_again_it_is_told_though_the_message_was_lost(bot: Bot) -> None:
    await opened(bot)
    await promised(bot)
    for to in (HEAD, AGENT, HEAD):
        if len(about_promises(bot, HEAD)) == 1:
            bot.practice.faults.add("chat.postMessage", "reset", times=2)
        await bot.press(bot.thread_card("PR-1 ·"), "promise_reassign")
        await bot.send(to=to)
        await bot.deliver()
    for _ in range(4):
        await bot.wait(timedelta(seconds=20))

    news = "You keep a promise from now on: “write the cause”."
    assert [seen.text.startswith(news) for seen in about_promises(bot, HEAD)] == [True, True]


async def test_its_card_names_what_fails_as_it_is_called_now(bot: Bot) -> None:
    await opened(bot)
    await promised(bot)
    await bot.slash("facts")
    await bot.press_in_form("more_facts")
    await bot.send(what_fails="Customers cannot pay by card or phone.")
    await bot.deliver()

    shown = bot.thread_card("PR-1 ·").text
    assert shown.startswith("INC-1 · Customers cannot pay by card or phone. PR-1 ·")


async def test_it_goes_with_the_incident_to_its_new_owner(bot: Bot) -> None:
    await opened(bot)
    await promised(bot)
    await promised(bot, "call the press by 15:00", by=HEAD)
    await bot.press(bot.card(), "hand_over")
    await bot.send(to=LEAD)
    await bot.deliver()
    assert "Promises to keep" in bot.direct(LEAD)[0].words
    assert "“write the cause”" in bot.direct(LEAD)[0].words

    await bot.press(bot.direct(LEAD)[0], "accept", by=LEAD)
    await bot.deliver()

    assert f"Owner: <@{LEAD}>" in card(bot)
    assert f"Owner: <@{HEAD}>" in card(bot, 2)


async def test_what_one_customer_was_promised_stays_out_of_the_thread(
    bot: Bot, written: io.StringIO
) -> None:
    await opened(bot)
    await bot.slash("promise")
    await bot.send(
        promise_words="call Ms Quill about her mortgage",
        promise_to="Ms Quill",
        usual="call_back",
        owner=HEAD,
    )
    await bot.deliver()
    await bot.wait(HOUR)

    assert "A promise to one customer (CU-1)" in card(bot)
    thread = "\n".join(seen.text + seen.words for seen in [*bot.thread(), bot.card()])
    assert "Quill" not in thread
    assert "mortgage" not in thread
    assert "promise_note" in written.getvalue()
    assert "Quill" not in written.getvalue()
    assert "mortgage" not in written.getvalue()
    asked, note = about_promises(bot, HEAD)
    assert "You keep a promise from now on to a customer." in asked.text
    assert "Ms Quill" in note.words
    assert "Quill" not in asked.text + note.text
    shown = await bot.press(bot.thread_card("PR-1 ·"), "promise_details")
    assert "Promised to Ms Quill" in shown
    denied = await bot.press(bot.thread_card("PR-1 ·"), "promise_details", by="U04FINN")
    assert "Quill" not in denied
    assert "shown to those who work on it" in denied
    await bot.wait(HOUR)
    denied = await bot.press(bot.thread_card("PR-1 ·"), "promise_late", by="U04FINN")
    assert "shown to those who work on it" in denied


async def test_a_kept_promise_to_a_customer_means_that_they_have_heard(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("promise")
    await bot.send(promise_words="call back", promise_to="Ms Quill")
    await bot.deliver()
    assert "1 logged; 1 still wait to hear" in bot.card().words

    await bot.press(bot.thread_card("PR-1 ·"), "promise_kept")
    await bot.send(evidence="Called at 12:05")
    await bot.deliver()

    assert "1 logged; 0 still wait to hear" in bot.card().words


@pytest.mark.parametrize("typed", ["", "write the cause", "by 14:00"])
async def test_what_a_command_leaves_out_is_asked_in_a_form(bot: Bot, typed: str) -> None:
    await opened(bot)

    assert await bot.slash(f"promise {typed}") == ""

    words = typed if typed.startswith("write") else ""
    assert bot.typed("promise_words") == words
    assert "PR-1 is logged" in await bot.send(promise_words="write the cause")


async def test_an_answer_is_due_after_four_working_hours(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("promise")
    await bot.send(promise_words="find out", usual="answer")

    async with bot.candour.store.reading() as reader:
        promise = await promises.read(reader, TEAM, 1)
    assert promise.due == NOON + 4 * HOUR


async def test_an_update_offers_to_log_what_it_promises(bot: Bot) -> None:
    await opened(bot)

    await bot.slash("update We will publish the cause by Friday. We found the failing part.")
    [receipt] = [seen for seen in bot.whispers("C01INCIDENTS", AGENT) if "Noted" in seen.text]
    assert "You promised “publish the cause”" in receipt.words
    said = await bot.press(receipt, "log_promise.0")
    await bot.press(receipt, "log_promise.0")
    await bot.deliver()

    assert "PR-1 is logged" in said
    await bot.press(bot.thread_card("PR-1 ·"), "promise_kept")
    await bot.send(evidence="Published")
    assert "It was due" in await bot.press(receipt, "log_promise.0")
    await bot.deliver()
    assert [seen for seen in bot.thread() if "PR-2" in seen.text] == []


async def test_the_form_for_words_offers_it_too(bot: Bot) -> None:
    await opened(bot)
    await bot.press(bot.card(), "post_update")

    said = await bot.send(
        text="Customers cannot pay by card. We are sorry. We found the failing part. "
        "We will publish the cause by Friday. Next update: by 13:00 GMT."
    )
    assert "You promised “publish the cause”" in said

    assert "PR-1 is logged" in await bot.press_in_form("log_promise.0")


async def test_the_next_update_is_no_promise_of_its_own(bot: Bot) -> None:
    await opened(bot)

    await bot.slash("update INC-1 We found the failing part. We will write again by 13:00 GMT.")
    [receipt] = [seen for seen in bot.whispers("C01INCIDENTS", AGENT) if "Noted" in seen.text]

    assert "You promised" not in receipt.words


LETTER = """Hello Ms Quill,
I am sorry. You missed a bill and waited 40 minutes for us.
To put it right, we pay the late fee today.
I will call you by 15:00 GMT.
Thank you for telling us, Ms Quill.
Dan"""


async def test_what_one_person_was_told_asks_for_a_name_first(bot: Bot) -> None:
    await opened(bot)
    await bot.press(bot.card(), "post_update")
    await bot.press_in_form("kind", chosen="Apology, to one person")
    await bot.send(text=LETTER)

    await bot.press_in_form("log_promise.0")

    assert bot.typed("promise_words") == "call you"
    assert "PR-1 is logged" in await bot.send(promise_to="Ms Quill")


async def test_nobody_knows_and_the_answer_is_promised_in_one_press(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("facts")
    bot.person(AGENT).fill("workaround", "pay by transfer")

    said = await bot.press_in_form("dont_know.1")
    again = await bot.press_in_form("dont_know.1")
    await bot.deliver()

    for words in (said, again):
        assert "PR-1 is logged" in words
        assert "We do not know yet how many people it affects." in words
        assert "We will find out and tell you by 16:00 GMT." in words
    assert bot.typed("workaround") == "pay by transfer"
    assert "“find out how many people it affects and say so”" in card(bot)


async def test_what_is_known_is_not_said_to_be_unknown(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("facts", by=HEAD)
    await bot.slash("facts")
    await bot.send(scope="all customers in the UK", **{"certainty.scope": "confirmed:public"})

    late = await bot.press_in_form("dont_know.1", by=HEAD)

    assert "Somebody has noted how many people it affects" in late
    assert "We do not know yet" not in late
    await bot.slash("facts")
    assert "I don't know how many people it affects" not in bot.form()
    assert "I don't know what the cause is" in bot.form()


async def test_a_promise_that_is_late_is_not_given_to_say_again(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("facts")
    await bot.press_in_form("dont_know.1")
    await bot.wait(5 * HOUR)
    await bot.slash("facts")

    said = await bot.press_in_form("dont_know.1")

    assert "Not kept in time. It was due <!date^" in said
    assert "We will find out and tell you by" not in said


async def test_what_a_letter_promised_never_stands_in_the_thread(bot: Bot) -> None:
    await opened(bot)
    await bot.press(bot.card(), "post_update")
    await bot.press_in_form("kind", chosen="Apology, to one person")
    await bot.send(text=LETTER)
    await bot.press_in_form("log_promise.0")

    refused = await bot.send(promise_words="call Ms Quill", promise_to="  ")
    await bot.deliver()

    assert "Nothing is written for to whom it was promised" in refused
    assert "Ms Quill" not in "\n".join(seen.words for seen in bot.thread())


async def test_who_cannot_be_reached_is_named_in_the_thread(bot: Bot) -> None:
    await opened(bot)
    await promised(bot)
    bot.practice.faults.add("conversations.open", "error", error="user_not_found", times=9)

    await bot.wait(HOUR)

    said = f"I could not reach <@{AGENT}> in a direct message."
    assert any(said in one.text for one in bot.thread())


async def test_after_an_outage_of_our_own_it_is_said_once_and_truly(bot: Bot) -> None:
    await opened(bot)
    await promised(bot)

    bot.clock.turn(5 * HOUR)
    await bot.deliver()

    [note] = about_promises(bot, AGENT)
    assert "3 h ago" in note.text
    assert len(about_promises(bot, LEAD)) == 1
