"""What a change of a request means in the books: which steps the money takes."""

from collections.abc import Mapping
from typing import Final

from bot.domain.credit import Credit, State
from bot.domain.ledger import Step

CLIMB: Final = (Step.HELD, Step.COMMITTED, Step.SPENT)
LEAVE: Final = (Step.RELEASED, Step.WITHDRAWN, Step.REVERSED)
HEIGHTS: Final[Mapping[State, int]] = {
    State.ASKED: 1,
    State.APPROVED: 2,
    State.EXPORTED: 2,
    State.FAILED: 2,
    State.PAID: 3,
}
"""How many steps the money has climbed; in the other states none."""


def leaving(before: Credit | None, after: Credit) -> Step | None:
    """Return the step that takes the old money off the books, if it cannot stay as it is."""
    height = _height(before)
    if before is None or height == 0 or _stays(before, after):
        return None
    return LEAVE[height - 1]


def climbing(before: Credit | None, after: Credit) -> tuple[Step, ...]:
    """Return the steps that take the money to where the request stands now."""
    start = _height(before) if before is not None and _stays(before, after) else 0
    return CLIMB[start : _height(after)]


def _stays(before: Credit, after: Credit) -> bool:
    return before.revision == after.revision and _height(before) <= _height(after)


def _height(credit: Credit | None) -> int:
    return 0 if credit is None else HEIGHTS.get(credit.state, 0)
