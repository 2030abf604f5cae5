"""The replicas: started, killed without a word, and started again by whoever supervises them."""

import asyncio
import json
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter, deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

HOST: Final = "127.0.0.1"
READY_S: Final = 120
AGAIN_S: Final = 0.3
"""How long a supervisor waits before it starts a process again that ended by itself."""
LOOK_S: Final = 0.02


@dataclass
class Slot:
    """One place for a replica; `pid` is of the one that holds it now."""

    port: int
    pid: int | None = None


class Replicas:
    def __init__(self, zygote: Process, folder: Path, many: int) -> None:
        self._zygote = zygote
        self._folder = folder
        self._numbers = count(1)
        self._starting: deque[Slot] = deque()
        self._places: dict[int, Slot] = {}
        self._killed: set[int] = set()
        self._again: set[asyncio.Task[None]] = set()
        self.slots = [Slot(port) for port in free_ports(many)]
        self.starts = 0
        self.kills = 0
        self.ended: Counter[int] = Counter()
        """How often one ended by itself, by its exit code."""

    def kill(self, slot: Slot) -> bool:
        """End the replica there with SIGKILL, if one is alive."""
        if slot.pid is None:
            return False
        with suppress(ProcessLookupError):
            os.kill(slot.pid, signal.SIGKILL)
            self._killed.add(slot.pid)
        slot.pid = None
        self.kills += 1
        return True

    async def keep(self) -> None:
        """Start them all, and again whenever one has ended."""
        assert self._zygote.stdout is not None
        await self._zygote.stdout.readline()
        for slot in self.slots:
            self._start(slot)
        while line := await self._zygote.stdout.readline():
            self._note(json.loads(line))

    async def up(self) -> None:
        """Return once every replica takes requests."""
        async with asyncio.timeout(READY_S):
            for slot in self.slots:
                while not await _listens(slot.port):  # noqa: ASYNC110 - another process
                    await asyncio.sleep(LOOK_S)

    def _start(self, slot: Slot) -> None:
        assert self._zygote.stdin is not None
        self.starts += 1
        tally = self._folder / f"{next(self._numbers):05}.tally"
        asked = {"port": slot.port, "log": str(self._folder / "replicas.log"), "tally": str(tally)}
        self._starting.append(slot)
        self._zygote.stdin.write(json.dumps(asked).encode() + b"\n")

    def _note(self, said: Mapping[str, int]) -> None:
        if "forked" in said:
            slot = self._starting.popleft()
            slot.pid = said["forked"]
            self._places[slot.pid] = slot
            return
        slot = self._places.pop(said["ended"])
        if said["ended"] in self._killed:
            self._start(slot)
            return
        slot.pid = None
        self.ended[said["how"]] += 1
        again = asyncio.create_task(self._start_later(slot))
        self._again.add(again)
        again.add_done_callback(self._again.discard)

    async def _start_later(self, slot: Slot) -> None:
        await asyncio.sleep(AGAIN_S)
        self._start(slot)


@asynccontextmanager
async def kept(
    folder: Path, clock: Path, environ: Mapping[str, str], *, many: int
) -> AsyncIterator[Replicas]:
    """Keep so many replicas running until the block ends."""
    zygote = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "torture.zygote", str(clock)),
        stdin=PIPE,
        stdout=PIPE,
        env={**os.environ, **environ},
    )
    replicas = Replicas(zygote, folder, many)
    keeping = asyncio.create_task(replicas.keep())
    try:
        yield replicas
    finally:
        keeping.cancel()
        assert zygote.stdin is not None
        zygote.stdin.close()
        await zygote.wait()


def free_ports(many: int) -> list[int]:
    taken = [socket.socket() for _ in range(many)]
    for one in taken:
        one.bind((HOST, 0))
    ports = [int(one.getsockname()[1]) for one in taken]
    for one in taken:
        one.close()
    return ports


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection(HOST, port)
    except OSError:
        return False
    writer.close()
    return True
