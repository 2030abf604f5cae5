"""How the bot itself is doing, as its database knows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.store import migrating, operations
from bot.store.transaction import Store


@dataclass(frozen=True, slots=True)
class Standing:
    is_migrated: bool
    dead_letters: int
    open_incidents: int
    timers_behind: timedelta
    """How long the first timer that nobody has begun is due, of those that this version knows."""


async def standing(store: Store, *, now: datetime, kinds: Sequence[str]) -> Standing:
    """Raises `NotRead`."""
    async with store.glancing() as reader:
        first = await operations.first_timer(reader, kinds)
        return Standing(
            is_migrated=migrating.knows(await operations.revision(reader)),
            dead_letters=await operations.count_dead_letters(reader),
            open_incidents=await operations.count_open(reader),
            timers_behind=timedelta(0) if first is None else max(now - first, timedelta(0)),
        )
