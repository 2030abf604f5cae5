"""What each replica has done so far, in a file of its own, so that it outlives the replica."""

import asyncio
import json
from collections import Counter
from pathlib import Path
from typing import Final

from prometheus_client import Counter as Meter

from bot import meters

EVERY_S: Final = 0.25
"""What was done since the last time is not counted when the replica is killed."""


async def note_jobs(path: Path) -> None:
    """Write the figures down until this is cancelled."""
    while True:
        await asyncio.sleep(EVERY_S)
        counts = {"jobs": _by_label(meters.JOBS, "outcome")}
        counts["answers"] = _by_label(meters.ANSWERS, "outcome")
        path.write_text(json.dumps(counts))  # noqa: ASYNC240 - a few bytes


def added_up(folder: Path) -> dict[str, Counter[str]]:
    """Return what all replicas have counted, by figure and outcome."""
    total: dict[str, Counter[str]] = {"jobs": Counter(), "answers": Counter()}
    for path in folder.glob("*.tally"):
        written = path.read_text()
        # One that was killed while it wrote left nothing.
        for figure, counts in (json.loads(written) if written.endswith("}}") else {}).items():
            total[figure].update({name: int(many) for name, many in counts.items()})
    return total


def _by_label(meter: Meter, label: str) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for family in meter.collect():
        for sample in family.samples:
            if sample.name.endswith("_total"):
                counts[sample.labels[label]] += int(sample.value)
    return dict(counts)
