"""What every measurement stands on: databases, the practice workspace, somebody who types."""

import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.databases import Databases
from bench.processes import Running, running
from bench.table import Table


@dataclass(frozen=True)
class Stage:
    table: Table
    folder: Path
    databases: Databases
    slack: Running
    load: Running

    def tell(self, progress: str) -> None:
        print(f"  {progress}", file=sys.stderr, flush=True)


@asynccontextmanager
async def staged(table: Table, folder: Path, databases: Databases) -> AsyncIterator[Stage]:
    """Set it up for one part: what goes wrong in one, or is left behind, is not in the next."""
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(running("bench.slack"))
        load = await stack.enter_async_context(running("bench.load"))
        yield Stage(table, folder, databases, slack, load)
