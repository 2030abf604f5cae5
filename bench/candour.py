"""Candour as it is run in earnest: `candour serve` in a process of its own."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from bench.processes import Running, running
from bot.sandbox.ids import BOT_TOKEN, SIGNING_SECRET

TOML: Final = """
[organisation]
company = "Northwind"

[people]
managers = ["S02MANAGERS"]
leads = ["S01LEADS"]
"""
ADDRESS: Final = re.compile(r"http://[\d.:]+")
LOGS: Final = count(1)


@dataclass(frozen=True)
class Bot:
    process: Running
    url: str
    """Where Slack sends what people do."""


def environment(folder: Path, *, database_url: str, api_url: str, port: int = 0) -> dict[str, str]:
    config = folder / "candour.toml"
    config.write_text(TOML)
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": api_url,
        "DATABASE_URL": database_url,
        "CANDOUR_HOST": "127.0.0.1",
        "CANDOUR_PORT": str(port),
        "CANDOUR_CONFIG": str(config),
    }


@asynccontextmanager
async def serving(
    folder: Path, *, database_url: str, api_url: str, jobs: bool
) -> AsyncIterator[Bot]:
    """Run the bot on HTTP until the block ends; its log goes to a file, as under a supervisor."""
    environ = environment(folder, database_url=database_url, api_url=api_url)
    words = ("bot", "serve", "--jobs" if jobs else "--no-jobs")
    log = folder / f"candour-{next(LOGS)}.log"
    async with running(*words, environ=environ, log=log) as process:
        found = ADDRESS.search(process.said)
        assert found is not None, process.said
        yield Bot(process, events_at(found[0]))


def events_at(url: str) -> str:
    return f"{url}/slack/events"
