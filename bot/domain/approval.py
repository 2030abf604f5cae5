"""An approval: one person's yes to exactly these fields, in exactly this revision."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.approvers import Standing
from bot.domain.tiers import Slot, Slots

UNSET = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """`of` is in whose place `by` acted, else `by`; `seal` binds what was approved."""

    by: str
    of: str
    functions: frozenset[str]
    seal: str
    at: datetime

    def fills(self, slot: Slot) -> bool:
        return not self.functions.isdisjoint(slot)


def sealed(*fields: str | int) -> str:
    """Return the hash that an approval binds."""
    return hashlib.sha256(json.dumps(fields).encode()).hexdigest()


def open_slots(slots: Slots, approvals: Sequence[Approval]) -> Slots:
    """Return the approvals still missing when each one given fills the slot that helps most."""
    if not approvals:
        return slots
    first, rest = approvals[0], approvals[1:]
    ways = [open_slots(slots, rest)]
    for index, slot in enumerate(slots):
        if first.fills(slot):
            ways.append(open_slots(slots[:index] + slots[index + 1 :], rest))
    return min(ways, key=len)


def advancing(
    slots: Slots, approvals: Sequence[Approval], places: Iterable[Standing], *, by: str
) -> Standing | None:
    """Return the place in which `by` would fill one more slot; None if there is none.

    Where nothing is missing any more, every place will do.
    """
    missing = len(open_slots(slots, approvals))
    for place in places:
        new = Approval(by=by, of=place.of, functions=place.functions, seal="", at=UNSET)
        left = len(open_slots(slots, [*approvals, new]))
        if left == 0 or left < missing:
            return place
    return None
