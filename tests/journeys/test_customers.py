"""Whom an incident hurts: logged, counted on the card, and named to those who work on it only."""

import io

import pytest

from tests.driver import AGENT, FINANCE, HEAD, INCIDENTS, LEAD, SUPPORT, Bot

QUILL = {
    "customer_name": "Ms Quill",
    "reference": "T-1204",
    "concern": "Her mortgage payment",
    "impact": "I could not pay my mortgage, and the bank charges me for it.",
    "mood": "angry",
    "contacts": "2",
    "waited": "95",
    "asked_for": "A letter to her bank",
    "needs": "Large print",
}
SECRETS = ("Quill", "T-1204", "mortgage", "Large print", "letter to her bank")


async def opened(bot: Bot, words: str = "Customers cannot pay by card") -> None:
    await bot.slash(f"open {words}")
    await bot.deliver()


async def logged(bot: Bot, *, by: str = AGENT, **fields: str) -> str:
    await bot.slash("customer INC-1", by=by)
    said = await bot.send(by=by, **(fields or QUILL))
    await bot.deliver()
    return said


async def listed(bot: Bot, *, by: str = AGENT) -> str:
    before = len(bot.whispers(INCIDENTS, by))
    await bot.slash("customers INC-1", by=by)
    return bot.whispers(INCIDENTS, by)[before].words


async def test_the_card_counts_who_is_affected_and_how_badly(bot: Bot) -> None:
    await opened(bot)
    assert "None logged" in bot.card().words

    said = await logged(bot)
    await logged(bot, reference="T-1", mood="worried", risks="may_leave")

    assert "CU-1 of INC-1 is logged" in said
    assert (
        "2 logged (1 angry, quiet or abusive, 1 with special needs, 1 may leave); "
        "2 still wait to hear"
    ) in bot.card().words


async def test_who_works_on_it_sees_them_the_most_urgent_first(bot: Bot) -> None:
    await opened(bot)
    await logged(bot, reference="T-1", mood="worried", waited="300")
    await logged(bot)

    shown = await listed(bot)

    assert shown.index("Ms Quill") < shown.index("T-1*")
    for words in ("angry, waited 1 h 35 min, 2 contacts", "needs: Large print"):
        assert words in shown


async def test_names_are_not_for_those_who_do_not_work_on_it(
    bot: Bot, written: io.StringIO
) -> None:
    await opened(bot)
    await logged(bot)
    await bot.slash("promise INC-1 write to everybody by 15:00")
    await bot.deliver()

    denied = await bot.slash("customers INC-1", by=FINANCE)

    assert "Customers of INC-1 are shown to those who work on it." in denied
    assert "Ms Quill" in await listed(bot, by=LEAD)
    everywhere = "\n".join(
        seen.text + seen.words for seen in [*bot.channel(), *bot.thread(), *bot.direct(HEAD)]
    )
    for secret in SECRETS:
        assert secret not in everywhere
        assert secret not in written.getvalue()


async def test_who_has_heard_is_no_longer_waiting(bot: Bot) -> None:
    await opened(bot)
    await logged(bot)
    await bot.slash("customers INC-1")
    shown = bot.whispers(INCIDENTS, AGENT)[-1]

    assert "CU-1: noted" in await bot.press(shown, "customer_heard")
    await bot.deliver()

    assert "0 still wait to hear" in bot.card().words
    assert "Ms Quill" not in await listed(bot)


async def test_what_is_noted_can_be_changed(bot: Bot) -> None:
    await opened(bot)
    await logged(bot)
    await bot.slash("customers INC-1")
    await bot.press(bot.whispers(INCIDENTS, AGENT)[-1], "customer_change")
    assert bot.typed("customer_name") == "Ms Quill"
    assert bot.typed("waited") == "95"

    said = await bot.send(mood="quiet", waited="120", customer_name="Dr Quill")
    await bot.deliver()

    assert "CU-1 of INC-1 is changed" in said
    assert "Dr Quill" in await listed(bot)
    assert "waited 2 h" in await listed(bot)


async def test_what_nobody_can_answer_is_promised_to_them_in_one_press(bot: Bot) -> None:
    await opened(bot)
    await logged(bot)

    said = await bot.press_in_form("dont_know.1")
    await bot.deliver()

    assert "I do not know that. I will find out and tell you by 16:00 GMT." in said
    assert "A promise to one customer (CU-1)" in bot.thread_card("PR-1 ·").words


async def test_any_message_can_be_logged_as_a_report(bot: Bot) -> None:
    await opened(bot)
    said = await bot.person(LEAD).say(SUPPORT, "Ms Quill says: no card, no petrol & <b>no</b> way")

    await bot.shortcut("log_customer", said, by=LEAD)

    assert bot.typed("impact", by=LEAD) == "Ms Quill says: no card, no petrol & <b>no</b> way"
    assert "CU-1" in await bot.send(by=LEAD, customer_name="Ms Quill")


async def test_what_a_message_refers_to_is_logged_as_people_see_it(bot: Bot) -> None:
    await opened(bot)
    said = await bot.person(AGENT).say(SUPPORT, "<@U05HOPE|hope> asks in <#C02SUPPORT|support> & ?")

    await bot.shortcut("log_customer", said)

    assert bot.typed("impact") == "@hope asks in #support & ?"


async def test_a_report_asks_which_of_several_incidents_it_belongs_to(bot: Bot) -> None:
    await opened(bot)
    await opened(bot, "Customers cannot sign in")
    said = await bot.person(AGENT).say(SUPPORT, "Nobody can sign in here")

    await bot.shortcut("log_customer", said)
    assert "Nobody can sign in here" in bot.form()
    await bot.person(AGENT).search("modal", "incident", "2")
    await bot.send(incident="2")

    assert bot.typed("impact") == "Nobody can sign in here"
    assert "CU-1 of INC-2" in await bot.send(reference="T-9")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"concern": "Her money"}, "Give a name or a reference"),
        ({"reference": "T-1", "waited": "1 h"}, "“1 h” is not how many minutes"),
        ({"reference": "T-1", "contacts": "0"}, "Write a whole number from 1 to 1,000"),
        ({"reference": "T-1204"}, "This reference is on INC-1 already, as CU-1"),
    ],
    ids=["nobody", "words", "nothing", "known"],
)
async def test_what_cannot_be_kept_stays_in_the_form(
    bot: Bot, fields: dict[str, str], told: str
) -> None:
    await opened(bot)
    await logged(bot)
    await bot.slash("customer INC-1")

    said = await bot.send(impact="Two hours in the queue", **fields)

    assert told in said
    assert bot.typed("impact") == "Two hours in the queue"


async def test_the_same_form_counts_once_and_a_drill_says_what_it_is(bot: Bot) -> None:
    await bot.slash("drill")
    await bot.deliver()

    await bot.press(bot.card(), "log_customer")

    assert "DRILL" in bot.form()
    assert "CU-1 of INC-1 (DRILL) is logged" in await bot.send(reference="T-1")


async def test_the_status_tells_of_promises_and_not_of_each_customer(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("promise INC-1 write to everybody by 15:00")
    for number in range(9):
        await logged(bot, reference=f"T-{number}")

    before = len(bot.whispers(INCIDENTS, AGENT))
    await bot.slash("status INC-1")
    status = bot.whispers(INCIDENTS, AGENT)[before].words

    assert "9 logged; 9 still wait to hear" in status
    assert "Promises to keep" in status
    assert "made a promise, PR-1" in status
    assert "logged a customer" not in status
