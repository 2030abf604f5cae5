"""A week after it works again somebody asks whether it held; and what they answer counts."""

import io
from datetime import timedelta

from bot.sandbox.screen import Seen
from tests.driver import AGENT, FINANCE, INCIDENTS, LEAD, MANAGER, Bot

DAY = timedelta(days=1)
SECRETS = ("Quill", "mortgage", "fails again")


async def resolved(bot: Bot) -> None:
    await bot.press(bot.card(), "resolve")
    await bot.deliver()
    await bot.press(bot.card(), "checked.0", by=LEAD)
    await bot.deliver()


async def outage(bot: Bot, **report: str) -> None:
    """An incident that hurt one customer, resolved."""
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("customer")
    await bot.send(
        customer_name="Ms Quill",
        reference="T-1",
        concern="The mortgage is due",
        **report,
    )
    await bot.deliver()
    await resolved(bot)


def asked(bot: Bot, somebody: str = AGENT) -> list[Seen]:
    return [one for one in bot.direct(somebody) if "had trouble a week ago" in one.text]


def latest(bot: Bot, begins: str, somebody: str = AGENT) -> Seen:
    return [one for one in bot.direct(somebody) if begins in one.text][-1]


async def write(bot: Bot, *, waits: bool = True) -> None:
    """Ask the customer a week later, with the words that are ready."""
    if waits:
        await bot.wait(7 * DAY)
    await bot.press(asked(bot)[-1], "follow_up")
    await send_ready_words(bot)


async def send_ready_words(bot: Bot, **slots: str) -> None:
    """Send the words of the form that is open, as they were made ready."""
    for name, words in {"agent_name": "Dan Reyes", **slots}.items():
        bot.person(AGENT).fill(f"slot.{name}", words)
    await bot.press_in_form("fill_draft")
    assert "Noted" in await bot.send()
    await bot.deliver()


async def seen(bot: Bot, command: str, *, by: str = AGENT) -> str:
    await bot.slash(command, by=by)
    return bot.whispers(INCIDENTS, by)[-1].words


async def test_a_week_later_who_logged_them_is_asked_once(bot: Bot) -> None:
    await outage(bot)

    await bot.wait(7 * DAY - timedelta(hours=1))
    assert asked(bot) == []
    await bot.wait(2 * timedelta(hours=1))

    [note] = asked(bot)
    assert "One customer of INC-1" in note.text
    assert "Ms Quill" in note.words
    assert "Quill" not in note.text
    await bot.wait(7 * DAY)
    assert len(asked(bot)) == 1


async def test_nobody_is_asked_at_night_or_on_a_day_off(bot: Bot) -> None:
    await bot.wait(timedelta(hours=8))  # Wednesday, 20:00
    await outage(bot)

    await bot.wait(7 * DAY + timedelta(hours=12))  # Thursday, 08:00
    assert asked(bot) == []
    await bot.wait(timedelta(hours=1))
    assert len(asked(bot)) == 1


async def test_the_words_are_ready_by_one_press(bot: Bot) -> None:
    await outage(bot)
    await bot.wait(7 * DAY)

    assert await bot.press(asked(bot)[-1], "follow_up") == ""

    assert bot.typed("kind").startswith("K15")
    words = bot.typed("text")
    assert words.startswith("Hello Ms Quill,\nA week ago you could not pay by card.")
    assert "reply and I will open your case again and write to you by " in words
    assert "on 17 March." in words


async def test_happy_it_closes_and_nothing_more_is_asked(bot: Bot) -> None:
    await outage(bot)
    await write(bot)

    await bot.press(latest(bot, "You asked a customer"), "happy")
    said = await bot.send(said="Tell us sooner", rating="4")
    await bot.deliver()

    assert "CU-1: they are happy, and their case is closed." in said
    case = await seen(bot, "case CU-1")
    assert "> Tell us sooner" in case
    assert "Satisfied: 4 of 5" in case
    await bot.wait(30 * DAY)
    assert len(asked(bot)) == 1


