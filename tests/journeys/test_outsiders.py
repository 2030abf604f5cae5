"""Guests, strangers, apps and those who left decide on no money; strangers own nothing here."""

import pytest

from bot.sandbox.faults import FaultKind
from bot.sandbox.ids import BOT_USER
from bot.sandbox.people import Person
from tests.driver import AGENT, FINANCE, HEAD, INCIDENTS, LEAD, MANAGER, Bot
from tests.journeys.forgery import STRANGERS, click, pressed_by_hand
from tests.journeys.test_credit import ask, managers_are, request

MET = "U08MET"
FLAGS = ("is_restricted", "is_ultra_restricted", "deleted")


def mark(bot: Bot, somebody: str, flag: str) -> None:
    setattr(bot.practice.workspace.state.people[somebody], flag, True)


def meet(bot: Bot) -> None:
    """Somebody of another organisation shares the channel with us."""
    bot.practice.workspace.add_person(Person(MET, "met", "Met Vale", team_id=STRANGERS))
    bot.practice.workspace.channel(INCIDENTS).members.add(MET)


@pytest.mark.parametrize("flag", FLAGS)
async def test_who_became_a_guest_or_left_decides_no_longer(bot: Bot, flag: str) -> None:
    await ask(bot)
    card = request(bot)
    mark(bot, MANAGER, flag)

    said = await pressed_by_hand(bot, click(bot, card, "approve_credit", "1:x", by=MANAGER))

    assert "only full members decide on money" in said
    assert "Waiting for a decision" in request(bot).text


async def test_who_became_a_guest_while_the_form_was_open_cannot_send_it(bot: Bot) -> None:
    await ask(bot)
    await bot.press(request(bot), "decline_credit", by=MANAGER)
    mark(bot, MANAGER, "is_restricted")

    said = await bot.send(by=MANAGER, why="not_shown", alternative="A call today")

    assert f"<@{MANAGER}> is a guest of this workspace" in said
    assert bot.typed("alternative", by=MANAGER) == "A call today"


async def test_a_guest_in_a_group_that_decides_is_not_asked(bot: Bot) -> None:
    managers_are(bot, MANAGER, FINANCE)
    mark(bot, MANAGER, "is_ultra_restricted")

    receipt = await ask(bot)

    assert f"<@{FINANCE}> will be asked" in receipt
    assert bot.direct(MANAGER) == []


async def test_what_a_guest_asks_for_is_decided_by_somebody_else(bot: Bot) -> None:
    mark(bot, AGENT, "is_restricted")
    await bot.slash("open Customers cannot pay by card")

    await bot.slash("credit")

    assert "what a guest asks for is decided by somebody else" in bot.form()
    said = await bot.send(customer="ACC-1", amount="£5", reason="Two hours in the queue")
    assert f"you asked for £5.00. <@{MANAGER}> will be asked" in said


@pytest.mark.parametrize("flag", FLAGS)
async def test_a_guest_stands_in_for_nobody(bot: Bot, flag: str) -> None:
    mark(bot, LEAD, flag)

    said = await bot.slash("delegate @amira until Friday", by=MANAGER)

    assert f"<@{LEAD}>" in said
    assert "only full members decide on money or stand in" in said


async def test_an_app_and_a_stranger_stand_in_for_nobody(bot: Bot) -> None:
    meet(bot)
    assert f"<@{BOT_USER}> is an app" in await bot.slash("delegate @candour friday", by=MANAGER)
    said = await bot.slash("delegate @met until Friday", by=MANAGER)
    assert f"<@{MET}> belongs to another organisation" in said


async def test_a_guest_among_the_managers_names_no_stand_in(bot: Bot) -> None:
    mark(bot, MANAGER, "is_restricted")

    said = await bot.slash("delegate @amira until Friday", by=MANAGER)

    assert f"<@{MANAGER}> is a guest of this workspace" in said


async def test_a_stand_in_who_became_a_guest_decides_no_longer(bot: Bot) -> None:
    await bot.slash("delegate @amira until Friday", by=MANAGER)
    await ask(bot)
    mark(bot, LEAD, "is_restricted")

    said = await pressed_by_hand(bot, click(bot, request(bot), "approve_credit", "1:x", by=LEAD))

    assert f"<@{LEAD}> is a guest of this workspace" in said


@pytest.mark.parametrize("flag", FLAGS)
async def test_nobody_decides_in_the_place_of_who_became_a_guest_or_left(
    bot: Bot, flag: str
) -> None:
    await bot.slash("delegate @amira until Friday", by=MANAGER)
    await ask(bot)
    card = request(bot)
    mark(bot, MANAGER, flag)

    said = await pressed_by_hand(bot, click(bot, card, "approve_credit", "1:x", by=LEAD))

    assert "CR-1 is not yours to decide" in said
    assert "Waiting for a decision" in request(bot).text


@pytest.mark.parametrize("fault", ["server_error", "ratelimited", "slow"])
async def test_where_slack_cannot_say_nothing_is_decided(bot: Bot, fault: FaultKind) -> None:
    await ask(bot)
    bot.practice.faults.add("users.info", fault, seconds=2.0)

    said = await bot.press(request(bot), "approve_credit", by=MANAGER)

    assert "or who belongs here, so nothing was changed" in said
    assert "you approved" in await bot.press(request(bot), "approve_credit", by=MANAGER)


async def test_a_stranger_is_handed_nothing(bot: Bot) -> None:
    meet(bot)
    await bot.slash("open Customers cannot pay by card")

    said = await bot.slash("handover @met please")

    assert f"<@{MET}> belongs to another organisation" in said
    await bot.slash("handover please look at the queue")
    assert "belongs to another organisation" in await bot.send(to=MET)
    assert bot.typed("shift_note") == "please look at the queue"


async def test_a_stranger_owns_no_incident_and_no_promise(bot: Bot) -> None:
    meet(bot)
    await bot.slash("open")
    said = await bot.send(what_fails="Customers cannot pay by card", owner=MET)
    assert "belongs to another organisation" in said
    assert bot.typed("what_fails") == "Customers cannot pay by card"
    await bot.send(owner=HEAD)
    await bot.deliver()

    await bot.slash("promise We will call you")
    said = await bot.send(owner=MET)
    assert "belongs to another organisation" in said
    assert bot.typed("promise_words") == "We will call you"
    await bot.send(owner=AGENT)
    await bot.deliver()
    await bot.press(bot.thread_card("PR-1"), "promise_reassign")
    assert "belongs to another organisation" in await bot.send(to=MET)
