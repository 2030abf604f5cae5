"""The product's own figures, as its port gives them and its log."""

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

Counts = Mapping[str, float]
JOB: Final = re.compile(r" kind=(?P<kind>\S+) .*late_ms=(?P<late_ms>-?\d+)")


class Figures:
    def __init__(self, text: str) -> None:
        self._samples = [
            sample for family in text_string_to_metric_families(text) for sample in family.samples
        ]

    @classmethod
    async def of(cls, url: str) -> "Figures":
        """Ask the port at which Slack's events arrive."""
        address = url.removesuffix("/slack/events")
        async with (
            aiohttp.ClientSession(raise_for_status=True) as session,
            session.get(f"{address}/metrics") as answer,
        ):
            return cls(await answer.text())

    def by(self, label: str, name: str) -> Counts:
        """Return a counter's values by one label, summed over the others."""
        found: dict[str, float] = defaultdict(float)
        for sample in self._samples:
            if sample.name == name:
                found[sample.labels[label]] += sample.value
        return found


def lateness(log: Path) -> Mapping[str, list[float]]:
    """Return how late each job began, in seconds, by kind, from a log in text."""
    late: dict[str, list[float]] = defaultdict(list)
    with log.open(encoding="utf-8") as lines:
        for line in lines:
            if " event=job " in line and (said := JOB.search(line)):
                late[said["kind"]].append(int(said["late_ms"]) / 1000)
    return late
