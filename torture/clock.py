"""The one clock of a run: the practice workspace turns it, and every replica reads it.

It stands in a file that all map into memory: what was practice time, when by the monotonic clock
(one for all processes of the machine), and how many practice seconds pass in a real one.
"""

import mmap
import struct
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.sandbox.clock import PracticeClock

STATE: Final = struct.Struct("ddd")


class ClockFile:
    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(STATE.size))
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), STATE.size)

    def follow(self, clock: PracticeClock) -> None:
        """Write down how the clock goes, now and whenever it is turned."""
        clock.on_turn(lambda: self._write(clock))
        self._write(clock)

    def now(self) -> datetime:
        practice_s, real_s, rate = STATE.unpack(self._map[:])
        return datetime.fromtimestamp(practice_s + (time.monotonic() - real_s) * rate, UTC)

    def _write(self, clock: PracticeClock) -> None:
        self._map[:] = STATE.pack(clock.epoch(), time.monotonic(), clock.rate)
