"""A request for money never waits in silence, and never where nobody can decide it."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

from tests.driver import AGENT, FINANCE, HEAD, LEAD, MANAGER, NORTHWIND, Bot, started
from tests.journeys.forgery import click, forged
from tests.journeys.test_finance import approved
from tests.journeys.test_money import ask, newest, outage

A_DAY = timedelta(days=1)
ALONE: dict[str, Any] = deepcopy(NORTHWIND)
ALONE["people"]["finance"] = [HEAD]
"""One person is the head of support, and finance too."""


TWO_HEADS: dict[str, Any] = deepcopy(NORTHWIND)
TWO_HEADS["people"]["head_of_support"] = [HEAD, LEAD]


async def everyone(bot: Bot, amount: str = "2") -> str:
    await bot.slash("credit INC-1 everyone")
    said = await bot.send(
        amount=amount, people_low="100", people_high="100", reason="Two days without cards"
    )
    await bot.deliver()
    return said


async def test_a_first_no_goes_to_a_second_reader_at_once(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£200")
    assert bot.direct(HEAD) == []

    await bot.press(newest(bot, MANAGER), "decline_credit", by=MANAGER)
    await bot.send(by=MANAGER, why="too_much", alternative="£50 and a call")
    await bot.deliver()

    card = newest(bot, HEAD)
    assert f"<@{MANAGER}> declined, a second reader must look" in card.text
    assert "*Why not*\nMore than like cases got" in card.words
    assert f"<@{MANAGER}> would decline it; a second reader looks." in newest(bot, AGENT).text
    assert "you declined" not in await bot.press(card, "decline_credit", by=HEAD)
    await bot.send(by=HEAD, why="too_much", alternative="£50")
    await bot.deliver()
    assert f"Declined by <@{HEAD}>" in newest(bot, AGENT).text


async def test_where_one_person_would_have_to_be_two_it_is_not_asked(database_url: str) -> None:
    async with started(database_url, toml=ALONE) as bot:
        await outage(bot)

        said = await ask(bot, "£900")

        assert "Nobody else is there to decide this, or only one where two people must" in said
        assert bot.typed("amount") == "£900"
        assert bot.direct(HEAD) == []


async def test_who_asked_hears_that_it_was_passed_on(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£40")
    await bot.press(newest(bot, MANAGER), "interest_credit", by=MANAGER)
    await bot.deliver()
    assert f"<@{MANAGER}> leaves it to <@{HEAD}>." in newest(bot, AGENT).text

    said = await bot.press(newest(bot, HEAD), "interest_credit", by=HEAD)

    assert "Nobody else is there to decide this" in said
    assert "so nothing was changed" in said


async def test_a_yes_of_who_then_finds_an_interest_counts_no_more(database_url: str) -> None:
    async with started(database_url, toml=TWO_HEADS) as bot:
        await outage(bot)
        await ask(bot, "£900")
        await bot.press(newest(bot, HEAD), "approve_credit", by=HEAD)
        await bot.deliver()
        await bot.press(newest(bot, HEAD), "interest_credit", by=HEAD)
        await bot.press(newest(bot, FINANCE), "approve_credit", by=FINANCE)
        await bot.deliver()
        assert f"<@{FINANCE}> approved, the head of support is still needed" in (
            newest(bot, LEAD).text
        )

        await bot.press(newest(bot, LEAD), "approve_credit", by=LEAD)
        await bot.deliver()

        assert f"Approved by <@{LEAD}>" in newest(bot, AGENT).text


async def test_who_was_stood_in_for_decides_where_the_stand_in_finds_an_interest(bot: Bot) -> None:
    await bot.slash("delegate @amira until Friday", by=HEAD)
    await outage(bot)
    await ask(bot, "£900")
    await forged(bot, click(bot, newest(bot, HEAD), "decide_credit", "1", by=LEAD))
    await bot.practice.workspace.until(lambda: bot.person(LEAD).modal is not None)
    assert "CR-1: you approved £900.00." in await bot.send(by=LEAD)
    await bot.deliver()
    await forged(bot, click(bot, newest(bot, HEAD), "interest_credit", "1", by=LEAD))
    await bot.deliver()

    said = await bot.press(newest(bot, HEAD), "approve_credit", by=HEAD)

    assert "CR-1: you approved £900.00." in said


async def test_who_decides_sees_that_somebody_declined_it_before(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£40")
    await bot.press(newest(bot, MANAGER), "decline_credit", by=MANAGER)
    await bot.send(by=MANAGER, why="not_shown", alternative="A call")

    await ask(bot, "£40")

    no = f"<@{MANAGER}> declined CR-1, £40.00: nothing shows the cost yet."
    assert no in newest(bot, MANAGER).words


async def test_what_was_sent_back_is_not_forgotten(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£40")
    await bot.press(newest(bot, MANAGER), "change_credit", by=MANAGER)
    await bot.send(by=MANAGER, amount="30")
    await bot.deliver()

    await bot.wait(A_DAY)

    note = newest(bot, AGENT)
    assert "It is back with you, and waits for you. Ask anew with £30.00" in note.text
    await bot.press(note, "ask_anew")
    assert bot.typed("amount") == "£30.00"
    await bot.send()
    await bot.deliver()
    told = len(bot.direct(AGENT))
    await bot.wait(A_DAY)
    assert [seen for seen in bot.direct(AGENT)[told:] if "back with you" in seen.text] == []


async def test_finance_is_reminded_each_day_until_it_has_the_file(bot: Bot) -> None:
    await outage(bot)
    await approved(bot)
    await bot.wait(A_DAY)
    await bot.wait(A_DAY)
    notes = [seen for seen in bot.direct(FINANCE) if "waits for finance" in seen.text]
    assert len(notes) == 2

    await bot.press(notes[-1], "export", by=FINANCE)
    await bot.wait(3 * A_DAY)

    after = [seen for seen in bot.direct(FINANCE) if "waits for finance" in seen.text]
    assert len(after) == 2


async def test_a_lapsed_approval_is_nobodys_lapse(bot: Bot) -> None:
    await outage(bot)
    await approved(bot)

    await bot.wait(15 * A_DAY)
    await bot.deliver()

    card = bot.direct(MANAGER)[0].text
    assert f"Lapsed: two weeks went by; before that approved by <@{MANAGER}>" in card


async def test_the_same_for_everyone_is_asked_for_once(bot: Bot) -> None:
    await outage(bot)
    assert "£2.00 each for 100 people." in await everyone(bot)

    said = await everyone(bot)

    assert f"<@{AGENT}> asked for everyone affected already: CR-1 is not decided yet." in said
    assert bot.typed("people_high") == "100"
    await bot.person(AGENT).close()
    assert "£200.00 in all" in newest(bot, MANAGER).words
    await bot.press(newest(bot, MANAGER), "approve_credit", by=MANAGER)
    assert "CR-2: you asked for" in await everyone(bot)


async def test_a_change_for_everyone_is_of_what_each_gets(bot: Bot) -> None:
    await outage(bot)
    await everyone(bot)
    await bot.press(newest(bot, MANAGER), "change_credit", by=MANAGER)
    assert "Rather for each, in GBP" in bot.form(by=MANAGER)
    assert "asks for that sum already" in await bot.send(by=MANAGER, amount="£2")
    await bot.send(by=MANAGER, amount="£1.50")
    await bot.deliver()

    await bot.press(newest(bot, AGENT), "ask_anew")

    assert "always decided by somebody else" in bot.form()
    assert bot.typed("amount") == "£1.50"
    assert "£1.50 each for 100 people" in await bot.send()


async def test_half_a_taking_back_is_no_word_to_the_customer(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£900")
    for one in (HEAD, FINANCE):
        await bot.press(newest(bot, one), "approve_credit", by=one)
        await bot.deliver()
    await bot.slash("takeback CR-1", by=MANAGER)
    await bot.send(by=MANAGER, undo="Paid twice")
    await bot.deliver()

    await bot.press(bot.direct(HEAD)[0], "approve_credit", by=HEAD)
    await bot.deliver()

    note = newest(bot, AGENT)
    assert f"<@{HEAD}> agrees to take it back; one more has to." in note.text
    assert note.buttons == []
    await bot.press(bot.direct(FINANCE)[0], "decline_credit", by=FINANCE)
    said = await bot.send(by=FINANCE, alternative="It was paid once")
    await bot.deliver()
    assert "CR-1: £900.00 is not taken back." in said
    why = f"<@{FINANCE}> declined to take it back. Why: It was paid once"
    assert f"Your request CR-1 for £900.00. {why}" in newest(bot, AGENT).text
    assert f"CR-1 for £900.00. {why}" in newest(bot, MANAGER).text
    assert newest(bot, MANAGER).buttons == []


async def test_a_sum_far_above_like_cases_says_why_words_are_wanted(bot: Bot) -> None:
    await outage(bot)
    await approved(bot)

    said = await ask(bot, "£90", customer="ACC-2")

    assert "This is over twice what like cases got. Write how you worked it out" in said
    assert bot.typed("amount") == "£90"
    assert "CR-2: you asked for £90.00." in await bot.send(worked_out="Two late fees of £45")


async def test_a_stand_in_is_named_until_a_day(bot: Bot) -> None:
    for typed, end in {
        "Wednesday": "Wednesday, 4 March",
        "fri": "Friday, 6 March",
        "13 March": "Friday, 13 March",
    }.items():
        said = await bot.slash(f"delegate @amira until {typed}", by=MANAGER)
        assert f"<@{LEAD}> may decide on credits in your place until the end of {end}." in said
    bot.clock.turn(timedelta(days=290))
    said = await bot.slash("delegate @amira until 3 January", by=MANAGER)
    assert "until the end of Sunday, 3 January." in said
