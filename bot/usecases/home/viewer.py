"""Who looks at App Home, and as what. For what is shown; what is done checks roles afresh."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.domain.incident import Incident
from bot.domain.insights import LEADING
from bot.domain.organisation import Organisation
from bot.domain.promise import Promise
from bot.domain.tiers import Function
from bot.store import incidents, promises
from bot.store.transaction import Reader

KEEP_BUDGETS: Final = frozenset({Function.MANAGERS, Function.HEAD_OF_SUPPORT, Function.FINANCE})
MOST: Final = 200
"""More than one page shows: the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """`holders` are the people of each function; None while the platform does not say."""

    workspace: str
    person: str
    organisation: Organisation
    now: datetime
    holders: Mapping[str, frozenset[str]] | None
    own: Sequence[Incident] = ()
    """Open incidents that are theirs, or that they were asked to take over; due first first."""
    others: Sequence[Incident] = ()
    """The other open incidents."""
    promises: Sequence[Promise] = ()
    """What they have still to keep, the one due first in front."""

    @property
    def leads(self) -> bool:
        """Whether they lead the team, and see how the week went."""
        return self._holds(LEADING)

    @property
    def keeps_budgets(self) -> bool:
        return self._holds(KEEP_BUDGETS)

    def _holds(self, functions: frozenset[Function]) -> bool:
        found = self.holders or {}
        return any(self.person in found.get(one, ()) for one in functions)


async def with_work(reader: Reader, viewer: Viewer) -> Viewer:
    """Return the viewer with what several sections show, read once."""
    own = await incidents.of_person(reader, viewer.workspace, viewer.person, most=MOST)
    every = await incidents.open_ones(reader, viewer.workspace, most=MOST)
    theirs = await promises.of_person(reader, viewer.workspace, viewer.person, most=MOST)
    return replace(
        viewer, own=own, others=[one for one in every if one not in own], promises=theirs
    )
