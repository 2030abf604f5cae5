"""A line of finance's file names who approved just that: its sum, and its grant or its undoing."""

import csv
import io

from bot.domain.credit import LASTS
from tests.driver import AGENT, FINANCE, HEAD, MANAGER, Bot
from tests.journeys.test_finance import HOUR, files, opened
from tests.journeys.test_money import ask, newest, outage


async def granted_by_two(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£900")
    for one in (HEAD, FINANCE):
        await bot.press(newest(bot, one), "approve_credit", by=one)
        await bot.deliver()


async def ask_back(bot: Bot) -> None:
    await bot.slash("takeback CR-1", by=MANAGER)
    await bot.send(by=MANAGER, undo="Paid twice")
    await bot.deliver()


async def exported(bot: Bot) -> list[dict[str, str]]:
    await bot.slash("export", by=FINANCE)
    await bot.deliver()
    _, text = await opened(bot, files(bot, FINANCE)[-1])
    return list(csv.DictReader(io.StringIO(text)))


async def test_who_approved_another_sum_did_not_approve_this_one(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£900")
    await bot.press(newest(bot, HEAD), "approve_credit", by=HEAD)
    await bot.deliver()
    await bot.press(newest(bot, FINANCE), "change_credit", by=FINANCE)
    await bot.send(by=FINANCE, amount="£20")
    await bot.deliver()
    await bot.press(newest(bot, AGENT), "ask_anew")
    assert "you gave £20.00" in await bot.send()
    await bot.deliver()

    [line] = await exported(bot)

    assert (line["amount_minor"], line["approved_by_1"], line["approved_by_2"]) == (
        "2000",
        AGENT,
        "",
    )


async def test_half_a_taking_back_does_not_stand_for_the_grant(bot: Bot) -> None:
    await granted_by_two(bot)
    await ask_back(bot)
    await bot.press(bot.direct(HEAD)[0], "approve_credit", by=HEAD)
    await bot.deliver()
    await bot.press(bot.direct(FINANCE)[0], "decline_credit", by=FINANCE)
    await bot.send(by=FINANCE, alternative="It was paid once")
    await bot.deliver()

    [line] = await exported(bot)

    assert {line["approved_by_1"], line["approved_by_2"]} == {HEAD, FINANCE}


async def taken_back(bot: Bot) -> None:
    await ask_back(bot)
    for one in (HEAD, FINANCE):
        await bot.press(bot.direct(one)[0], "approve_credit", by=one)
        await bot.deliver()


def notes(bot: Bot) -> list[str]:
    return [one.text for one in bot.direct(FINANCE) if "press Export" in one.text]


async def test_what_finance_has_and_was_taken_back_is_told_and_told_again(bot: Bot) -> None:
    await granted_by_two(bot)
    await exported(bot)
    await taken_back(bot)

    await bot.wait(HOUR)

    [note] = notes(bot)
    assert note == (
        "Do not pay CR-1: £900.00 in all, taken back. If it is paid already, book it back. "
        "To have this as a file: press Export."
    )
    await bot.wait(24 * HOUR)
    assert notes(bot) == [note, note]
    [line] = await exported(bot)
    assert line["amount_minor"] == "-90000"
    await bot.wait(24 * HOUR)
    assert notes(bot) == [note, note]


async def test_what_finance_never_had_is_taken_back_without_a_note(bot: Bot) -> None:
    await granted_by_two(bot)
    await taken_back(bot)

    await bot.wait(HOUR)

    assert notes(bot) == []


async def test_what_is_not_taken_back_after_all_waits_for_finance_again(bot: Bot) -> None:
    await granted_by_two(bot)
    await ask_back(bot)
    await bot.wait(HOUR)
    assert notes(bot) == []
    await bot.press(bot.direct(FINANCE)[0], "decline_credit", by=FINANCE)
    await bot.send(by=FINANCE, alternative="It was paid once")

    await bot.wait(HOUR)

    [note] = notes(bot)
    assert "1 approved credit waits for finance: £900.00 in all." in note


async def test_what_lapsed_is_not_exported_though_its_clock_is_late(bot: Bot) -> None:
    await granted_by_two(bot)
    bot.clock.turn(LASTS)

    assert "Every approved credit is in a batch" in await bot.slash("export", by=FINANCE)

    await bot.deliver()
    assert "Lapsed: two weeks went by" in bot.direct(HEAD)[0].text
    assert notes(bot) == []


async def test_what_lapsed_is_not_approved_though_its_clock_is_late(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£40")
    bot.clock.turn(LASTS)

    said = await bot.press(newest(bot, MANAGER), "approve_credit", by=MANAGER)

    assert "CR-1 has lapsed, so nothing was changed." in said
