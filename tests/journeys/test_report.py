"""The record of an incident: asked for in chat, read in its thread and in a browser."""

import asyncio
import os
import sys
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.faults import FaultKind
from bot.sandbox.screen import Seen
from tests.driver import INCIDENTS, LEAD, Bot
from tests.report.outage import tell

ROOT = Path(__file__).parents[2]
SECRETS = ("Quill", "Ferrow", "T-1204", "at the till", "Large print")


def files(bot: Bot) -> list[Seen]:
    return [seen for seen in bot.thread() if seen.files]


async def opened(seen: Seen) -> str:
    [file] = seen.files
    async with (
        aiohttp.ClientSession() as session,
        session.get(file["permalink"]) as page,
    ):
        assert page.content_type == "text/html"
        return await page.text()


async def test_the_record_comes_into_the_thread_as_a_summary_and_a_file(bot: Bot) -> None:
    await tell(bot)

    receipt = await bot.slash("report INC-1")
    await bot.deliver()

    assert "The record of INC-1 comes into its thread within a minute" in receipt
    summary, shared = bot.thread()[-2:]
    assert "Record of INC-1 · Customers cannot pay by card, up to 2026-03-04" in summary.text
    assert "longest silence 39 min" in summary.text
    assert "3 asked, £130.00 in all; 1 given, £40.00 in all" in summary.words
    assert "The whole record of INC-1 as of 2026-03-04" in shared.text
    page = await opened(shared)
    assert "What we said, beside what we knew" in page
    assert "How long customers waited for word" in page
    assert [secret for secret in SECRETS if secret in page + summary.words] == []


async def test_the_menu_of_the_card_has_it_too_while_it_is_open_and_for_anybody(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()

    receipt = await bot.press(bot.card(), "report", by=LEAD)
    await bot.deliver()

    assert "The record of INC-1 comes into its thread" in receipt
    assert "Customers were told nothing." in await opened(files(bot)[0])


async def test_asked_for_twice_before_it_is_there_it_comes_once_and_later_anew(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.slash("report")
    await bot.slash("report")
    await bot.deliver()
    assert len(files(bot)) == 1

    await bot.wait(timedelta(minutes=20))
    await bot.slash("report")
    await bot.deliver()

    assert len(files(bot)) == 2


@pytest.mark.parametrize(
    "method",
    ["files.getUploadURLExternal", "files.completeUploadExternal", "chat.postMessage"],
)
@pytest.mark.parametrize("kind", ["lost_answer", "server_error", "ratelimited"])
async def test_what_slack_loses_is_looked_up_so_that_people_see_it_once(
    bot: Bot, method: str, kind: FaultKind
) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.slash("report")
    bot.practice.faults.add(method=method, kind=kind)

    await bot.deliver()
    await bot.wait(timedelta(minutes=2))

    assert len(files(bot)) == 1
    assert len([seen for seen in bot.thread() if "Record of INC-1" in seen.text]) == 1


async def test_a_drill_is_marked_as_one(bot: Bot) -> None:
    await bot.slash("drill Customers cannot pay by card")
    await bot.deliver()

    await bot.slash("report")
    await bot.deliver()

    [shared] = files(bot)
    assert "DRILL" in shared.text
    assert "<h1>DRILL · INC-1" in await opened(shared)


async def test_management_has_its_page_from_the_record_for_the_lead_to_copy(bot: Bot) -> None:
    await tell(bot)

    await bot.slash("draft INC-1 k17", by=LEAD)

    page = bot.whispers(INCIDENTS, LEAD)[-1].words
    assert "3. What we said: the first word after 8 minutes; updates: 3" in page
    assert "Promises to customers: 2 made, 0 kept, 0 late, 0 broken." in page
    assert "6. Cause: not confirmed." in page
    assert "7. Goodwill: £40.00 approved." in page
    assert "{" not in page
    assert [secret for secret in SECRETS if secret in page] == []


async def test_an_incident_that_is_not_there_is_said_to_be_missing(bot: Bot) -> None:
    assert "INC-9" in await bot.slash("report INC-9", channel=INCIDENTS)


async def test_the_shell_writes_the_same_record_into_a_file(
    bot: Bot, database_url: str, tmp_path: Path
) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    out = tmp_path / "record.html"

    ended = await typed("report", "INC-1", "--out", str(out), url=database_url)

    assert ended == (0, "", "")
    assert "<h1>INC-1: Customers cannot pay by card</h1>" in out.read_text(encoding="utf-8")


async def test_the_shell_prints_what_is_fit_to_publish(bot: Bot, database_url: str) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()

    code, out, _ = await typed("report", "1", "--format", "md", "--public", url=database_url)

    assert code == 0
    assert "What we told customers" in out
    assert "cannot pay" not in out  # nobody has told customers so


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("seven", "seven is not an incident. Name it as it is on its card: INC-7."),
        ("INC-9", "There is no incident INC-9."),
    ],
)
async def test_the_shell_says_what_was_wrong(database_url: str, named: str, said: str) -> None:
    code, _, err = await typed("report", named, url=database_url)

    assert code == 2
    assert said in err


async def typed(*words: str, url: str) -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DATABASE_URL": url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()
