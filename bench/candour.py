"""Candour as it is run in earnest: `candour serve` in a process of its own."""

import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from bench.processes import Running, running
from bench.stage import Stage
from bot.sandbox.ids import BOT_TOKEN, SIGNING_SECRET

TOML: Final = """
[organisation]
company = "Northwind"

[people]
managers = ["S02MANAGERS"]
leads = ["S01LEADS"]

[credits]
budget_per_incident = "900000"
"""
ADDRESS: Final = re.compile(r"http://[\d.:]+")
LOGS: Final = count(1)


@dataclass(frozen=True)
class Bot:
    process: Running
    url: str
    """Where Slack sends what people do."""
    log: Path = Path(os.devnull)


def environment(stage: Stage, database_url: str, *, more: str = "") -> dict[str, str]:
    """`more` stands in candour.toml besides what always does."""
    config = stage.folder / "candour.toml"
    config.write_text(TOML + more)
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": stage.slack.address,
        "DATABASE_URL": database_url,
        "CANDOUR_HOST": "127.0.0.1",
        "CANDOUR_PORT": "0",
        "CANDOUR_CONFIG": str(config),
    }


@asynccontextmanager
async def serving(
    stage: Stage, database_url: str, *, jobs: bool, more: str = ""
) -> AsyncIterator[Bot]:
    """Run the bot on HTTP until the block ends; its log goes to a file, as under a supervisor."""
    words = ("bot", "serve", "--jobs" if jobs else "--no-jobs")
    log = stage.folder / f"candour-{next(LOGS)}.log"
    environ = environment(stage, database_url, more=more)
    async with running(*words, environ=environ, log=log) as process:
        yield Bot(process, events_at(address_in(process.said)), log)


def address_in(said: str) -> str:
    found = ADDRESS.search(said)
    assert found is not None, said
    return found[0]


def events_at(url: str) -> str:
    return f"{url}/slack/events"
