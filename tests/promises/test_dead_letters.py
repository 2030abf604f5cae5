"""`candour doctor --dead-letters` and `--retry`: what was given up is seen, and sent again once."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.jobs import upkeep
from bot.store.job_tables import jobs
from tests.driver import AGENT, INCIDENTS, Bot, started
from tests.promises.test_cli import run

TITLE = "Mrs Example cannot pay by card"


@pytest.fixture
async def bot(database_url: str) -> AsyncIterator[Bot]:
    async with started(database_url) as running:
        yield running


async def typed(*words: str, database_url: str, folder: Path) -> tuple[int, str, str]:
    given: Mapping[str, str] = {"DATABASE_URL": database_url}
    ended = await run("doctor", *words, folder=folder, environ=given)
    return ended.code, ended.out, ended.err


async def given_up(bot: Bot) -> None:
    await bot.slash(f"open {TITLE}")
    bot.practice.faults.add("chat.postMessage", "error", error="is_archived", times=2)
    await bot.candour.worker.run_due()


async def test_they_are_listed_without_a_word_of_people_and_sent_again(
    database_url: str, tmp_path: Path
) -> None:
    async with started(database_url) as bot:
        await given_up(bot)
        code, out, _ = await typed("--dead-letters", database_url=database_url, folder=tmp_path)
        assert code == 0
        assert "is_archived" in out
        assert " card " in out
        for private in ("Example", AGENT, INCIDENTS):
            assert private not in out
        number = out.splitlines()[1].split()[0]

        code, out, _ = await typed("--retry", "all", database_url=database_url, folder=tmp_path)
        assert (code, out.startswith("Owed again: ")) == (0, True)
        await bot.deliver()
        assert bot.card().text.startswith("INC-1 · ")
        assert len(bot.channel()) == 1

        code, out, _ = await typed("--dead-letters", database_url=database_url, folder=tmp_path)
        assert out == "Nothing was given up.\n"
        code, _, err = await typed("--retry", number, database_url=database_url, folder=tmp_path)
        assert code == 2
        assert err == f"No job {number} was given up. Type: candour doctor --dead-letters\n"


async def test_one_whose_message_did_arrive_is_not_sent_twice(bot: Bot) -> None:
    await bot.slash(f"open {TITLE}")
    bot.practice.faults.add("chat.postMessage", "lost_answer")
    await bot.candour.worker.run_due()
    async with bot.candour.store.transaction() as tx:
        await tx.execute(sa.update(jobs).values(dead_at=bot.clock.now(), last_error="away"))

    again = await upkeep.retry(bot.candour.store, None)

    assert again.again >= 1
    await bot.deliver()
    assert len(bot.channel()) == 1


async def test_one_that_is_owed_anew_already_is_dropped(bot: Bot) -> None:
    await given_up(bot)
    await bot.slash("update INC-1 We look into it.")

    done = await upkeep.retry(bot.candour.store, None)

    assert done.dropped >= 1
    await bot.deliver()
    assert len(bot.channel()) == 1
    assert await upkeep.dead_letters(bot.candour.store) == []


@pytest.mark.parametrize(
    ("which", "said"),
    [
        ("all", "Nothing was given up.\n"),
        ("7", "No job 7 was given up. Type: candour doctor --dead-letters\n"),
        ("x", "--retry takes a number of candour doctor --dead-letters, or all: x\n"),
    ],
)
async def test_what_cannot_be_tried_again_is_a_sentence(
    sqlite_url: str, tmp_path: Path, which: str, said: str
) -> None:
    code, out, err = await typed("--retry", which, database_url=sqlite_url, folder=tmp_path)

    assert (code, out, err) == (2, "", said)
