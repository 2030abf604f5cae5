"""A release as it is run in earnest: its own code, in processes of its own."""

import asyncio
import os
import re
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

READY_WITHIN_S: Final = 60
STOPPED_WITHIN_S: Final = 10
"""What is promised."""
ADDRESS: Final = re.compile(r"http://[\d.:]+")


@dataclass(frozen=True)
class Replica:
    process: Process
    url: str

    async def stop(self) -> None:
        """Stop it as a supervisor does; it ends in time, and well."""
        self.process.terminate()
        async with asyncio.timeout(STOPPED_WITHIN_S):
            _, complaint = await self.process.communicate()
        assert self.process.returncode == 0, complaint.decode()
        assert b"Traceback" not in complaint


@dataclass(frozen=True)
class Release:
    code: Path
    environ: Mapping[str, str]

    async def migrate(self) -> None:
        process = await self._start("migrate")
        _, complaint = await process.communicate()
        assert process.returncode == 0, complaint.decode()

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[Replica]:
        process = await self._start("serve")
        assert process.stdout is not None
        try:
            async with asyncio.timeout(READY_WITHIN_S):
                said = (await process.stdout.readline()).decode()
            found = ADDRESS.search(said)
            assert found is not None, said or (await process.communicate())[1].decode()
            yield Replica(process, found[0])
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()

    async def _start(self, *words: str) -> Process:
        own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(self.code)}
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", *words),
            cwd=self.code,
            env={**own, **self.environ},
            stdout=PIPE,
            stderr=PIPE,
        )
