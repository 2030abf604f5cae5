"""A goodwill credit takes two people: asked for by one, decided once by another, on record."""

import asyncio

from bot.sandbox import payloads
from bot.sandbox.screen import Seen
from tests.driver import AGENT, FINANCE, LEAD, MANAGER, Bot
from tests.journeys.forgery import click, forged, pressed_by_hand

GROUP = "S02MANAGERS"


async def ask(bot: Bot, *, by: str = AGENT, amount: str = "£40") -> str:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.press(bot.card(), "ask_credit", by=by)
    reason = "Two hours in the queue"
    receipt = await bot.send(by=by, customer="Ms Quill", amount=amount, reason=reason)
    await bot.deliver()
    return receipt


def managers_are(bot: Bot, *people: str) -> None:
    bot.practice.workspace.state.groups[GROUP].members = list(people)


def request(bot: Bot, manager: str = MANAGER) -> Seen:
    """The newest card of a request as this manager sees it."""
    return bot.direct(manager)[-1]


async def test_a_manager_gets_a_direct_message_with_all_it_takes_to_decide(bot: Bot) -> None:
    receipt = await ask(bot)

    assert f"CR-1: you asked for £40.00. <@{MANAGER}> will be asked to decide" in receipt
    card = request(bot)
    assert card.text == (
        f"CR-1: <@{AGENT}> asks for £40.00 for a customer hit by INC-1. Waiting for a decision."
    )
    for words in ("Ms Quill", "£40.00", "Two hours in the queue", "Customers cannot pay by card"):
        assert words in card.words
    assert card.buttons == [
        *("Approve", "Change amount", "Decline", "Ask a question", "I have an interest")
    ]
    for words in ("legal has not said yet", "nothing is given to show it", "this is the first one"):
        assert words in card.words
    assert "£4,960.00 of £5,000.00 left" in card.words
    assert f"<@{AGENT}> asked for a credit of £40.00 (CR-1)." in bot.thread()[-1].text


async def test_an_approval_is_shown_to_the_manager_the_thread_and_who_asked(bot: Bot) -> None:
    await ask(bot)

    answer = await bot.press(request(bot), "approve_credit", by=MANAGER)
    await bot.deliver()

    assert f"CR-1: you approved £40.00. <@{AGENT}> will be told." in answer
    [card] = bot.direct(MANAGER)
    assert f"Approved by <@{MANAGER}>" in card.text
    assert "12:00 GMT" in card.text
    assert card.buttons == []
    assert f"<@{MANAGER}> approved the credit of £40.00 (CR-1)." in bot.thread()[-1].text
    [note] = bot.direct(AGENT)
    assert f"Your request CR-1 for £40.00. Approved by <@{MANAGER}>" in note.text
    assert "You can tell the customer now." in note.text


async def test_a_no_says_why_and_what_is_offered_instead(bot: Bot) -> None:
    await ask(bot)

    await bot.press(request(bot), "decline_credit", by=MANAGER)
    answer = await bot.send(by=MANAGER, why="not_shown", alternative="A call today")
    await bot.deliver()

    assert "CR-1: you declined £40.00." in answer
    assert f"Declined by <@{MANAGER}>" in request(bot).text
    assert request(bot).buttons == []
    assert f"<@{MANAGER}> declined the credit of £40.00 (CR-1)." in bot.thread()[-1].text
    [note] = bot.direct(AGENT)
    assert "Nothing shows the cost yet. Offer this instead: A call today" in note.text


async def test_every_manager_gets_it_and_sees_what_was_decided(bot: Bot) -> None:
    managers_are(bot, MANAGER, FINANCE)
    await ask(bot)

    await bot.press(request(bot, FINANCE), "approve_credit", by=FINANCE)
    await bot.deliver()

    for manager in (MANAGER, FINANCE):
        [card] = bot.direct(manager)
        assert f"Approved by <@{FINANCE}>" in card.text
        assert card.buttons == []
    assert len(bot.direct(AGENT)) == 1


async def test_a_manager_who_asks_leaves_it_to_the_others(bot: Bot) -> None:
    managers_are(bot, MANAGER, FINANCE)

    await ask(bot, by=MANAGER)

    assert bot.direct(MANAGER) == []
    [card] = bot.direct(FINANCE)
    own = await pressed_by_hand(bot, click(bot, card, "approve_credit", "1:x", by=MANAGER))
    assert "You asked for CR-1 yourself, so somebody else decides it." in own
    assert "you approved" in await bot.press(card, "approve_credit", by=FINANCE)


async def test_a_sum_nobody_may_decide_on_is_refused_and_keeps_every_word(bot: Bot) -> None:
    said = await ask(bot, by=MANAGER, amount="£3000")

    assert "Nobody is named who may decide on £3,000.00" in said
    assert bot.typed("customer", by=MANAGER) == "Ms Quill"
    assert bot.typed("reason", by=MANAGER) == "Two hours in the queue"
    assert bot.thread() == []


