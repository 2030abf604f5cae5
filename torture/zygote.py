"""A process that has imported the product and forks replicas: `python -m torture.zygote CLOCK`.

A start of Python with all its imports costs more than a second of a core; a fork does not. What is
forked is a process of its own, with its own connections and its own death.

It is asked by lines of JSON (`{"port": 8081, "log": "…", "tally": "…"}`) and answers with lines of
JSON: `{"forked": PID}` for each, in order, and `{"ended": PID, "how": STATUS}` once one has ended.
"""

import asyncio
import gc
import json
import logging
import os
import select
import signal
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import aiohttp

from bot import logs
from bot.app import NotMigrated, SlackSaidNo, running
from bot.doctor import DATABASE_TROUBLE
from bot.lifetime import for_ever, run_until_stopped
from bot.settings import Settings, find_config, load
from bot.store import migrating
from torture.clock import ClockFile
from torture.tally import note_jobs

LOOK_S: Final = 0.02
LONGEST: Final = 65536


def main(clock_path: str) -> None:
    settings = load(os.environ, find_config(os.environ))
    clock = ClockFile(Path(clock_path))
    migrating.head()  # what every start reads is read once
    gc.freeze()
    alive: set[int] = set()
    print(json.dumps("ready"), flush=True)
    asked = b""
    while True:
        heard, _, _ = select.select([0], [], [], LOOK_S)
        if heard:
            said = os.read(0, LONGEST)
            if not said:
                break
            *lines, asked = (asked + said).split(b"\n")
            for line in lines:
                pid = _fork(settings, clock, json.loads(line))
                alive.add(pid)
                print(json.dumps({"forked": pid}), flush=True)
        _reap(alive)
    for pid in alive:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _fork(settings: Settings, clock: ClockFile, asked: Mapping[str, Any]) -> int:
    pid = os.fork()
    if pid:
        return pid
    log = os.open(asked["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number in (1, 2):
        os.dup2(log, number)
    os.close(0)
    how = 1
    try:
        logs.set_up("json", least=logging.WARNING)
        at = settings.model_copy(update={"port": asked["port"]})
        run_until_stopped(_serve(at, clock, Path(asked["tally"])))
        how = 0
    except (NotMigrated, SlackSaidNo, OSError, aiohttp.ClientError, *DATABASE_TROUBLE) as error:
        # As `candour serve` gives up with a sentence; whoever supervises it starts it again.
        print(f"did not start: {type(error).__name__}", file=sys.stderr)
    except BaseException:  # noqa: BLE001 - the forked process ends here, and its log says why
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(how)


async def _serve(settings: Settings, clock: ClockFile, tally: Path) -> None:
    async with running(settings, now=clock.now):
        counting = asyncio.create_task(note_jobs(tally))
        await for_ever()
        counting.cancel()


def _reap(alive: set[int]) -> None:
    while alive:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        alive.discard(pid)
        print(json.dumps({"ended": pid, "how": os.waitstatus_to_exitcode(status)}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
