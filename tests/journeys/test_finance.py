"""Finance has what was approved as a file: each credit once, the same bytes again."""

from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.sandbox.screen import Seen
from tests.driver import AGENT, FINANCE, MANAGER, Bot
from tests.journeys.test_money import ask, newest, outage

HOUR = timedelta(hours=1)


async def approved(bot: Bot, *, customer: str = "ACC-1") -> None:
    await ask(bot, "£40", customer=customer)
    await bot.press(newest(bot, MANAGER), "approve_credit", by=MANAGER)
    await bot.deliver()


async def opened(bot: Bot, seen: Seen) -> tuple[str, str]:
    """Return the name and the text of the file of a message."""
    [file] = seen.files
    async with (
        aiohttp.ClientSession() as session,
        session.get(file["url_private_download"]) as answer,
    ):
        return str(file["name"]), await answer.text()


def files(bot: Bot, somebody: str) -> list[Seen]:
    return [seen for seen in bot.direct(somebody) if seen.files]


async def test_finance_types_one_word_and_has_the_file(bot: Bot) -> None:
    await outage(bot)
    await approved(bot)

    receipt = await bot.slash("export", by=FINANCE)
    await bot.deliver()

    assert "Batch 1: its file comes to you in a direct message." in receipt
    [shared] = files(bot, FINANCE)
    assert shared.text == "Batch 1 for finance: 1 line. Nobody is named in it."
    name, csv = await opened(bot, shared)
    assert name == "candour-batch-1.csv"
    assert csv.splitlines()[1].startswith("1,CR-1,INC-1,ACC-1,L3,OUT-TIME,extension,4000,GBP,")
    assert "With finance, approved by" in newest(bot, MANAGER).text
    assert "Every approved credit is in a batch" in await bot.slash("export", by=FINANCE)


async def test_the_same_file_comes_again_byte_by_byte(bot: Bot) -> None:
    await outage(bot)
    await approved(bot)
    for typed in ("export", "export 1"):
        await bot.slash(typed, by=FINANCE)
        await bot.deliver()

    one, other = [await opened(bot, shared) for shared in files(bot, FINANCE)]

    assert one == other
    assert "There is no batch “7”" in await bot.slash("export 7", by=FINANCE)
    assert "There is no batch “all”" in await bot.slash("export all", by=FINANCE)


@pytest.mark.parametrize("typed", ["export", "export 1"])
async def test_nobody_else_has_it(bot: Bot, typed: str) -> None:
    await outage(bot)
    await approved(bot)

    for somebody in (AGENT, MANAGER):
        assert "Only finance can do this." in await bot.slash(typed, by=somebody)
    await bot.deliver()

    assert files(bot, AGENT) + files(bot, MANAGER) == []


async def test_finance_is_told_once_what_waits_and_presses(bot: Bot) -> None:
    await outage(bot)
    for number in range(2):
        await approved(bot, customer=f"ACC-{number}")
    assert bot.direct(FINANCE) == []

    await bot.wait(HOUR)

    [note] = bot.direct(FINANCE)
    assert "2 credits wait for finance: £80.00 in all." in note.text
    assert "Batch 1" in await bot.press(note, "export", by=FINANCE)
    await bot.deliver()
    assert len(files(bot, FINANCE)) == 1
    assert "Every approved credit" in await bot.press(note, "export", by=FINANCE)


async def test_what_was_exported_in_time_is_told_to_nobody(bot: Bot) -> None:
    await outage(bot)
    await approved(bot)
    await bot.slash("export", by=FINANCE)

    await bot.wait(2 * HOUR)

    assert [seen.text for seen in bot.direct(FINANCE) if "waits for finance" in seen.text] == []


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
@pytest.mark.parametrize("fault", ["lost_answer", "server_error", "ratelimited"])
async def test_a_file_on_a_bad_line_comes_once(bot: Bot, method: str, fault: Any) -> None:  # noqa: ANN401 - a literal
    await outage(bot)
    await approved(bot)
    bot.practice.faults.add(method, fault)

    await bot.slash("export", by=FINANCE)
    for _ in range(3):
        await bot.deliver()

    assert len(files(bot, FINANCE)) == 1


async def test_where_files_are_forbidden_finance_hears_what_to_do(bot: Bot) -> None:
    await outage(bot)
    await approved(bot)
    method = "files.getUploadURLExternal"
    bot.practice.faults.add(method, "error", error="file_uploads_disabled", times=9)

    await bot.slash("export", by=FINANCE)
    await bot.deliver()

    [note] = bot.direct(FINANCE)
    assert "I could not show the file of batch 1: Slack says “file_uploads_disabled”." in note.text
    assert "`candour export credits`" in note.text


async def test_what_has_no_answer_shows_on_day_three(bot: Bot) -> None:
    await outage(bot)
    await approved(bot)
    await bot.slash("export", by=FINANCE)
    await bot.wait(timedelta(days=2, hours=23))
    assert "three days old" not in newest(bot, FINANCE).text

    await bot.wait(HOUR)

    assert "Batch 1 is three days old. Without an answer: CR-1." in newest(bot, FINANCE).text
