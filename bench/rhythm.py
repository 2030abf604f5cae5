"""Ten thousand reminders within the same minute, among a hundred thousand open incidents."""

from typing import Final

from bench import lateness
from bench.stage import Stage
from bot.usecases import change, nudges

OPEN: Final = 100_000
DUE: Final = 10_000
SHOWN: Final = {change.NUDGE: "began", nudges.NUDGE_NOTE: "its message, from then on: began"}


async def measure(stage: Stage) -> None:
    stage.table.begin(f"{DUE:,} reminders spread over one minute, {OPEN:,} incidents open")
    await lateness.measure(stage, "bench.reminding", pending=OPEN - DUE, due=DUE, shown=SHOWN)
