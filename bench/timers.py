"""A thousand timers at one instant, among a hundred thousand that wait."""

from typing import Final

from bench import lateness
from bench.stage import Stage
from bench.timed import KIND

PENDING: Final = 100_000
DUE: Final = 1_000


async def measure(stage: Stage) -> None:
    stage.table.begin(f"{DUE:,} timers due at one instant, {PENDING:,} pending")
    shown = {KIND: "began"}
    await lateness.measure(stage, "bench.timed", pending=PENDING, due=DUE, shown=shown)
