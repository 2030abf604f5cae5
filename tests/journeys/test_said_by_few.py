"""What only certain people say, what needs two, and what no rule on words lets pass."""

import pytest

from tests.driver import AGENT, FINANCE, LEAD, MANAGER, Bot

CAUSE = "a change we made to the sign-in rules"


async def opened(bot: Bot, words: str = "Customers cannot pay by card") -> None:
    await bot.slash(f"open {words}")
    await bot.deliver()


async def noted(bot: Bot, *, by: str = AGENT, **fields: str) -> str:
    await bot.slash("facts", by=by)
    await bot.press_in_form("more_facts", by=by)
    said = await bot.send(by=by, **fields)
    await bot.deliver()
    return said


async def say_cause(bot: Bot, *, by: str = AGENT) -> str:
    return await noted(bot, by=by, cause=CAUSE, **{"certainty.cause": "confirmed:public"})


async def test_a_cause_is_told_once_a_second_person_approves_it(bot: Bot) -> None:
    await opened(bot)

    assert "The cause waits" in await say_cause(bot)
    assert f"the cause, “{CAUSE}”, says <@{AGENT}>. Press *Approve the cause*" in bot.card().words
    await bot.slash("draft K03")
    assert CAUSE not in bot.typed("text")

    await bot.press(bot.card(), "approve_cause", by=LEAD)
    await bot.deliver()

    assert f"The cause: {CAUSE}." not in bot.typed("text", by=LEAD)  # K01 leaves the cause out
    assert "you approved the cause, noted as version 2" in bot.form(by=LEAD)
    await bot.slash("draft K03")
    assert f"The cause: {CAUSE}." in bot.typed("text")
    assert "approved the cause" in bot.thread()[-1].text
    assert "Approve the cause" not in bot.card().words


async def test_nobody_approves_their_own_cause_nor_two_who_do_not_lead(bot: Bot) -> None:
    await opened(bot)
    await say_cause(bot, by=FINANCE)

    assert "You said the cause of INC-1 yourself" in await bot.press(
        bot.card(), "approve_cause", by=FINANCE
    )
    assert "The owner of INC-1 or a lead must agree" in await bot.press(
        bot.card(), "approve_cause", by=MANAGER
    )


async def test_another_cause_is_not_approved_unread(bot: Bot) -> None:
    await opened(bot)
    await say_cause(bot)
    old = bot.card()
    await bot.slash("facts")
    await bot.press_in_form("more_facts")
    await bot.send(cause="something else")

    assert "it was approved or changed meanwhile" in await bot.press(old, "approve_cause", by=LEAD)


async def test_more_subjects_come_into_the_form_and_nothing_typed_is_lost(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("facts")
    bot.person(AGENT).fill("scope", "all customers in the UK")

    said = await bot.press_in_form("more_facts")

    assert "What was changed to prevent it?" in said
    assert bot.typed("scope") == "all customers in the UK"
    assert "How safe are money and accounts? Not known. Only <@U04FINN> may say." in bot.form()
    receipt = await bot.send(
        prevention_planned="a test before each change", prevention_date="2026-04-30"
    )
    assert "how many people, what will be changed to prevent it" in receipt
    await bot.deliver()
    assert "What we will change by 30 April: a test before each change." in bot.card().words


async def test_what_is_planned_is_still_to_come(bot: Bot) -> None:
    await opened(bot)

    said = await noted(bot, prevention_planned="a test", prevention_date="2026-03-03")

    assert "This day has passed." in said
    assert bot.typed("prevention_planned") == "a test"


@pytest.mark.parametrize(
    ("by", "answer", "words"),
    [
        (FINANCE, ("account_safety", "yes"), "Your money and your account are safe."),
        (AGENT, ("data_loss", "no"), "Nothing you saved is missing."),
        (LEAD, ("not_your_side", "no"), "Your device and connection are fine."),
        (MANAGER, ("fault", "ours"), "The fault is ours."),
        (FINANCE, ("spoof_claim", "no"), "The calls in our name do not come from us."),
    ],
)
async def test_who_may_say_it_is_heard_and_others_only_read_it(
    bot: Bot, by: str, answer: tuple[str, str], words: str
) -> None:
    await opened(bot)

    await noted(bot, by=by, **dict([answer]))

    assert words in bot.card().words
    outsider = MANAGER if by != MANAGER else FINANCE
    await bot.slash("facts", by=outsider)
    await bot.press_in_form("more_facts", by=outsider)
    assert "may say." in bot.form(by=outsider)


async def test_a_role_that_was_lost_meanwhile_does_not_count(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("facts")
    await bot.press_in_form("more_facts")
    await bot.slash("handover INC-1", by=LEAD)
    await bot.send(by=LEAD, to=FINANCE)
    await bot.deliver()
    await bot.press(bot.direct(FINANCE)[-1], "accept", by=FINANCE)

    said = await bot.send(data_loss="no", scope="all customers in the UK")

    assert "Only its owner or a lead may say of INC-1 whether anything saved is lost." in said
    assert bot.typed("scope") == "all customers in the UK"


async def test_what_breaks_a_rule_is_not_noted_for_customers(bot: Bot) -> None:
    await opened(bot)

    said = await noted(bot, current_action="We will have it back shortly")

    assert "Customers cannot be told what is being done like this. Give a time" in said
    assert bot.typed("current_action") == "We will have it back shortly"
    receipt = await bot.send(**{"certainty.current_action": "confirmed"})
    assert "noted as version 1: what is being done" in receipt


async def test_a_headline_that_a_rule_stops_is_kept_and_said_to_be_so(bot: Bot) -> None:
    said = await bot.slash("open Your data is safe but you cannot pay")
    await bot.deliver()

    assert "INC-1 is open" in said
    assert "a rule stops them as they are: Whether data is safe is not confirmed." in said
    assert "a rule stops them" not in await noted(bot, what_fails="Customers cannot pay")
    assert "a rule stops them" in await noted(bot, what_fails="Paying works again soon")


async def test_the_form_says_who_said_it_and_until_when_it_may_be_told(bot: Bot) -> None:
    await opened(bot)
    await noted(bot, scope="all customers in the UK", **{"certainty.scope": "confirmed:public"})

    await bot.slash("facts")
    await bot.press_in_form("more_facts")

    assert f"Confirmed; <@{AGENT}>, " in bot.form()
    assert ", may be told until " in bot.form()
