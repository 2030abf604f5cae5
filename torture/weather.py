"""What goes wrong with Slack: a little all the time, and storms in which most calls fail."""

import time
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Final

from bot.sandbox.faults import Fault, FaultKind, Faults

USUAL: Final[dict[FaultKind, float]] = {
    "ratelimited": 0.02,
    "server_error": 0.01,
    "gateway": 0.01,
    "lost_answer": 0.02,
    "reset": 0.02,
    "slow": 0.02,
    "twice": 0.1,
}
"""How likely each is at a call; "twice" at an event."""
STORM_FACTOR: Final = 8
STORM_S: Final = 3.0
LONGEST_WAIT_S: Final = 30
SLOWEST_S: Final = 2.0


class Weather(Faults):
    def __init__(self, drop_socket: Callable[[], None], chance: Random) -> None:
        super().__init__(drop_socket)
        self._chance = chance
        self._storm_until = 0.0
        self.is_fair = False
        self.storms = 0
        self.struck: Counter[str] = Counter()

    def storm(self) -> None:
        self._storm_until = time.monotonic() + STORM_S
        self.storms += 1

    def take(self, method: str) -> Fault | None:
        drawn = self._chance.random()  # always, so that a seed gives the same row of numbers
        if self.is_fair:
            return None
        factor = STORM_FACTOR if time.monotonic() < self._storm_until else 1
        kinds = ["twice"] if method == "events" else [kind for kind in USUAL if kind != "twice"]
        for kind, likely in USUAL.items():
            if kind not in kinds:
                continue
            if drawn < likely * factor:
                self.struck[kind] += 1
                return Fault(
                    method,
                    kind,
                    retry_after_s=self._chance.randint(1, LONGEST_WAIT_S),
                    seconds=self._chance.uniform(0.1, SLOWEST_S),
                )
            drawn -= likely * factor
        return None
