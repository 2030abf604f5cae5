"""A thousand timers at one instant, among a hundred thousand that wait."""

from typing import Final

from bench.databases import BOTH
from bench.processes import running
from bench.stage import Stage
from bench.table import percentile

PENDING: Final = 100_000
DUE: Final = 1_000


async def measure(stage: Stage) -> None:
    stage.table.begin(f"{DUE:,} timers due at one instant, {PENDING:,} pending")
    for kind in BOTH:
        await _strike(stage, kind)


async def _strike(stage: Stage, on: str) -> None:
    url = await stage.databases.fresh(on)
    stage.tell(f"filling: {on}")
    async with running("bench.timed") as filling:
        await filling.ask("fill", url=url, pending=PENDING)
    stage.databases.vacuum(url)
    stage.tell(f"striking: {on}")
    async with running("bench.timed") as striking:
        found = await striking.ask("strike", url=url, due=DUE)
    stage.table.note("began late, p50", "ms", percentile(found["late"], 50) * 1000, on=on)
    stage.table.note("began late, p99", "ms", percentile(found["late"], 99) * 1000, on=on)
    stage.table.note("resident before", "MB", found["before"], on=on)
    stage.table.note("resident after", "MB", found["after"], on=on)