async def test_who_is_no_manager_sees_no_button_and_forging_one_changes_nothing(bot: Bot) -> None:
    await ask(bot)
    before = request(bot)

    for person in (AGENT, LEAD, FINANCE):
        assert bot.direct(person) == []
        assert all("Approve" not in seen.buttons for seen in [*bot.channel(), *bot.thread()])
        answer = await pressed_by_hand(bot, click(bot, before, "approve_credit", "1:x", by=person))
        own = "You asked for CR-1 yourself, so somebody else decides it."
        assert (own if person == AGENT else "CR-1 is not yours to decide.") in answer
    await bot.deliver()

    assert request(bot).json == before.json
    assert len(bot.thread()) == 1
    assert bot.direct(AGENT) == []


async def test_a_second_decision_changes_nothing_and_hears_who_decided(bot: Bot) -> None:
    managers_are(bot, MANAGER, FINANCE)
    await ask(bot)
    await bot.press(request(bot), "approve_credit", by=MANAGER)
    await bot.deliver()

    stale = click(bot, request(bot, FINANCE), "decline_credit", "1", by=FINANCE)
    answer = await pressed_by_hand(bot, stale)
    await bot.deliver()

    assert f"<@{MANAGER}> approved CR-1 already" in answer
    assert "There is nothing to do." in answer
    assert f"Approved by <@{MANAGER}>" in request(bot, FINANCE).text
    assert len(bot.thread()) == 2
    assert len(bot.direct(AGENT)) == 1


async def test_who_left_the_group_meanwhile_cannot_decide(bot: Bot) -> None:
    await ask(bot)
    managers_are(bot, FINANCE)

    answer = await bot.press(request(bot), "approve_credit", by=MANAGER)
    await bot.deliver()

    assert "CR-1 is not yours to decide." in answer
    assert "Waiting for a decision" in request(bot).text


async def test_while_slack_does_not_say_who_the_managers_are_nothing_is_decided(bot: Bot) -> None:
    await ask(bot)
    bot.practice.faults.add("usergroups.users.list", "server_error")

    answer = await bot.press(request(bot), "approve_credit", by=MANAGER)
    await bot.deliver()

    assert (
        "I could not find out who holds which role, or who belongs here, so nothing was changed."
        in answer
    )
    assert "Waiting for a decision" in request(bot).text
    assert "you approved" in await bot.press(request(bot), "approve_credit", by=MANAGER)


async def test_who_decides_is_answered_in_time_while_slack_is_slow(bot: Bot) -> None:
    await ask(bot)
    bot.practice.faults.add("usergroups.users.list", "slow", seconds=30)

    async with asyncio.timeout(2.9):
        answer = await bot.press(request(bot), "approve_credit", by=MANAGER)

    assert "so nothing was changed" in answer


async def test_asking_while_slack_is_away_keeps_every_word(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("credit")
    bot.practice.faults.add("usergroups.users.list", "server_error")

    said = await bot.send(customer="Ms Quill", amount="40", reason="Two hours in the queue")

    assert "I could not find out who holds which role" in said
    assert bot.typed("customer") == "Ms Quill"
    assert "CR-1: you asked for £40.00." in await bot.send()


async def test_a_sum_that_cannot_be_meant_is_refused_beside_its_field(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("credit")
    refused = {
        "40 USD": "“40 USD” is in another currency.",
        "-3": "“-3” is not more than zero.",
        "-£40": "“-£40” is not more than zero.",
        "\u2212£40": "“\u2212£40” is not more than zero.",
        "0": "“0” is not more than zero.",
        "1.234": "“1.234” has too many decimals.",
        "ten": "“ten” is not a sum I can read.",
        "1000000": "“1000000” is a million or more.",
    }

    for amount, words in refused.items():
        await bot.send(customer="Ms Quill", amount=amount, reason="Two hours in the queue")
        view = bot.person(AGENT).modal
        assert view is not None
        assert view.errors == {"amount.0": f"{words} Write the sum in GBP, for example 40."}
        assert bot.typed("amount") == amount
    assert "you asked for £1,234.50" in await bot.send(amount="1,234.50")


async def test_the_same_request_sent_twice_is_one_request(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("credit")
    person = bot.person(AGENT)
    for field, value in {"customer": "Ms Quill", "amount": "40", "reason": "Two hours"}.items():
        person.fill(field, value)
    assert person.modal is not None
    sent = payloads.submission(bot.practice.workspace.state, person.modal)

    replies = await asyncio.gather(forged(bot, sent), forged(bot, sent))
    await bot.deliver()

    actions = sorted(reply.body["response_action"] for reply in replies)
    assert actions == ["errors", "update"]
    assert len(bot.direct(MANAGER)) == 1


async def test_a_request_is_possible_once_all_is_over(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.resolve()
    await bot.deliver()

    await bot.press(bot.card(), "ask_credit")

    said = await bot.send(customer="Ms Quill", amount="40", reason="Two hours in the queue")
    assert "CR-1: you asked for £40.00." in said