async def test_not_happy_it_opens_again_with_a_manager_and_a_next_step(
    bot: Bot, written: io.StringIO
) -> None:
    await outage(bot)
    await write(bot)
    await bot.press(latest(bot, "You asked a customer"), "not_happy")

    refused = await bot.send(said=" ", next_words="call her")
    assert "Nothing is written for what they say" in refused
    said = await bot.send(said="It fails again each Monday", next_words="call her")
    await bot.deliver()

    assert "CU-1: their case is open again. PR-2 is logged" in said
    told = latest(bot, "is not happy", MANAGER)
    assert "> It fails again each Monday" in told.words
    assert "will call her (PR-2)" in told.words
    assert "Quill" not in told.text
    assert "1 still wait to hear" in bot.card().words
    everywhere = "\n".join(one.text + one.words for one in [*bot.channel(), *bot.thread()])
    assert "A customer (CU-1) is not happy" in everywhere
    for secret in SECRETS:
        assert secret not in everywhere
        assert secret not in written.getvalue()


async def test_without_an_answer_it_closes_by_itself_after_five_days(bot: Bot) -> None:
    await outage(bot)
    await write(bot)

    await bot.wait(5 * DAY - timedelta(minutes=1))
    assert "no answer yet" in await seen(bot, "case CU-1")
    await bot.wait(timedelta(minutes=1))

    assert "They did not answer in time" in await seen(bot, "case CU-1")
    await bot.press(latest(bot, "You asked a customer"), "happy")
    assert "they are happy" in await bot.send()


async def test_an_answer_counts_once(bot: Bot) -> None:
    await outage(bot)
    await write(bot)
    note = latest(bot, "You asked a customer")
    await bot.press(note, "happy")
    await bot.send()

    assert "That is noted of CU-1 already." in await bot.press(note, "not_happy")


async def test_who_does_not_want_it_is_left_alone(bot: Bot) -> None:
    await outage(bot)
    await bot.slash("case CU-1")
    case = bot.whispers(INCIDENTS, AGENT)[-1]
    await bot.press(case, "wishes")
    bot.person(AGENT).fill("contact", "They do not want us to write to them again")
    assert "They are not written to any more." in await bot.send()

    await bot.wait(8 * DAY)

    assert asked(bot) == []
    assert "CU-1 does not want us to write to them again" in await bot.press(case, "follow_up")


async def test_whose_other_case_is_open_is_not_asked(bot: Bot) -> None:
    await outage(bot)
    await bot.slash("open Customers cannot sign in")
    await bot.slash("customer INC-2")
    await bot.send(reference="T-1")
    await bot.deliver()

    await bot.wait(8 * DAY)

    assert asked(bot) == []
    await bot.slash("case CU-1")
    case = bot.whispers(INCIDENTS, AGENT)[-1]
    assert "has another case that is open, CU-2" in await bot.press(case, "follow_up")


async def test_reopened_meanwhile_nobody_asks_whether_it_holds(bot: Bot) -> None:
    await outage(bot)
    await bot.wait(DAY)
    await bot.slash("reopen INC-1")

    await bot.wait(8 * DAY)
    assert asked(bot) == []

    await resolved(bot)
    await bot.wait(7 * DAY)
    assert len(asked(bot)) == 1


