"""One id follows what somebody did: in the log, in the jobs, in what they are told."""

import io
import json
import re
from typing import Any

import sqlalchemy as sa

from bot.store.job_tables import jobs
from tests.driver import INCIDENTS, Bot


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


async def test_a_press_is_followed_to_the_message(bot: Bot, written: io.StringIO) -> None:
    await bot.slash("open Customers cannot pay by card")
    [asked] = [one for one in lines(written) if one["event"] == "asked"]
    async with bot.candour.store.reading() as reader:
        owed = await reader.rows(sa.select(jobs.c.kind, jobs.c.action))
    await bot.deliver()

    mine = asked["action"]
    assert re.fullmatch("[0-9a-f]{32}", mine)
    assert {row.action for row in owed} == {mine}
    of_it = [one for one in lines(written) if one["action"] == mine]
    assert {one["event"] for one in of_it} >= {"asked", "job", "posted"}
    [posted] = [one for one in of_it if one["event"] == "posted"]
    assert posted["message"] == f"{INCIDENTS}/{bot.card().ts}"


async def test_each_press_has_an_id_of_its_own(bot: Bot, written: io.StringIO) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("status")
    asked = [one["action"] for one in lines(written) if one["event"] == "asked"]

    assert len(asked) == len({*asked}) == 2


async def test_a_reference_that_people_are_told_finds_the_line(
    bot: Bot, written: io.StringIO
) -> None:
    await bot.slash("open Customers cannot pay by card")
    async with bot.candour.store.transaction() as tx:
        await tx.execute(sa.text("UPDATE incidents SET severity = 99"))

    answer = await bot.slash("status")

    found = re.search(r"broke on our side \((\w{8})\)", answer)
    assert found is not None
    [broken] = [one for one in lines(written) if one["event"] == "could not answer"]
    assert broken["action"].startswith(found[1])
    assert broken["reference"] == found[1]
