"""What every measurement stands on: databases, the practice workspace, somebody who types."""

import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.databases import Databases, databases
from bench.processes import Running, running


@dataclass(frozen=True)
class Stage:
    folder: Path
    databases: Databases
    slack: Running
    load: Running

    @property
    def api_url(self) -> str:
        return self.slack.said.strip('"')

    def tell(self, progress: str) -> None:
        print(f"  {progress}", file=sys.stderr, flush=True)


@asynccontextmanager
async def staged() -> AsyncIterator[Stage]:
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="candour-bench-")))
        both = stack.enter_context(databases(folder))
        slack = await stack.enter_async_context(running("bench.slack"))
        load = await stack.enter_async_context(running("bench.load"))
        yield Stage(folder, both, slack, load)
