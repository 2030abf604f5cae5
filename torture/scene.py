"""What is there once people have gone home; the verdict is on this."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.sandbox.server import PracticeServer
from bot.settings import Settings
from bot.store.transaction import Store
from torture.databases import Database
from torture.office import Office
from torture.replicas import Replicas
from torture.weather import Weather

MOST_OPEN: Final = 50


@dataclass(frozen=True)
class Plan:
    """How much of what; `on` is the kind of database. `actions` are those acknowledged."""

    on: str
    actions: int
    kills: int
    crashes: int
    storms: int
    seed: int
    replicas: int

    @property
    def most_open(self) -> int:
        """How many incidents people keep open."""
        return min(MOST_OPEN, max(self.actions // 10, 3))


@dataclass
class Scene:
    plan: Plan
    folder: Path
    settings: Settings
    practice: PracticeServer
    weather: Weather
    store: Store
    database: Database
    replicas: Replicas
    office: Office
    took_s: float = 0.0
    """From the first action to the last, in real seconds."""
    is_quiet: bool = False
    """Whether all that was owed came to its end in time."""
