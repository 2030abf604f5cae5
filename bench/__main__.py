"""`python -m bench [NAME…]`: measure, and print one table. Nothing here can fail a build."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bench import customers, home, money, opening, replicas, rhythm, start, timers, updates, words
from bench.stage import Stage, staged
from bench.table import Table

PARTS: Final[Mapping[str, Callable[[Stage], Awaitable[None]]]] = {
    "updates": updates.measure,
    "opening": opening.measure,
    "timers": timers.measure,
    "rhythm": rhythm.measure,
    "words": words.measure,
    "start": start.measure,
    "customers": customers.measure,
    "home": home.measure,
    "money": money.measure,
    "replicas": replicas.measure,
}
SMALL_PRINT: Final = """
Both databases wait for the disk: PostgreSQL with fsync on, SQLite with synchronous=FULL. Those
who type, the bot, Slack and PostgreSQL share this machine's cores, so compare figures of one run
only. A command counts as acknowledged when its answer says that it was kept."""


async def main(names: list[str]) -> None:
    table = Table()
    async with staged(table) as stage:
        for name in names or PARTS:
            print(name, file=sys.stderr, flush=True)
            await PARTS[name](stage)
    print(f"{table}\n{SMALL_PRINT}")


if __name__ == "__main__":
    if unknown := set(sys.argv[1:]) - set(PARTS):
        sys.exit(f"There is no part {', '.join(sorted(unknown))}; there is: {', '.join(PARTS)}")
    asyncio.run(main(sys.argv[1:]))