async def test_it_can_work_again_for_one_before_the_others(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("customer")
    await bot.send(customer_name="Ms Quill")
    await bot.slash("case 1")
    said = await bot.press(bot.whispers(INCIDENTS, AGENT)[-1], "case_resolved")
    assert "CU-1: noted that it works again for them." in said

    await bot.wait(7 * DAY)

    [note] = asked(bot)
    await bot.press(note, "follow_up")
    assert bot.typed("kind").startswith("K15")


async def test_what_worked_for_one_alone_is_open_again_once_it_has_come_back(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("customer")
    await bot.send(customer_name="Ms Quill")
    await bot.slash("case 1")
    await bot.press(bot.whispers(INCIDENTS, AGENT)[-1], "case_resolved")
    await bot.deliver()
    await resolved(bot)

    await bot.slash("reopen INC-1")

    await bot.wait(8 * DAY)
    assert asked(bot) == []
    await bot.slash("case 1")
    shown = bot.whispers(INCIDENTS, AGENT)[-1]
    assert "it works again for them" in await bot.press(shown, "case_resolved")


async def test_cases_are_for_those_who_work_on_it(bot: Bot) -> None:
    await outage(bot)

    for command in ("case CU-1", "followups INC-1"):
        denied = await bot.slash(command, by=FINANCE)
        assert "Customers of INC-1 are shown to those who work on it." in denied
    assert "There is no customer CU-9" in await bot.slash("case CU-9")


async def test_the_list_shows_whom_to_ask_and_who_has_not_answered(bot: Bot) -> None:
    await outage(bot)
    assert "nobody is to be followed up now" in await bot.slash("followups INC-1")
    await bot.wait(7 * DAY)
    assert "Ask them whether it still works" in await seen(bot, "followups INC-1")

    await write(bot, waits=False)

    assert "They have not answered yet" in await seen(bot, "followups INC-1")


async def test_after_ninety_days_it_is_asked_once_what_became_of_them(bot: Bot) -> None:
    await outage(bot)
    await write(bot)
    await bot.wait(84 * DAY)

    [note] = [one for one in bot.direct(AGENT) if "did they stay with us?" in one.text]
    said = await bot.press(note, "case_later", chosen="They are still with us")

    assert "CU-1, after 90 days: they are still with us. It is not asked again." in said
    again = await bot.press(note, "case_later", chosen="They have left us")
    assert "That is noted of CU-1 already." in again


async def test_a_drill_follows_nobody_up(bot: Bot) -> None:
    await bot.slash("drill Customers cannot pay by card")
    await bot.slash("customer")
    await bot.send(customer_name="Ms Quill")
    await bot.deliver()
    await resolved(bot)

    await bot.wait(8 * DAY)

    assert asked(bot) == []


async def test_without_a_number_it_is_asked_which_incident_is_meant(bot: Bot) -> None:
    await outage(bot)

    assert await bot.slash("followups") == ""

    assert "Which incident?" in bot.form()


async def test_a_follow_up_can_be_given_to_somebody_else(bot: Bot) -> None:
    await outage(bot)
    await bot.wait(7 * DAY)

    await bot.press(asked(bot)[-1], "case_give")
    said = await bot.send(to=FINANCE)
    await bot.deliver()

    assert f"CU-1: <@{FINANCE}> follows it up from now on." in said
    [note] = [one for one in bot.direct(FINANCE) if "You follow up a customer" in one.text]
    assert "Quill" not in note.text
    assert "Ms Quill" in note.words
    assert await bot.press(note, "follow_up", by=FINANCE) == ""
    assert bot.typed("text", by=FINANCE).startswith("Hello Ms Quill,")


async def test_who_was_given_it_before_is_the_one_who_is_asked(bot: Bot) -> None:
    await outage(bot)
    await bot.slash("case CU-1")
    case = bot.whispers(INCIDENTS, AGENT)[-1]
    await bot.press(case, "case_give")
    assert "They follow CU-1 up already." in await bot.send(to=AGENT)
    await bot.send(to=FINANCE)

    await bot.wait(8 * DAY)

    assert asked(bot) == []
    assert len(asked(bot, FINANCE)) == 1


async def test_a_fact_changed_above_the_words_leaves_them_to_their_customer(bot: Bot) -> None:
    await outage(bot)
    await bot.wait(7 * DAY)
    await bot.press(asked(bot)[-1], "follow_up")
    drafted = bot.typed("text")

    await bot.press_in_form("change_fact")
    await bot.press_in_form("more_facts")
    await bot.send(**{"scope": "all customers in the UK", "certainty.scope": "confirmed:public"})
    await bot.person(AGENT).close()
    await bot.practice.workspace.until(lambda: "has changed since" in bot.form())
    assert bot.typed("text") == drafted
    bot.person(AGENT).fill("slot.agent_name", "Dan Reyes")
    await bot.press_in_form("fill_draft")
    assert "Noted" in await bot.send()

    assert "no answer yet" in await seen(bot, "case CU-1")
