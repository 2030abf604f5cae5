"""Whose incident it is: somebody always answers for it, and who leaves hands over all there is."""

from datetime import timedelta

from tests.driver import AGENT, HEAD, LEAD, Bot

MINUTE = timedelta(minutes=1)


async def open_at_noon(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()


async def hand_over(bot: Bot, *, to: str = LEAD, note: str = "") -> str:
    await bot.press(bot.card(), "hand_over")
    answer = await bot.send(to=to, shift_note=note)
    await bot.deliver()
    return answer


async def test_an_incident_without_an_owner_asks_the_channel_for_one(bot: Bot) -> None:
    await bot.slash("open")
    answer = await bot.send(what_fails="Customers cannot sign in", owner="")
    await bot.deliver()
    assert "Nobody owns it yet" in answer

    await bot.wait(20 * MINUTE)

    asked = bot.channel()[-1]
    assert "Nobody owns it yet. Who takes it? Press" in asked.text
    assert "You own INC-1 now." in await bot.press(asked, "take", by=LEAD)
    await bot.wait(10 * MINUTE)
    assert bot.thread()[-1].text.startswith(f"<@{LEAD}>")
    assert f"<@{LEAD}>" in bot.card().words


async def test_the_card_without_an_owner_has_the_button_too(bot: Bot) -> None:
    await bot.slash("open")
    await bot.send(what_fails="Customers cannot sign in", owner="")
    await bot.deliver()

    await bot.press(bot.card(), "take", by=HEAD)
    await bot.deliver()

    assert "Take it" not in bot.card().buttons
    assert "Hand over" in bot.card().words


async def test_of_two_who_take_it_the_second_hears_who_was_first(bot: Bot) -> None:
    await bot.slash("open")
    await bot.send(what_fails="Customers cannot sign in", owner="")
    await bot.deliver()
    card = bot.card()

    await bot.press(card, "take", by=HEAD)
    answer = await bot.press(card, "take", by=LEAD)
    again = await bot.press(card, "take", by=HEAD)

    assert f"<@{HEAD}> owns INC-1 already." in answer
    assert "theirs already" in again


async def test_somebody_else_can_be_made_the_owner_at_the_start(bot: Bot) -> None:
    await bot.slash("open")

    answer = await bot.send(what_fails="Customers cannot sign in", owner=LEAD)
    await bot.deliver()

    assert f"Owner: <@{LEAD}>" in answer
    await bot.wait(20 * MINUTE)
    assert len(bot.direct(LEAD)) == 1
    assert bot.direct(AGENT) == []


async def test_the_pack_holds_all_that_the_new_owner_needs(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.slash("update The provider has found the failing part.")
    await bot.slash("credit")
    await bot.send(customer="Ms Quill", amount="40", reason="Two hours in the queue")

    answer = await hand_over(bot, note="The provider calls back at two.")
    assert f"<@{AGENT}>, <@{LEAD}> was asked to take over" in bot.card().words

    assert f"<@{LEAD}> will be asked to take over INC-1" in answer
    [pack] = bot.direct(LEAD)
    for words in (
        f"<@{AGENT}> asks you to take over INC-1",
        "Next update due",
        "The provider has found the failing part.",
        "Not known yet",
        "CR-1 (£40.00)",
        "The provider calls back at two.",
    ):
        assert words in pack.words
        assert words.replace(f"<@{AGENT}> asks", "asks") in bot.thread()[-1].words
    assert "Ms Quill" not in pack.words


async def test_the_new_owner_accepts_and_alone_is_reminded(bot: Bot) -> None:
    await open_at_noon(bot)
    await hand_over(bot)

    answer = await bot.press(bot.direct(LEAD)[0], "accept", by=LEAD)
    await bot.deliver()

    assert "You own INC-1 now." in answer
    assert f"<@{LEAD}> accepted the incident" in bot.thread()[-1].text
    await bot.wait(20 * MINUTE)
    assert "is due" in bot.direct(LEAD)[-1].text
    assert bot.direct(AGENT) == []


async def test_until_it_is_accepted_both_are_reminded(bot: Bot) -> None:
    await open_at_noon(bot)
    await hand_over(bot)

    await bot.wait(20 * MINUTE)
    for somebody in (AGENT, LEAD):
        assert "The next update to customers is due" in bot.direct(somebody)[-1].text

    await bot.wait(10 * MINUTE)
    assert bot.thread()[-1].text.startswith(f"<@{AGENT}> <@{LEAD}>")


async def test_only_who_was_asked_accepts(bot: Bot) -> None:
    await open_at_noon(bot)
    await hand_over(bot)

    answer = await bot.press(bot.thread()[-1], "accept", by=HEAD)

    assert f"<@{LEAD}> was asked to take INC-1 over" in answer


async def test_a_new_owner_who_cannot_be_reached_is_named_in_the_thread(bot: Bot) -> None:
    await open_at_noon(bot)
    bot.practice.faults.add("conversations.open", "error", error="user_disabled")

    await hand_over(bot)

    assert f"I could not reach <@{LEAD}> in a direct message. Who takes" in bot.thread()[-1].text
    await bot.press(bot.thread()[-1], "take", by=HEAD)
    await bot.deliver()
    assert f"<@{HEAD}>" in bot.card().words


async def test_the_command_opens_the_form_with_the_note_in_it(bot: Bot) -> None:
    await open_at_noon(bot)

    await bot.slash("handover INC-1 The provider calls back at two.")

    assert bot.typed("shift_note") == "The provider calls back at two."
    answer = await bot.send(to=AGENT)
    assert "theirs already" in answer


async def test_the_form_takes_no_longer_note_than_is_kept(bot: Bot) -> None:
    await open_at_noon(bot)
    await bot.press(bot.card(), "hand_over")
    agent = bot.person(AGENT)
    agent.fill("to", LEAD)
    agent.fill("shift_note", "x" * 2_001)

    assert await agent.submit() == "incomplete"

    assert "taking over" not in await bot.send(shift_note="x" * 2_000)
    await bot.deliver()
    assert "x" * 2_000 in bot.direct(LEAD)[-1].words
