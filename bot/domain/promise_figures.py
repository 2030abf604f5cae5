"""How promises were kept, counted. Source: facts and clocks, 3.4."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from bot.domain.insights import CAME_DUE, Share
from bot.domain.promise import Promise, Status


@dataclass(frozen=True, slots=True)
class PromiseFigures:
    """`on_time` counts those whose time has come; `moved` all, those moved before it passed."""

    made: int
    on_time: Share
    moved: Share

    @classmethod
    def of(cls, promises: Collection[Promise]) -> Self:
        came_due = [one.status for one in promises if one.status in CAME_DUE]
        moved = sum(one.moved_from is not None for one in promises)
        return cls(
            made=len(promises),
            on_time=Share(came_due.count(Status.KEPT), len(came_due)),
            moved=Share(moved, len(promises)),
        )
