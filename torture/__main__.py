"""`python -m torture`: see `docs/torture.md`."""

import asyncio
import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import mkdtemp

from torture.databases import SQLITE
from torture.report import answers, counted, counts
from torture.run import Run
from torture.scene import Plan
from torture.verdict import judged


def planned(environ: Mapping[str, str]) -> Plan:
    on = environ.get("ON", "postgres")
    kills = int(environ.get("KILLS", "1000"))
    return Plan(
        on=on,
        actions=int(environ.get("ACTIONS", "100000")),
        kills=kills,
        crashes=0 if on == SQLITE else int(environ.get("CRASHES", str(kills // 50))),
        storms=int(environ.get("STORMS", str(kills // 20))),
        seed=int(environ.get("SEED", "1")),
        replicas=1 if on == SQLITE else 2,
    )


async def main() -> int:
    folder = Path(mkdtemp(prefix="candour-torture-"))
    async with AsyncExitStack() as stack:
        scene = await Run(planned(os.environ), folder).until_quiet(stack)
        print(counted(await counts(scene)), flush=True)  # whatever comes of the verdict
        verdict = await judged(scene)
        print("\n".join(["", *answers(verdict)]), flush=True)
    if any(verdict.values()):
        print(f"\nThe replicas' log and what else was left: {folder}")
        return 1
    shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
