"""`python -m bench [NAME…]`: measure, and print one table.

A part that breaks loses no other part's figures. If one did, or if something that must hold does
not, this ends with 1.
"""

import asyncio
import sys
import time
import traceback
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench import (
    commits,
    customers,
    growth,
    home,
    members,
    money,
    opening,
    overload,
    replicas,
    rhythm,
    start,
    timers,
    updates,
    words,
)
from bench.databases import Databases, databases
from bench.stage import Stage, staged
from bench.table import Table

Measure = Callable[[Stage], Awaitable[None]]
PARTS: Final[Mapping[str, Measure]] = {
    "commits": commits.measure,
    "updates": updates.measure,
    "opening": opening.measure,
    "timers": timers.measure,
    "rhythm": rhythm.measure,
    "words": words.measure,
    "start": start.measure,
    "customers": customers.measure,
    "home": home.measure,
    "growth": growth.measure,
    "money": money.measure,
    "replicas": replicas.measure,
    "overload": overload.measure,
    "members": members.measure,
}
SMALL_PRINT: Final = """
Both databases wait for the disk: PostgreSQL with fsync on, SQLite with synchronous=FULL. Those
who type, the bot, Slack and PostgreSQL share this machine's cores, so compare figures of one run
only. A command counts as acknowledged when its answer says that it was kept."""


async def main(names: list[str]) -> list[str]:
    """Print the table; return what is wrong."""
    table = Table()
    with TemporaryDirectory(prefix="candour-bench-") as place, databases(Path(place)) as both:
        for name in names or PARTS:
            began = time.monotonic()
            print(name, file=sys.stderr, flush=True)
            work = _measure(PARTS[name], table, Path(place), both)
            [fault] = await asyncio.gather(work, return_exceptions=True)
            if fault is not None:
                traceback.print_exception(fault)
                table.faults.append(f"{name} broke")
            print(f"  {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    print(f"{table}\n{SMALL_PRINT}")
    return table.faults


async def _measure(measure: Measure, table: Table, folder: Path, both: Databases) -> None:
    async with staged(table, folder, both) as stage:
        await measure(stage)


if __name__ == "__main__":
    if unknown := set(sys.argv[1:]) - set(PARTS):
        sys.exit(f"There is no part {', '.join(sorted(unknown))}; there is: {', '.join(PARTS)}")
    if faults := asyncio.run(main(sys.argv[1:])):
        sys.exit("\n".join(["Not as it must be:", *faults]))
