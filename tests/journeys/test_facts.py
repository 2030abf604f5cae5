"""What is known: noted in a form, told while it is fresh, asked again when it is old."""

from datetime import timedelta

import pytest

from bot.sandbox.ids import TEAM
from bot.store import updates
from tests.driver import AGENT, FINANCE, INCIDENTS, LEAD, NEWS, NOON, Bot

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DOUBTED = ("scope", "still_works", "workaround", "started_at", "customer_action")
"""What is said to be checked until somebody says that it is confirmed."""
ACTION = "Our payments team is testing the spare system"


async def opened(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()


def sure(fields: dict[str, str]) -> dict[str, str]:
    certain = {f"certainty.{name}": "confirmed:public" for name in fields if name in DOUBTED}
    eta = {"certainty.eta": "confirmed:public"} if "eta_from" in fields else {}
    return certain | eta | fields


async def noted(bot: Bot, *, by: str = AGENT, **fields: str) -> str:
    """Note what is given, as confirmed and for customers unless something else is said."""
    await bot.slash("facts", by=by)
    await bot.press_in_form("more_facts", by=by)
    said = await bot.send(by=by, **sure(fields))
    await bot.deliver()
    return said


async def test_what_nobody_has_confirmed_is_noted_and_not_told(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("facts")

    said = await bot.send(scope="perhaps everybody")
    await bot.deliver()

    assert "Customers are not told until somebody confirms it: how many people." in said
    assert "perhaps everybody" not in bot.card().words
    await bot.slash("facts")
    assert bot.typed("scope") == "perhaps everybody"
    await bot.send(**{"certainty.scope": "confirmed:public"})
    await bot.deliver()
    assert "perhaps everybody" in bot.card().words


async def test_the_card_says_what_is_missing_for_the_first_word_and_offers_to_fill_it(
    bot: Bot,
) -> None:
    await opened(bot)
    assert "Missing for the first word*: what is being done, since when, how many" in (
        bot.card().text + bot.card().words
    )
    assert "Fill in what is missing" in bot.card().words

    await bot.press(bot.card(), "facts")
    await bot.send(**sure({"current_action": ACTION, "scope": "all customers in the UK"}))
    await bot.deliver()

    assert "first word*: since when, what people can do instead" in bot.card().words


async def test_what_is_noted_stands_in_the_next_draft_at_once(bot: Bot) -> None:
    await opened(bot)

    said = await noted(
        bot,
        current_action=ACTION,
        scope="all customers in the UK",
        workaround="pay by transfer",
        started_at=str(int((NOON - HOUR).timestamp())),
    )

    assert "noted as version 1: since when, how many people" in said
    assert "tell them now" in said
    draft = bot.typed("text").splitlines()
    assert "This began at 11:00 GMT." in draft
    assert "It affects all customers in the UK." in draft
    assert "For now you can pay by transfer." in draft
    assert f"{ACTION}." in draft
    assert "Noted as sent: update 1 of INC-1" in await bot.send()
    await bot.deliver()
    assert "What you may tell customers now* (version 1)" in bot.card().words
    assert "It affects all customers in the UK." in bot.card().words
    assert "Missing for the first word" not in bot.card().words


async def test_a_window_is_told_with_its_ends_until_it_has_passed(bot: Bot) -> None:
    await opened(bot)
    ends = {
        name: str(int((NOON + gone).timestamp()))
        for name, gone in (("eta_from", 20 * MINUTE), ("eta_to", 30 * MINUTE))
    }

    await noted(bot, **ends, eta_confidence="medium", eta_source="the provider")

    assert "We expect it to work again between 12:20 GMT and 12:30 GMT." in bot.typed("text")
    await bot.wait(31 * MINUTE)
    await bot.slash("draft K01")
    assert "We do not know yet when it will work again." in bot.typed("text")


@pytest.mark.parametrize(("begins", "ends"), [(30, 20), (30, None), (None, 30), (30, 30)], ids=str)
async def test_a_window_needs_two_ends_in_order(
    bot: Bot, begins: int | None, ends: int | None
) -> None:
    await opened(bot)
    times = {
        name: str(int((NOON + at * MINUTE).timestamp()))
        for name, at in (("eta_from", begins), ("eta_to", ends))
        if at is not None
    }

    assert "Give two times, the second after the first" in await noted(bot, **times)


async def test_who_says_so_is_not_lost_where_the_times_are_missing(bot: Bot) -> None:
    await opened(bot)

    said = await noted(bot, eta_source="The provider")

    assert "leave both empty, and who says so too" in said
    assert bot.typed("eta_source") == "The provider"


async def test_a_day_without_what_is_planned_for_it_is_not_lost(bot: Bot) -> None:
    await opened(bot)

    said = await noted(bot, prevention_date="2026-03-09")

    assert "Nothing is written for what will be changed to prevent it." in said
    assert bot.typed("prevention_date") == "2026-03-09"


async def test_nothing_can_have_begun_later_than_now(bot: Bot) -> None:
    await opened(bot)
    ahead = str(int((NOON + HOUR).timestamp()))

    assert "This time is still to come." in await noted(bot, started_at=ahead)


async def test_what_is_only_for_us_or_being_checked_is_not_told(bot: Bot) -> None:
    await opened(bot)

    said = await noted(
        bot,
        cause="a change to the sign-in rules",
        scope="perhaps everybody",
        **{"certainty.scope": "checking"},
    )

    assert "noted as version 1: how many people, the cause" in said
    assert "Noted" in said
    await bot.slash("draft K01")
    assert "We do not yet know how many people this affects." in bot.typed("text")
    assert "sign-in rules" not in bot.card().words


async def test_an_old_fact_is_left_out_until_its_owner_says_that_it_is_still_true(
    bot: Bot,
) -> None:
    await opened(bot)
    await noted(bot, scope="all customers in the UK")
    await bot.send()
    await bot.wait(50 * MINUTE)

    [question] = [seen for seen in bot.direct(AGENT) if "Is this still true?" in seen.words]
    assert "How many people: all customers in the UK" in question.words
    await bot.wait(11 * MINUTE)
    await bot.slash("draft K01")
    assert "all customers in the UK" not in bot.typed("text")

    said = await bot.press(question, "still_true")
    await bot.deliver()

    assert "noted that this is still true: how many people" in said
    assert "confirmed that this is still true" in bot.thread()[-1].text
    await bot.slash("draft K01")
    assert "all customers in the UK" in bot.typed("text")
    assert "nothing that is known" in (await bot.press(question, "still_true")).lower()


async def test_an_update_in_time_makes_the_question_moot(bot: Bot) -> None:
    await opened(bot)
    await noted(bot, scope="all customers in the UK")
    await bot.send()
    bot.clock.turn(50 * MINUTE)
    await bot.slash("hold")
    await bot.deliver()

    assert [seen for seen in bot.direct(AGENT) if "still true" in seen.words] == []


async def test_only_security_says_whether_customer_information_is_safe(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("facts")
    await bot.press_in_form("more_facts")
    assert "Is customer information affected? Not known. Only <@U04FINN> may say." in bot.form()

    await noted(bot, by=FINANCE, data_safety="confirmed_safe")

    words = "Your information was not affected. Our security team confirmed this at 12:0"
    assert words in bot.typed("text", by=FINANCE)
    assert "Noted as sent" in await bot.send(by=FINANCE)


async def test_the_age_of_a_suspicion_does_not_make_it_harmless(bot: Bot) -> None:
    await opened(bot)
    await noted(bot, by=FINANCE, data_safety="suspected")
    await bot.wait(3 * HOUR)

    await bot.slash("draft K01")

    assert "information" not in bot.typed("text")


async def test_two_people_who_note_different_things_at_once_both_count(bot: Bot) -> None:
    await opened(bot)
    for somebody in (AGENT, LEAD):
        await bot.slash("facts", by=somebody)

    await bot.send(by=LEAD, **sure({"scope": "all customers in the UK"}))
    await bot.send(**sure({"workaround": "pay by transfer"}))

    await bot.slash("draft K01")
    assert "all customers in the UK" in bot.typed("text")
    assert "pay by transfer" in bot.typed("text")


async def test_what_fails_can_be_said_anew_and_the_card_follows(bot: Bot) -> None:
    await opened(bot)

    await noted(bot, what_fails="Customers cannot pay by card or by transfer")

    assert bot.card().text.startswith("INC-1 · Customers cannot pay by card or by transfer")


async def test_a_form_sent_without_a_change_notes_nothing(bot: Bot) -> None:
    await opened(bot)

    assert "nothing was changed" in await noted(bot)
    assert bot.thread() == []


async def test_after_the_end_the_cause_is_noted_and_no_update_is_offered(bot: Bot) -> None:
    await opened(bot)
    await bot.resolve()

    await bot.slash("facts INC-1", channel=INCIDENTS)
    said = await bot.send(cause="a change we made", **{"certainty.cause": "confirmed:public"})

    assert "noted as version 1: the cause" in said
    assert "tell them now" not in said


async def test_every_update_keeps_the_version_of_what_was_known(bot: Bot) -> None:
    await opened(bot)
    for version, scope in enumerate(("all customers in the UK", "everybody"), start=1):
        await noted(bot, scope=scope)
        await bot.send(text=NEWS)
        async with bot.candour.store.reading() as reader:
            sent = await updates.newest(reader, TEAM, 1)
        assert sent is not None
        assert sent.facts == version


async def test_where_several_are_open_it_asks_which_one(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("open Customers cannot sign in")

    await bot.slash("facts")
    found = await bot.person(AGENT).search("modal", "incident", "sign in")
    bot.person(AGENT).fill("incident", found["options"][0]["value"])

    assert "INC-2 · Customers cannot sign in" in await bot.send()
    assert "What is known" in bot.form()


async def test_where_harm_is_suspected_the_card_leaves_the_words_to_security(bot: Bot) -> None:
    await opened(bot)

    await noted(bot, by=FINANCE, data_safety="suspected")

    assert "Say nothing about customer information*: security writes" in bot.card().words
    await bot.slash("update Your data is safe")
    assert "Use this instead" not in bot.form()
    assert "Leave this out" in bot.form()


async def test_a_new_owner_is_told_also_what_customers_are_not(bot: Bot) -> None:
    await opened(bot)
    await noted(bot, scope="perhaps everybody", **{"certainty.scope": "checking"})

    await bot.slash("handover INC-1")
    await bot.send(to=LEAD)
    await bot.deliver()

    assert "How many people: perhaps everybody (being checked; <@U01DAN>" in (
        bot.direct(LEAD)[-1].words
    )


@pytest.mark.parametrize("is_owned", [True, False])
async def test_where_no_owner_can_be_reached_the_thread_is_asked(
    bot: Bot, *, is_owned: bool
) -> None:
    await bot.slash("open")
    await bot.send(what_fails="Customers cannot sign in", owner=AGENT if is_owned else "")
    await bot.deliver()
    await noted(bot, scope="all customers in the UK")
    await bot.send()
    bot.practice.faults.add("conversations.open", "error", times=2, error="user_disabled")

    await bot.wait(50 * MINUTE)

    assert [seen for seen in bot.thread() if "Is this still true?" in seen.text]


async def test_however_much_is_known_the_card_still_says_what_is_not(bot: Bot) -> None:
    await opened(bot)
    long = "Tills & apps & tablets fail. " * 10
    unasked = ("consequence", "action_reason", "prevention_done", "cause")
    told = (*DOUBTED[:3], "current_action", "customer_action", *unasked)
    certain = {f"certainty.{name}": "confirmed:public" for name in unasked}

    said = await noted(bot, **dict.fromkeys(told, long), **certain)

    assert "noted as version 1" in said
    assert "*Waits for a second person*: the cause" in bot.card().words
    assert "*Not known yet*: the cause, when it will work again" in bot.card().words
