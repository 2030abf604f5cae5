"""Who may approve at this moment: who holds which function, and who stands in for whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.delegation import Delegation
from bot.domain.outsider import Outsider
from bot.domain.tiers import Slot


@dataclass(frozen=True, slots=True)
class Standing:
    """In whose place somebody acts (their own, or another's), and as what."""

    of: str
    functions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Approvers:
    """`holders` gives the people of each function of the settings.

    `outsiders` hold none, whatever the settings and the groups say: they stand in for nobody, and
    nobody acts in their place.
    """

    holders: Mapping[str, frozenset[str]]
    delegations: tuple[Delegation, ...] = field(default=())
    outsiders: Mapping[str, Outsider] = field(default_factory=dict)

    def functions_of(self, person: str) -> frozenset[str]:
        """Return what a person is, their own id included: slots may name people."""
        if person in self.outsiders:
            return NOBODY
        held = (name for name, people in self.holders.items() if person in people)
        return frozenset([*held, person])

    def standings_of(self, person: str, *, now: datetime) -> list[Standing]:
        """Return in whose places a person may act: their own first."""
        places = [person, *(one.of for one in self.delegations if self._acts(one, person, now))]
        return [Standing(place, self.functions_of(place)) for place in dict.fromkeys(places)]

    def holding(self, name: str) -> frozenset[str]:
        """Return who holds a function; a person's id stands for that person."""
        named = frozenset([name]) if name.startswith(("U", "W")) else NOBODY
        return self.holders.get(name, named) - self.outsiders.keys()

    def of_slot(self, slot: Slot) -> frozenset[str]:
        return frozenset().union(*(self.holding(name) for name in slot))

    def stand_ins_of(self, person: str, *, now: datetime) -> frozenset[str]:
        to = frozenset(one.to for one in self.delegations if one.of == person and one.holds(now))
        return to - self.outsiders.keys()

    @staticmethod
    def _acts(one: Delegation, person: str, now: datetime) -> bool:
        return one.to == person and one.holds(now)


NOBODY: frozenset[str] = frozenset()
