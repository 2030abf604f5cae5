"""Tokens, secrets and passwords: whatever goes wrong, and however loud, none of them is written."""

import asyncio
import io
import logging
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

import aiohttp
import pytest

from bot import tracing
from bot.sandbox import payloads
from bot.sandbox.ids import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from bot.sandbox.server import PracticeServer
from bot.sandbox.wire import Json
from handlers.doors import PAGES
from tests.driver import AGENT, INCIDENTS, Bot, started
from tests.journeys.forgery import forged_command
from tests.promises.test_cli import run
from tests.promises.test_tracing import collector

SECRETS: Final = (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET)
HUSH: Final = "hush4711"
PASSWORD_IN_URL: Final = f"postgresql://candour:{HUSH}@127.0.0.1:9/candour"
UNKNOWN_TOKENS: Final = {
    "SLACK_BOT_TOKEN": f"xoxb-{HUSH}",
    "SLACK_APP_TOKEN": f"xapp-{HUSH}",
    "SLACK_SIGNING_SECRET": HUSH,
}
FAULTS: Final = ("error", "ratelimited", "server_error", "reset", "lost_answer")
METHODS: Final = ("views.open", "chat.postMessage", "chat.update", "users.info", "response_url")


@pytest.fixture
def everything(written: io.StringIO) -> io.StringIO:
    """The log with all that the libraries have to say, down to the last detail."""
    for name in ("", "bot", "handlers"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    return written


async def much_goes_wrong(bot: Bot) -> str:
    """Knock with bad signatures, let Slack fail in each way, and return all that was answered."""
    said = [
        str(await forged_command(bot, "list", partial(unsigned, signature)))
        for signature in ({}, {"X-Slack-Signature": f"v0={SIGNING_SECRET}"})
    ]
    await bot.slash("open Customers cannot pay by card")
    for fault in FAULTS:
        for method in METHODS:
            bot.practice.faults.add(method, fault, error="invalid_auth")
        await ask(bot, "update INC-1")
        await ask(bot, "delegate <@U02AMIRA> until Friday")
        await bot.candour.worker.run_due()
        bot.practice.faults.clear()
    return "\n".join([*said, await pages(bot)])


def unsigned(signature: Json, _body: bytes) -> Json:
    return signature


async def ask(bot: Bot, text: str) -> None:
    """Type a command; whether its answer arrives is not looked at."""
    workspace = bot.practice.workspace
    place = workspace.channel(INCIDENTS)
    await workspace.delivery.slash(payloads.slash(workspace.state, AGENT, place, "/incident", text))


async def pages(bot: Bot) -> str:
    async with aiohttp.ClientSession() as session:
        said = [await page(session, f"{bot.candour.url}{path}") for path in (*PAGES, "/nowhere")]
    return "\n".join(said)


async def page(session: aiohttp.ClientSession, url: str) -> str:
    async with session.get(url) as answer:
        return f"{answer.headers}\n{await answer.text()}"


@pytest.mark.parametrize("socket", [False, True])
async def test_nothing_that_the_product_writes_holds_a_secret(
    sqlite_url: str, everything: io.StringIO, socket: bool
) -> None:
    async with collector() as kept:
        end = tracing.start({"OTEL_EXPORTER_OTLP_ENDPOINT": kept.url})
        async with started(sqlite_url, socket=socket) as bot:
            answered = await (pages(bot) if socket else much_goes_wrong(bot))
        await asyncio.to_thread(end)

    assert '"level": "debug"' in everything.getvalue()
    for place in (answered, everything.getvalue(), kept.heard):
        assert [one for one in SECRETS if one in place] == []


@pytest.mark.parametrize("command", ["serve", "doctor", "migrate", "export accrual"])
async def test_a_database_that_is_away_does_not_give_its_password_away(
    tmp_path: Path, command: str
) -> None:
    async with PracticeServer() as practice:
        environ = {**UNKNOWN_TOKENS, "SLACK_API_URL": practice.api_url}
        said = await wrong(command, tmp_path, {**environ, "DATABASE_URL": PASSWORD_IN_URL})
    assert "DATABASE_URL" in said or "candour doctor" in said


@pytest.mark.parametrize("command", ["serve", "doctor"])
async def test_tokens_that_slack_does_not_know_are_not_repeated(
    tmp_path: Path, sqlite_url: str, command: str
) -> None:
    async with PracticeServer() as practice:
        environ = {"SLACK_API_URL": practice.api_url, "DATABASE_URL": sqlite_url}
        said = await wrong(command, tmp_path, {**UNKNOWN_TOKENS, **environ})
    assert "invalid_auth" in said


async def wrong(command: str, folder: Path, environ: Mapping[str, str]) -> str:
    """Run a command that must fail without a secret in what it says; return that."""
    ended = await run(*command.split(), folder=folder, environ=environ)
    assert ended.code != 0
    assert HUSH not in ended.out + ended.err
    assert "Traceback" not in ended.err
    return ended.out + ended.err
