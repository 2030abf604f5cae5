"""Customers from a file of tickets: all that can be kept together, the rest with its reason."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.customer_file import import_customers
from bot.domain.organisation import Organisation
from bot.named_incident import BadFile
from tests.driver import AGENT, INCIDENTS, NOON, Bot

HEADER = "Ticket ID,Requester,Mood,Minutes waited,Special-needs,At_risk,Answered,Priority"
GOOD = "T-1,Ms Quill,angry,95,Large print,yes,no,P1"
HEARD = 'T-2,"Okafor, Ada",,,,,yes,P2'

MANY = 20_000
PATIENCE_S = 60

Import = Callable[..., Awaitable[int]]


@pytest.fixture
def imported(database_url: str, tmp_path: Path) -> Import:
    async def import_rows(
        *rows: str, incident: str = "INC-1", encoding: str = "utf-8", workspace: str | None = None
    ) -> int:
        path = tmp_path / "tickets.csv"
        path.write_text("\n".join(rows), encoding=encoding)
        return await import_customers(
            database_url,
            Organisation(),
            path,
            incident=incident,
            workspace=workspace,
            now=NOON,
        )

    return import_rows


async def opened(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()


async def listed(bot: Bot) -> str:
    before = len(bot.whispers(INCIDENTS, AGENT))
    await bot.slash("customers INC-1")
    return bot.whispers(INCIDENTS, AGENT)[before].words


async def test_what_stands_in_the_file_is_on_the_incident(
    bot: Bot, imported: Import, capsys: pytest.CaptureFixture[str]
) -> None:
    await opened(bot)

    assert await imported(HEADER, GOOD, "", HEARD) == 0
    await bot.deliver()

    assert "Columns left out: Priority.\n2 customers were added to INC-1" in capsys.readouterr().out
    assert "2 logged (1 angry, quiet or abusive, 1 with special needs, 1 may leave)" in (
        bot.card().words
    )
    assert "1 still wait to hear" in bot.card().words
    assert "2 customers were imported from a file." in bot.thread()[-1].text
    shown = await listed(bot)
    assert "Ms Quill" in shown
    assert "Okafor" not in shown


async def test_each_refused_row_is_told_with_its_reason_and_the_others_are_kept(
    bot: Bot, imported: Import, capsys: pytest.CaptureFixture[str]
) -> None:
    await opened(bot)

    refused = await imported(
        HEADER,
        GOOD,
        "T-1,Mr Twice,,,,,,",
        ",No Reference,,,,,,",
        "T-3,Cross,cross,,,,,",
        "T-4,Slow,,long,,,,",
        "T-5,Maybe,,,,perhaps,,",
        "T-6,Two, commas,,,,,,",
        f"T-7,{'x' * 101},,,,,,",
        HEARD,
    )

    printed = capsys.readouterr().out.splitlines()
    told = [line for line in printed if line.startswith("row ")]
    assert refused == 7
    assert [line.split(":")[0] for line in told] == [f"row {row}" for row in range(3, 10)]
    for line, words in zip(
        told,
        [
            "stands in row 2 already",
            "It has no reference",
            "“cross” is not a mood. Use confused, worried",
            "“long” is not how many minutes",
            "“perhaps” is no answer to may leave",
            "It has 9 cells, and there are 8 columns",
            "101 characters, and 100 fit",
        ],
        strict=True,
    ):
        assert words in line
    assert "2 customers were added to INC-1; 7 rows were refused." in printed
    assert "Ms Quill" in await listed(bot)


async def test_the_mended_file_can_be_imported_again(
    bot: Bot, imported: Import, capsys: pytest.CaptureFixture[str]
) -> None:
    await opened(bot)
    await imported(HEADER, GOOD)

    assert await imported(HEADER.replace(",", ";"), "T-2;Okafor, Ada;;;;;yes;P2") == 0
    assert await imported(HEADER, GOOD, HEARD, encoding="utf-8-sig") == 2
    await bot.deliver()

    assert "This reference is on INC-1 already" in capsys.readouterr().out
    assert "2 logged" in bot.card().words


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("Name,Mood", "Ms Quill,angry"), "No column holds the reference of each customer"),
        (("id,ticket", "1,2"), "“id” and “ticket” are the same column"),
        ((), "No column holds the reference"),
        ((HEADER, GOOD, '"T-9'), "is not a table of cells between separators"),
    ],
    ids=["no_reference", "twice", "empty", "torn"],
)
async def test_a_file_that_makes_no_sense_leaves_everything_as_it_was(
    bot: Bot, imported: Import, rows: tuple[str, ...], told: str
) -> None:
    await opened(bot)

    with pytest.raises(BadFile) as refused:
        await imported(*rows)
    await bot.deliver()

    assert told in str(refused.value)
    assert "None logged" in bot.card().words


async def test_a_file_in_another_alphabet_is_refused_whole(bot: Bot, imported: Import) -> None:
    await opened(bot)

    with pytest.raises(BadFile, match="Save it as “CSV UTF-8”"):
        await imported(HEADER, GOOD, "T-8,Zoë,,,,,,", encoding="latin-1")


@pytest.mark.parametrize(
    ("incident", "workspace", "told"),
    [
        ("INC-9", None, "There is no incident INC-9"),
        ("INC-9", "T01PRACTICE", "There is no incident “INC-9”"),
        ("the outage", None, "Name it as it is on its card: INC-7"),
    ],
)
async def test_an_incident_that_is_not_there_is_named(
    bot: Bot, imported: Import, incident: str, workspace: str | None, told: str
) -> None:
    with pytest.raises(BadFile) as refused:
        await imported(HEADER, GOOD, incident=incident, workspace=workspace)

    assert told in str(refused.value)


async def test_killed_while_it_keeps_them_nothing_is_kept_and_it_can_be_run_again(
    bot: Bot, database_url: str, tmp_path: Path
) -> None:
    await opened(bot)
    path = tmp_path / "tickets.csv"
    rows = (f"T-{number},Customer {number}" for number in range(MANY))
    path.write_text("\n".join(["Ticket ID,Requester", *rows]), encoding="utf-8")
    environ = os.environ | {"DATABASE_URL": database_url}
    command = [sys.executable, "-m", "bot", "import", "customers", "INC-1", str(path)]
    quiet = asyncio.subprocess.DEVNULL

    killed = await asyncio.create_subprocess_exec(
        *command, env=environ, stdout=quiet, stderr=asyncio.subprocess.PIPE
    )
    assert killed.stderr is not None
    async with asyncio.timeout(PATIENCE_S):
        await killed.stderr.readuntil(b"Keeping")
        killed.kill()
        await killed.communicate()
    assert killed.returncode == -9
    await bot.deliver()
    assert "None logged" in bot.card().words
    assert "imported" not in "".join(one.text for one in bot.thread())

    again = await asyncio.create_subprocess_exec(*command, env=environ, stdout=quiet, stderr=quiet)
    async with asyncio.timeout(PATIENCE_S):
        assert await again.wait() == 0
    assert f"{MANY:,} still wait to hear" in await listed(bot)
