"""The customer is told of a decision on money: the right sum, in the right form, at the right time.

A letter rests on the decided request alone, and what is changed meanwhile keeps it from going.
"""

import pytest

from bot.sandbox.screen import Seen
from tests.driver import AGENT, FINANCE, HEAD, LEAD, MANAGER, NEWS, Bot
from tests.letters.decided import TERMS, approve, approved, ask, fill, open_letter, outage, sent


async def test_a_granted_credit_is_told_to_its_customer(bot: Bot) -> None:
    await outage(bot)
    await approved(bot)

    text = await open_letter(bot)

    assert text.startswith("Hello Ms Quill,\nI am sorry. You missed a bill")
    assert "I have arranged £40.00 for you as more time with our service." in text
    assert TERMS in text
    said = await bot.send()
    assert "CR-1: noted that you told the customer of £40.00." in said
    await bot.deliver()
    assert f"<@{AGENT}> wrote to the customer about the granted credit of £40.00" in (
        bot.thread()[-1].text
    )
    assert "Quill" not in "".join(seen.words for seen in bot.thread())
    assert f"<@{AGENT}> told the customer" in bot.direct(MANAGER)[0].text


async def test_a_letter_is_marked_once_and_a_declined_one_says_why(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£90", asked_for="£900 for a lost sale")
    await bot.press(bot.direct(MANAGER)[-1], "decline_credit", by=MANAGER)
    await bot.send(by=MANAGER, why="not_shown", alternative="A call each day until it is closed")
    await bot.deliver()

    text = await open_letter(bot)

    assert "You asked for £900 for a lost sale." in text
    assert "The reason: we have not seen anything yet that shows the cost." in text
    assert "What I can do: A call each day until it is closed." in text
    assert "If you have a bill, a receipt or a statement, send it to me." in text
    assert "Our terms also say that we do not cover lost profit." in text
    assert "you can complain here: the complaints page in the app." in text
    assert "noted that you told the customer of £90.00." in await bot.send()
    await bot.deliver()
    assert "wrote to the customer about the declined credit" in bot.thread()[-1].text
    again = await bot.press(bot.direct(AGENT)[-1], "write_letter")
    assert f"<@{AGENT}> told the customer of CR-1 already" in again


@pytest.mark.parametrize(
    "other",
    [
        "£41",
        "£400",
        "$40",
        "€40.00",
        "40 USD",
        "CHF 40",
        "40 francs and 90 pounds",
        "forty pounds",
        "50p",
        "a grand",
        "10% off",
        "half your bill back",
        "£40 in vouchers",
        "£40 in cash",
    ],
)
async def test_another_sum_currency_or_form_is_not_named(bot: Bot, other: str) -> None:
    await outage(bot)
    await approved(bot)
    text = await open_letter(bot)
    changed = text.replace("Thank you again", f"I will also bring {other}.\nThank you again")

    said = await sent(bot, changed)

    assert "Nobody has approved this sum." in said
    assert bot.typed("text") == changed
    assert "noted that you told the customer" in await sent(bot, text)


async def test_it_goes_to_nobody_but_the_customer_of_the_credit(bot: Bot) -> None:
    await outage(bot)
    await approved(bot)
    text = await open_letter(bot)

    other = await sent(bot, text.replace("Ms Quill", "Mr Okafor"), person_name="Mr Okafor")
    assert "CR-1 is for another customer than the one named or greeted here" in other
    greeted = await sent(bot, text.replace("Hello Ms Quill", "Hello Mr Okafor"))
    assert "CR-1 is for another customer" in greeted
    assert "Hello Mr Okafor" in bot.typed("text")
    assert "noted that you told" in await sent(bot, text, person_name="ms  quill")


async def test_a_reference_is_matched_with_the_customer_who_is_logged(bot: Bot) -> None:
    await outage(bot)
    await approved(bot, customer="ACC-1")
    text = await open_letter(bot)
    assert bot.typed("person_name") == ""
    named = "Ms Quill".join(text.split("{name}"))

    said = await sent(bot, named, person_name="Ms Quill")

    assert "nobody is logged with that reference" in said
    await bot.slash("customer INC-1", by=LEAD)
    await bot.send(by=LEAD, customer_name="Ms Quill", reference="acc-1")
    assert "another customer" in await sent(bot, named, person_name="Mr Okafor")
    assert "noted that you told" in await sent(bot, named, person_name="Ms Quill")


async def test_the_form_greets_the_customer_as_they_wish(bot: Bot) -> None:
    await outage(bot)
    await bot.slash("customer INC-1")
    await bot.send(customer_name="Captain Quill", reference="ACC-1")
    await approved(bot, customer="ACC-1")

    assert (await open_letter(bot)).startswith("Hello Captain Quill,")


async def test_what_is_voided_meanwhile_is_not_told(bot: Bot) -> None:
    await outage(bot)
    await approved(bot)
    text = await open_letter(bot)

    await bot.slash("takeback CR-1", by=HEAD)
    await bot.send(by=HEAD, undo="Paid twice")
    await bot.deliver()
    said = await sent(bot, text + "\nPS: see you.")
    assert "CR-1 may be taken back: somebody has asked for that" in said
    await bot.press(bot.direct(MANAGER)[0], "approve_credit", by=MANAGER)
    await bot.deliver()

    said = await sent(bot, text + "\nPS: see you.")
    assert "CR-1 is voided, so there is nothing to tell the customer" in said
    assert "Nobody has approved this sum." in said
    assert bot.typed("text") == text + "\nPS: see you."
    copied = await bot.press_in_form("copy_words")
    assert "is voided" in copied


async def test_what_is_changed_meanwhile_is_drafted_anew(bot: Bot) -> None:
    await outage(bot)
    await ask(bot)
    await bot.press(bot.direct(MANAGER)[-1], "change_credit", by=MANAGER)
    await bot.send(by=MANAGER, amount="60")
    await bot.deliver()
    back = bot.direct(AGENT)[-1]
    await anew(bot, back, "60")
    await bot.slash("letter CR-1", by=MANAGER)
    own = f"{await fill(bot, by=MANAGER)}\nPS: see you."
    assert "I have arranged £60.00" in own

    await anew(bot, back, "50")

    said = await bot.send(by=MANAGER, text=own)
    assert "CR-1 was changed since these words were drafted" in said
    assert bot.typed("text", by=MANAGER) == own
    await bot.press_in_form("fill_draft", by=MANAGER)
    text = bot.typed("text", by=MANAGER)
    assert "I have arranged £50.00" in text
    assert "PS: see you." in bot.form(by=MANAGER)
    assert "you told the customer of £50.00" in await bot.send(by=MANAGER)


async def anew(bot: Bot, back: Seen, amount: str) -> None:
    await bot.press(back, "ask_anew")
    await bot.send(amount=amount)
    await bot.deliver()
    await bot.press(bot.direct(MANAGER)[0], "approve_credit", by=MANAGER)
    await bot.deliver()


async def test_before_an_apology_the_form_is_for_one(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await ask(bot, "£20", customer="Ms Quill")

    await bot.slash("letter CR-1")

    assert "Nobody has said sorry to customers of INC-1 yet" in bot.form()
    assert bot.typed("kind") == "K05"


async def test_an_apology_counts_for_its_own_outage(bot: Bot) -> None:
    for what in ("pay by card", "sign in"):
        await bot.slash(f"open Customers cannot {what}")
    await bot.deliver()
    await bot.slash(f"update INC-1 {NEWS.replace('We are sorry', 'We apologise')}")
    await bot.slash("credit INC-2")
    await bot.send(customer="Ms Quill", amount="£20", reason="A late fee")
    await bot.deliver()

    await bot.slash("letter CR-1")

    assert "Nobody has said sorry to customers of INC-2 yet" in bot.form()


async def test_without_legals_word_only_ones_own_gift_is_told(bot: Bot) -> None:
    await outage(bot, owed=None)
    await approved(bot)

    said = await bot.press(bot.direct(AGENT)[-1], "write_letter")

    assert "Legal has not said whether something is owed for INC-1" in said
    await ask(bot, "£20", customer="Mr Okafor")
    assert await bot.slash("letter CR-2") == ""
    text = await fill(bot)
    assert "£20.00" in text
    assert TERMS not in text


async def test_the_terms_are_not_mentioned_while_something_is_owed(bot: Bot) -> None:
    await outage(bot, owed="applies", which="the service promise")
    await approved(bot)
    text = await open_letter(bot)
    assert TERMS not in text

    said = await sent(bot, text.replace("We will not", f"To be open: {TERMS}.\nWe will not"))

    assert "Terms have no place here." in said
    assert "noted that you told" in await sent(bot, text)


async def test_what_is_owed_is_told_as_owed(bot: Bot) -> None:
    await outage(bot, owed="applies", which="the service promise")
    await bot.slash("credit")
    await bot.send(
        customer="Ms Quill", amount="£30", reason="A day", code="SLA", worked_out="A day's fee"
    )
    await bot.deliver()
    await bot.press(bot.direct(FINANCE)[-1], "approve_credit", by=FINANCE)
    await bot.deliver()

    text = await open_letter(bot)

    assert "You are owed £30.00 under the service promise." in text
    assert "How we worked it out: A day's fee." in text
    assert "terms" not in text
    assert "noted that you told the customer of £30.00." in await sent(bot, text)


async def test_a_gesture_names_what_each_gets_to_anybody(bot: Bot) -> None:
    await outage(bot)
    await bot.slash("credit INC-1 everyone")
    await bot.send(amount="2", people_low="90", people_high="120", reason="Two days without cards")
    await bot.deliver()
    await approve(bot)
    await bot.press(bot.direct(AGENT)[-1], "write_letter")
    past = {"slot.impact_sentence_past": "You could not pay by card on 4 March."}
    text = await fill(bot, person_name="Ms Quill", **past)

    assert "Everyone affected gets £2.00 as" in text
    assert "Nobody has approved" in await sent(bot, text.replace("£2.00", "£240.00"))
    assert "noted that you told the customer of £2.00 each" in await sent(bot, text)
    assert await bot.slash("letter CR-1") == ""


async def test_a_decline_that_offers_money_does_not_go(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£40", asked_for="£900 for a lost sale")
    await bot.press(bot.direct(MANAGER)[-1], "decline_credit", by=MANAGER)
    await bot.send(by=MANAGER, why="too_much", alternative="£25 and a call")
    await bot.deliver()

    text = await open_letter(bot)

    assert "Nobody has approved this sum." in await sent(bot, text)
    offering = text.replace("£25 and a call", "a call").replace(
        "Thank you for setting", "I have arranged £900 for you.\nThank you for setting"
    )
    assert "Nobody has approved this sum." in await sent(bot, offering)
    assert "noted that you told" in await sent(bot, text.replace("£25 and a call", "a call"))


async def test_only_those_who_work_on_it_write_the_letter(bot: Bot) -> None:
    await outage(bot)
    await approved(bot)

    said = await bot.slash("letter CR-1", by=FINANCE)

    assert f"The customer hears of CR-1 from <@{AGENT}>" in said
    assert "There is no credit “CR-9”" in await bot.slash("letter CR-9")
    assert await bot.slash("letter CR-1", by=MANAGER) == ""
