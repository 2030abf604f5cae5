"""Did the product break anywhere: an error in its log, a start that failed for no good reason?"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Final

from bot.store.transaction import Reader
from torture.scene import Scene

ERRORS: Final = frozenset({"error", "critical"})
NO_START: Final = "did not start: "
"""Slack or the database was away just then: the start gives up, and is tried again."""


async def in_the_log(scene: Scene, _reader: Reader) -> Iterator[str]:
    """Name each kind of error in the replicas' log, with how often it came."""
    found: Counter[str] = Counter()
    with (scene.folder / "replicas.log").open() as log:
        for line in log:
            if line.startswith(NO_START):
                continue
            try:
                said = json.loads(line)
            except json.JSONDecodeError:
                found[line.strip()] += 1  # a traceback, or half a line of one that was killed
                continue
            if said["level"] in ERRORS:
                where = said.get("passed", said.get("where", ""))
                found[f"{said['event']}: {said.get('failure', said.get('error'))} {where}"] += 1
    return (f"{what} ({times} times)" for what, times in found.items())


async def on_the_screen(scene: Scene, _reader: Reader) -> Iterator[str]:
    """Name what real Slack would have refused."""
    return iter(scene.practice.workspace.complaints)
