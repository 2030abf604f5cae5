"""From the command to the first answer, what it weighs at rest, and what there is to install."""

import asyncio
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from subprocess import DEVNULL
from typing import Final

import aiohttp

from bench.candour import address_in, environment
from bench.databases import BOTH, SQLITE
from bench.processes import running
from bench.stage import Stage

TIMES: Final = 3
REST_S: Final = 3.0
DEMO: Final = ("bot", "demo", "--port", "0")
SERVE: Final = ("bot", "serve")
ROOT: Final = Path(__file__).parent.parent
LOCK: Final = ROOT / "requirements.lock"


async def measure(stage: Stage) -> None:
    stage.table.begin("Starting, resting, installing")
    await _start(stage, "candour demo", DEMO, {}, "/", on=SQLITE)
    for kind in BOTH:
        environ = environment(stage, await stage.databases.fresh(kind))
        await _start(stage, "candour serve", SERVE, environ, "/readyz", on=kind)
    stage.tell("wheel")
    note, locked = stage.table.note, LOCK.read_bytes()
    note("wheel", "kB", await _wheel_bytes(stage.folder / "wheel") / 1000)
    note("requirements.lock", "kB", len(locked) / 1000)
    note("requirements.lock", "lines", len(locked.splitlines()))
    note("requirements.lock", "packages", locked.count(b"=="))


async def _start(
    stage: Stage,
    name: str,
    words: tuple[str, ...],
    environ: Mapping[str, str],
    path: str,
    *,
    on: str,
) -> None:
    waits, worked = [], []
    for number in range(TIMES):
        stage.tell(f"{name}: {on}")
        began = time.monotonic()
        log = stage.folder / f"start-{number}.log"
        async with running(*words, environ=environ, log=log) as process:
            await _get(address_in(process.said) + path)
            waits.append(time.monotonic() - began)
            worked.append(process.worked_s())
            if number == 0:
                await asyncio.sleep(REST_S)
                resident = process.resident_mb()
    stage.table.note(f"{name}: to its first answer on {path}", "s", median(waits), on=on)
    stage.table.note(f"{name}: processor time of that", "s", median(worked), on=on)
    stage.table.note(f"{name}: resident at rest", "MB", resident, on=on)


async def _get(url: str) -> None:
    async with (
        aiohttp.ClientSession(raise_for_status=True) as session,
        session.get(url) as response,
    ):
        await response.read()


async def _wheel_bytes(folder: Path) -> int:
    words = ("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    building = await asyncio.create_subprocess_exec(
        sys.executable, *words, cwd=ROOT, stdout=DEVNULL, stderr=DEVNULL
    )
    await building.wait()
    [wheel] = await asyncio.to_thread(lambda: [*folder.glob("*.whl")])
    return wheel.stat().st_size
