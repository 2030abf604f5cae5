"""Ten thousand reminders within the same minute, among a hundred thousand open incidents."""

from typing import Final

from bench.databases import BOTH
from bench.processes import running
from bench.stage import Stage
from bench.table import percentile

OPEN: Final = 100_000
DUE: Final = 10_000


async def measure(stage: Stage) -> None:
    stage.table.begin(f"{DUE:,} reminders within one minute, {OPEN:,} incidents open")
    for kind in BOTH:
        await _remind(stage, kind)


async def _remind(stage: Stage, on: str) -> None:
    url = await stage.databases.fresh(on)
    stage.tell(f"filling: {on}")
    async with running("bench.reminding") as filling:
        await filling.ask("fill", url=url, first=DUE + 1, count=OPEN - DUE, within_a_minute=False)
        stage.databases.vacuum(url)
        await filling.ask("fill", url=url, first=1, count=DUE, within_a_minute=True)
    stage.tell(f"reminding: {on}")
    async with running("bench.reminding") as reminding:
        found = await reminding.ask("remind", url=url, due=DUE)
    stage.table.note("began late, p50", "ms", percentile(found["late"], 50) * 1000, on=on)
    stage.table.note("began late, p99", "ms", percentile(found["late"], 99) * 1000, on=on)
    stage.table.note("resident before", "MB", found["before"], on=on)
    stage.table.note("resident after", "MB", found["after"], on=on)
