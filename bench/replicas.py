"""Several processes on one PostgreSQL: how much they do together, who does it, what is doubled."""

import re
import time
from collections.abc import Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import aiohttp

from bench.candour import address_in, environment
from bench.databases import POSTGRES
from bench.opening import SLACK_TAKES_S
from bench.processes import Running, running
from bench.slack import PERSON
from bench.stage import Stage
from bench.table import Table
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.severity import Severity
from bot.sandbox.ids import TEAM
from bot.store import owed
from bot.store.owed import NewJob
from bot.store.transaction import Store
from bot.usecases import change, incidents

PLACES: Final = 500
"""Channels, each with an incident: what is said in one goes at a message a second."""
MANY: Final = {"1 process": 1, "2": 2, "4": 4}
SHAPES: Final = {"serve": "serve", "work beside serve --no-jobs": "work"}
LATER: Final = timedelta(hours=1)
ALL_WITHIN_S: Final = 120
QUIET_S: Final = 1.5
"""Long enough for a message that is sent again to come."""
CALLS: Final = ("chat.postMessage", "pins.add")
"""What a new card takes, each by a job of its own."""
DONE: Final = re.compile(r'^candour_jobs_total\{.*outcome="done".*\} (\S+)$', re.MULTILINE)


@dataclass(frozen=True)
class Seen:
    posted: list[str]
    """The channel of each card that was posted."""
    took_s: float
    shares: list[int]
    """How many jobs each process has done."""
    worked_s: float
    """Processor time of them all since the cards were owed."""


async def measure(stage: Stage) -> None:
    for shape, word in SHAPES.items():
        part = f"{PLACES} cards posted and pinned, by {shape}, on PostgreSQL"
        stage.table.begin(part, tuple(MANY))
        for column, many in MANY.items():
            stage.tell(f"{shape}: {many}")
            _note(stage.table, column, await _measured(stage, word, many))


async def _measured(stage: Stage, word: str, many: int) -> Seen:
    database_url = await stage.databases.fresh(POSTGRES)
    store = await Store.open(database_url)
    channels = [f"C9{word.upper()}{many}{number:03}" for number in range(PLACES)]
    await stage.slack.ask("crowd", channels=channels)
    cards = await _cards(store, channels)
    environ = environment(stage, database_url)
    log = stage.folder / f"replicas-{word}-{many}.log"
    async with AsyncExitStack() as stack:
        if word == "work":
            mouth = running("bot", "serve", "--no-jobs", environ=environ, log=log)
            await stack.enter_async_context(mouth)
        at_work = [
            await stack.enter_async_context(running("bot", word, environ=environ, log=log))
            for _ in range(many)
        ]
        await stage.slack.ask("take", seconds=SLACK_TAKES_S)
        await stage.slack.ask("forget")
        idle_s = sum(one.worked_s() for one in at_work)
        struck = time.monotonic()
        async with store.transaction() as tx:
            await owed.enqueue_all(tx, cards)
        posted, pinned = await _calls(stage)
        worked_s = sum(one.worked_s() for one in at_work) - idle_s
        shares = [await _done(one) for one in at_work]
        await stage.slack.ask("take", seconds=0)
    await store.close()
    took_s = max(at for _, at in (*posted, *pinned)) - struck
    return Seen([place for place, _ in posted], took_s, shares, worked_s)


async def _calls(stage: Stage) -> tuple[list[Any], list[Any]]:
    """Return for which channel each card was posted and pinned, and when; doubles as well."""
    expected = {"channels": PLACES, "within_s": ALL_WITHIN_S}
    for method in CALLS:
        await stage.slack.ask("called", method=method, **expected)
    await stage.slack.ask("counts", quiet_s=QUIET_S)
    posted, pinned = [
        await stage.slack.ask("called", method=method, **expected) for method in CALLS
    ]
    return posted, pinned


async def _done(worker: Running) -> int:
    """Return how many jobs it says that it has done."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{address_in(worker.said)}/metrics") as answer,
    ):
        return sum(int(float(figure)) for figure in DONE.findall(await answer.text()))


async def _cards(store: Store, channels: Iterable[str]) -> list[NewJob]:
    """Open an incident in each channel, of which the card is owed in an hour.

    Returns the same cards, owed now.
    """
    now = datetime.now(UTC)  # noqa: TID251 - it is measured, not rehearsed
    opened = [await _opened(store, channel, now + LATER) for channel in channels]
    return [
        NewJob(
            kind=change.CARD,
            args={"incident": incident.number},
            workspace=TEAM,
            due_at=now,
            dedupe_key=change.key(change.CARD, incident),
            lane=change.lane(TEAM, incident.place),
        )
        for incident in opened
    ]


async def _opened(store: Store, place: str, now: datetime) -> Incident:
    return await incidents.open_incident(
        store,
        Organisation(),
        workspace=TEAM,
        place=place,
        what_fails="Customers cannot pay by card",
        severity=Severity.SEV2,
        by=PERSON,
        owner=PERSON,
        now=now,
    )


def _note(table: Table, column: str, seen: Seen) -> None:
    jobs = sum(seen.shares)
    reached = set(seen.posted)
    table.note("jobs a second, Slack takes 100 ms a call", "jobs/s", jobs / seen.took_s, on=column)
    table.note("of them by the busiest process", "%", max(seen.shares) / jobs * 100, on=column)
    table.note("of them by the idlest process", "%", min(seen.shares) / jobs * 100, on=column)
    table.note("cards posted twice", "cards", len(seen.posted) - len(reached), on=column)
    table.note("cards not posted", "cards", PLACES - len(reached), on=column)
    table.note("processor time a job", "ms", seen.worked_s / jobs * 1000, on=column)
