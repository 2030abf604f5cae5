"""The processes that are measured and those that measure: each on its own, told apart by pid."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final

from bench.lines import LONGEST_LINE

READY_S: Final = 30
STOP_S: Final = 15
PAGE_BYTES: Final = os.sysconf("SC_PAGE_SIZE")
TICKS: Final = os.sysconf("SC_CLK_TCK")


class Running:
    def __init__(self, process: Process) -> None:
        self._process = process
        self.said = ""
        """The first line that it printed."""

    @property
    def address(self) -> str:
        """What one of our own processes said when it was ready."""
        return str(json.loads(self.said))

    async def ask(self, do: str, **how: object) -> Any:  # noqa: ANN401 - JSON
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **how}).encode() + b"\n")
        return json.loads(await self.line())

    async def line(self) -> str:
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise EOFError("the process has ended; what it said stands above")
        return line.decode().strip()

    def resident_mb(self) -> float:
        """Return megabytes (10^6 bytes)."""
        return resident_mb(self._process.pid)

    def worked_s(self) -> float:
        """Return the processor time so far, in seconds; less noisy than any clock on the wall."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    async def stop(self) -> None:
        if self._process.returncode is None:
            self._process.terminate()
        try:
            await asyncio.wait_for(self._process.wait(), STOP_S)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()


@asynccontextmanager
async def running(
    *module: str, environ: Mapping[str, str] | None = None, log: Path | None = None
) -> AsyncIterator[Running]:
    """Run `python -m <module>` until the block ends; it is ready when it has printed a line."""
    started = Running(await _start(module, environ or {}, log))
    try:
        started.said = await asyncio.wait_for(started.line(), READY_S)
        yield started
    finally:
        await started.stop()


async def _start(module: Sequence[str], environ: Mapping[str, str], log: Path | None) -> Process:
    with ExitStack() as stack:
        errors = stack.enter_context(log.open("ab")) if log else None
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            *module,
            stdin=PIPE,
            stdout=PIPE,
            stderr=errors,
            env={**os.environ, **environ},
            limit=LONGEST_LINE,
        )


def resident_mb(pid: int | str = "self") -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * PAGE_BYTES / 1_000_000
