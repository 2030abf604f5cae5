"""What the everyday acts cost when a hundred thousand, and a million, things have happened."""

import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import cycle
from typing import Final

import sqlalchemy as sa
from sqlalchemy import Engine, event

from bench import growing, home
from bench.databases import BOTH
from bench.lived import HOLDERS, ORGANISATION, WORDS, Office, give, live, log_customer, office
from bench.stage import Stage
from bench.table import percentile
from bot.domain.incident import Status
from bot.jobs import queue
from bot.jobs.clocks import Clocks
from bot.sandbox.ids import TEAM
from bot.store.tables import incidents, timeline
from bot.store.transaction import Store
from bot.usecases import letters
from bot.usecases.change import NUDGE
from bot.usecases.home.sections import drawn
from bot.usecases.home.viewer import Viewer

SIZES: Final = (0, 100_000, 1_000_000)
LONG: Final = 10_000
TIMES: Final = 100
WARM: Final = 5
"""Acts before those that count: their statements are compiled once."""
LOGGED: Final = 18
"""Of twenty lines of a long incident, so many log a customer, one opens it and one is an update."""
UNTIL_DUE: Final = timedelta(hours=1)
APART: Final = timedelta(hours=6)
"""So 28 of them are of the last week, which App Home counts, however many there are."""
OPEN: Final = (
    sa.select(incidents.c.number)
    .where(incidents.c.status == Status.OPEN.value)
    .order_by(incidents.c.number)
)

Act = Callable[[], Awaitable[None]]


@dataclass
class Cost:
    took_ms: list[float] = field(default_factory=list)
    statements: int = 0

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Time the block, and count the statements in it, whichever connection executes them."""

        def count(*_statement: object) -> None:
            self.statements += 1

        event.listen(Engine, "before_cursor_execute", count)
        began = time.perf_counter()
        try:
            yield
        finally:
            self.took_ms.append((time.perf_counter() - began) * 1000)
            event.remove(Engine, "before_cursor_execute", count)


async def measure(stage: Stage) -> None:
    for size in SIZES:
        stage.table.begin(f"growth: {size:,} lines on the timelines, and all that belongs to them")
        for kind in BOTH:
            await _measure(stage, size, kind)


async def _measure(stage: Stage, size: int, on: str) -> None:
    stage.tell(f"growth: {size:,} lines on {on}")
    url = await stage.databases.fresh(on)
    store = await Store.open(url)
    there = office(store, stage.slack.address)
    if size:
        stage.table.note("copied within", "s", await _fill(there, size), on=on)
        stage.databases.vacuum(url)
    await _note(stage, "open", lambda: there.type("open Customers cannot pay by card"), on)
    for name, act in (await _acts(there)).items():
        await _note(stage, name, act, on)
    if size == max(SIZES):
        acts = await _acts_of_long(there)
        stage.databases.vacuum(url)
        for name, act in acts.items():
            await _note(stage, f"one with {LONG:,} lines: {name}", act, on)
    await store.close()


async def _note(stage: Stage, name: str, act: Act, on: str) -> None:
    for _ in range(WARM):
        await act()
    cost = Cost()
    for _ in range(TIMES):
        with cost.counted():
            await act()
    stage.table.note(f"{name}, p50", "ms", percentile(cost.took_ms, 50), on=on)
    stage.table.note(f"{name}, p99", "ms", percentile(cost.took_ms, 99), on=on)
    stage.table.note(f"{name}: statements", "each", cost.statements / TIMES, on=on)


async def _fill(there: Office, size: int) -> float:
    """Live through one outage, keep it over and over, and return how many seconds that took."""
    await live(there)
    async with there.store.reading() as reader:
        lines = await reader.scalar(sa.select(sa.func.count()).select_from(timeline))
    began = time.perf_counter()
    await growing.multiply(there.store, size // lines, apart=APART)
    return time.perf_counter() - began


async def _acts(there: Office) -> Mapping[str, Act]:
    """Return what is done with the incidents that are open, one after the other."""
    async with there.store.reading() as reader:
        turn = cycle([row.number for row in await reader.rows(OPEN)])

    async def look() -> None:
        async with there.store.reading() as reader:
            await drawn(reader, viewer)

    async def strike() -> None:
        async with there.store.transaction() as tx:
            jobs = await queue.claim(tx, now=later.now, kinds=[NUDGE], timers=1, deliveries=0)
        assert len(await Clocks(later.post).nudge_all(jobs)) == 1

    later = replace(there, now=there.now + UNTIL_DUE)
    viewer = Viewer(
        workspace=TEAM, person=home.LEAD, organisation=ORGANISATION, now=there.now, holders=HOLDERS
    )
    return {
        "update": lambda: there.type(f"update INC-{next(turn)} {WORDS}"),
        "status": lambda: there.type(f"status INC-{next(turn)}"),
        "App Home of a lead": look,
        "a nudge": strike,
    }


async def _acts_of_long(there: Office) -> Mapping[str, Act]:
    """Open an incident in which very much happens; return what is done with it."""
    await there.type("open Customers cannot sign in")
    async with there.store.reading() as reader:
        number = [row.number for row in await reader.rows(OPEN)][-1]
    for customer in range(LOGGED):
        await log_customer(there, number, customer)
    await there.type(f"update INC-{number} {WORDS}")
    credit = await give(there, number)
    await growing.lengthen(there.store, number, LONG // (LOGGED + 2))

    async def read_letter() -> None:
        await letters.read(there.store, TEAM, credit.number)

    return {
        "update": lambda: there.type(f"update INC-{number} {WORDS}"),
        "status": lambda: there.type(f"status INC-{number}"),
        "what a letter rests on": read_letter,
    }
