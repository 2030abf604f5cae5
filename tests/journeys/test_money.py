"""Tiers, questions, stand-ins, budgets and cohorts, as people meet them."""

from datetime import timedelta

from bot.sandbox.screen import Seen
from tests.driver import AGENT, FINANCE, HEAD, LEAD, MANAGER, SUPPORT, Bot

REASON = "A late fee, because the payment failed"


async def outage(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()


async def ask(bot: Bot, amount: str, *, customer: str = "ACC-1", by: str = AGENT) -> str:
    await bot.slash("credit", by=by)
    receipt = await bot.send(by=by, customer=customer, amount=amount, reason=REASON)
    await bot.deliver()
    return receipt


def newest(bot: Bot, somebody: str) -> Seen:
    return bot.direct(somebody)[-1]


async def test_a_little_is_given_at_once_and_is_on_record(bot: Bot) -> None:
    await outage(bot)

    receipt = await ask(bot, "£20")

    assert "CR-1: you gave £20.00. It is within what you may give yourself" in receipt
    assert f"<@{AGENT}> approved the credit of £20.00 (CR-1)." in bot.thread()[-1].text
    assert bot.direct(MANAGER) == []
    assert "will be asked to decide" in await ask(bot, "£15")


async def test_a_high_sum_takes_two_people_of_two_functions(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£900")
    assert bot.direct(MANAGER) == []

    half = await bot.press(newest(bot, HEAD), "approve_credit", by=HEAD)
    await bot.deliver()

    assert "One more person has to." in half
    card = newest(bot, FINANCE)
    assert f"<@{HEAD}> approved, finance is still needed" in card.text
    again = await bot.press(newest(bot, HEAD), "approve_credit", by=HEAD)
    assert "You have approved CR-1, or it needs nothing more from your side." in again
    answer = await bot.press(card, "approve_credit", by=FINANCE)
    await bot.deliver()
    assert "CR-1: you approved £900.00." in answer
    for somebody in (HEAD, FINANCE):
        [shown] = bot.direct(somebody)
        assert f"Approved by <@{FINANCE}>" in shown.text
        assert shown.buttons == []
    assert "You can tell the customer now." in newest(bot, AGENT).text


async def test_so_high_a_sum_is_declined_by_two(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£900")

    await bot.press(newest(bot, HEAD), "decline_credit", by=HEAD)
    first = await bot.send(by=HEAD, why="too_much", alternative="A call")
    await bot.deliver()

    assert "needs a second reader" in first
    assert f"<@{HEAD}> would decline it; a second reader looks." in newest(bot, AGENT).text
    card = newest(bot, FINANCE)
    assert f"<@{HEAD}> declined, a second reader must look" in card.text
    await bot.press(card, "decline_credit", by=FINANCE)
    await bot.send(by=FINANCE, why="too_much", alternative="£100 and a call")
    await bot.deliver()
    assert "More than like cases got. Offer this instead: £100 and a call" in (
        newest(bot, AGENT).text
    )


async def test_another_sum_goes_back_and_is_asked_anew(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£40")

    await bot.press(newest(bot, MANAGER), "change_credit", by=MANAGER)
    back = await bot.send(by=MANAGER, amount="60")
    await bot.deliver()

    assert f"CR-1 goes back to <@{AGENT}>" in back
    note = newest(bot, AGENT)
    assert f"<@{MANAGER}> would rather give £60.00." in note.text
    assert newest(bot, MANAGER).buttons == []
    await bot.press(note, "ask_anew")
    assert (bot.typed("amount"), bot.typed("customer")) == ("£60.00", "ACC-1")
    assert "CR-1: you asked for £60.00." in await bot.send()
    await bot.deliver()
    [card] = bot.direct(MANAGER)
    assert "CR-1: you approved £60.00." in await bot.press(card, "approve_credit", by=MANAGER)


async def test_a_question_is_answered_below_the_request(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£40")

    await bot.press(newest(bot, MANAGER), "question_credit", by=MANAGER)
    sent = await bot.send(by=MANAGER, question="Was the fee theirs?")
    assert "will get your question" in sent
    await bot.deliver()
    note = newest(bot, AGENT)
    assert "Was the fee theirs?" in note.text
    bot.practice.faults.add("usergroups.users.list", "server_error", times=9)
    await bot.press(note, "answer_credit")
    assert "your answer will stand below" in await bot.send(answer="Yes, the receipt says so")
    await bot.deliver()

    card = bot.direct(MANAGER)[0]
    below = bot.person(MANAGER).thread(card.channel, card.ts)
    [_, asked, answer] = [seen.text for seen in below if not seen.is_ephemeral]
    assert "Was the fee theirs?" in asked
    assert "Yes, the receipt says so" in answer


async def test_who_has_an_interest_passes_it_on(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£40")

    said = await bot.press(newest(bot, MANAGER), "interest_credit", by=MANAGER)
    await bot.deliver()

    assert "CR-1 goes to the others." in said
    assert newest(bot, MANAGER).buttons == []
    assert "you approved" in await bot.press(newest(bot, HEAD), "approve_credit", by=HEAD)


async def test_who_is_away_names_a_stand_in_with_a_date(bot: Bot) -> None:
    await outage(bot)
    await bot.slash("delegate until Friday", by=MANAGER)
    assert bot.typed("until", by=MANAGER) == "Friday"
    await bot.send(by=MANAGER, to=LEAD)
    receipt = await bot.slash("delegate @amira until Friday", by=MANAGER)
    assert f"<@{LEAD}> may decide on credits in your place until the end of" in receipt
    await ask(bot, "£40")

    await bot.wait(timedelta(minutes=31))

    assert (
        f"It is put to <@{LEAD}> as well."
        in bot.person(MANAGER)
        .thread(bot.direct(MANAGER)[0].channel, bot.direct(MANAGER)[0].ts)[-1]
        .text
    )
    assert f"so it is with <@{LEAD}> too" in newest(bot, AGENT).text
    assert "you approved" in await bot.press(newest(bot, LEAD), "approve_credit", by=LEAD)


async def test_what_is_not_decided_goes_on_to_the_next(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£40")

    await bot.wait(timedelta(minutes=31))

    assert newest(bot, HEAD).buttons[0] == "Approve"
    assert f"so it is with <@{HEAD}> too" in newest(bot, AGENT).text


async def test_a_request_lapses_after_two_weeks(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£40")
    bot.clock.turn(timedelta(days=15))
    await bot.deliver()
    await bot.deliver()

    assert "Lapsed: two weeks went by" in bot.direct(MANAGER)[0].text
    assert bot.direct(MANAGER)[0].buttons == []


async def test_a_budget_is_warned_of_refused_and_raised(bot: Bot) -> None:
    await outage(bot)
    for number in range(2):
        await ask(bot, "£2000", customer=f"ACC-{number}")
    warned = newest(bot, FINANCE)
    assert "A budget for credits runs low" in bot.direct(FINANCE)[-2].text + warned.text

    refused = await ask(bot, "£2000", customer="ACC-3")
    assert "The budget of this incident has £1,000.00 left" in refused
    assert bot.typed("customer") == "ACC-3"
    low = next(seen for seen in bot.direct(FINANCE) if "runs low" in seen.text)
    await bot.press(low, "raise_budget", by=FINANCE)
    added = await bot.send(by=FINANCE, scope_of_budget="incident", amount="1,500")
    assert "£2,500.00 of £6,500.00 left" in added
    assert "CR-3: you asked for £2,000.00." in await bot.send()


async def test_a_gesture_for_everyone_shows_what_it_may_come_to(bot: Bot) -> None:
    await outage(bot)
    await bot.slash("credit INC-1 everyone")
    receipt = await bot.send(
        amount="2", people_low="90", people_high="120", reason="Two days without cards"
    )
    await bot.deliver()

    assert "£2.00 each for 90 to 120 people" in receipt
    card = newest(bot, MANAGER)
    assert "£180.00 to £240.00 in all" in card.words
    assert "you approved £2.00 each" in await bot.press(card, "approve_credit", by=MANAGER)


async def test_what_was_given_is_taken_back_by_somebody_else(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£40")
    await bot.press(newest(bot, MANAGER), "approve_credit", by=MANAGER)
    await bot.deliver()

    await bot.slash("takeback CR-1", by=HEAD)
    await bot.send(by=HEAD, undo="Paid twice")
    await bot.deliver()
    card = bot.direct(MANAGER)[0]
    assert f"<@{HEAD}> asks to take it back" in card.text
    assert "is taken back" in await bot.press(card, "approve_credit", by=MANAGER)
    await bot.deliver()
    assert "Voided" in bot.direct(MANAGER)[0].text


async def test_only_legal_says_what_is_owed(bot: Bot) -> None:
    await outage(bot)
    await bot.slash("owed INC-1")

    assert "Only legal can do this." in await bot.send(owed="none")


async def test_another_reason_shows_what_is_usual_for_it(bot: Bot) -> None:
    await outage(bot)
    await bot.slash("credit")
    assert "Usual: up to £25.00. Repays in kind: longer service" in bot.form()

    said = await bot.press_in_form("code", chosen="COST-DIRECT")

    assert "Usual: up to £100.00. Repays in kind: the money itself" in said


async def test_a_message_begins_a_request_with_its_words(bot: Bot) -> None:
    await outage(bot)
    agent = bot.person(AGENT)
    said = await agent.say(SUPPORT, "She was charged £40 twice")

    assert await agent.shortcut("ask_credit_about", said) is None
    await bot.practice.workspace.until(lambda: agent.modal is not None)

    assert bot.typed("reason") == "She was charged £40 twice"
    assert "CR-1: you asked for £40.00." in await bot.send(customer="ACC-1", amount="40")


async def test_a_sum_is_worked_out_from_what_was_lost(bot: Bot) -> None:
    await outage(bot)
    await bot.slash("credit")
    agent = bot.person(AGENT)
    agent.fill("customer", "ACC-1")

    await bot.press_in_form("size_credit")
    said = await bot.press_in_form("size_credit")
    assert "Fill in at least what they pay" in said
    agent.fill("hours", "a day")
    agent.fill("pays", "£300")
    assert "“a day” cannot be counted with." in await bot.press_in_form("size_credit")
    assert bot.typed("pays") == "£300"
    agent.fill("hours", "12")
    agent.fill("cost", "£2")
    agent.fill("extra_contacts", "1")
    await bot.press_in_form("size_credit")

    assert (bot.typed("amount"), bot.typed("customer")) == ("£12.00", "ACC-1")
    how = "£300.00 a month for 12 h: £5.00, times 1 to 3; cost shown: £2.00; had to come"
    assert bot.typed("worked_out").startswith(how)
    assert bot.typed("worked_out").endswith("in all £12.00 to £22.00.")
    assert "CR-1: you gave £12.00." in await bot.send(reason="A day without it")


async def test_another_reason_offers_the_form_that_fits(bot: Bot) -> None:
    await outage(bot)
    await bot.slash("credit")
    assert bot.typed("remedy") == "extension"

    await bot.press_in_form("code", chosen="COST-DIRECT")

    assert bot.typed("remedy") == "money"
