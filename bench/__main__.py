"""`python -m bench [NAME…]`: measure, and print one table. Nothing here can fail a build."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bench import updates
from bench.stage import Stage, staged
from bench.table import Row, aligned

PARTS: Final[Mapping[str, Callable[[Stage], Awaitable[list[Row]]]]] = {
    "updates": updates.measure,
}


async def main(names: list[str]) -> None:
    rows: list[Row] = []
    async with staged() as stage:
        for name in names or PARTS:
            print(name, file=sys.stderr, flush=True)
            rows += [*await PARTS[name](stage), Row("")]
    print(aligned(rows))


if __name__ == "__main__":
    if unknown := set(sys.argv[1:]) - set(PARTS):
        sys.exit(f"There is no part {', '.join(sorted(unknown))}; there is: {', '.join(PARTS)}")
    asyncio.run(main(sys.argv[1:]))
