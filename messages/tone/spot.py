"""What a rule's function yields: where the words break it, and what to write there instead."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from bot.domain.tone_rule import Gravity
from messages.tone.context import ToneContext
from messages.tone.reading import Reading


@dataclass(frozen=True, slots=True)
class Spot:
    """`start` and `end` count in the plain text; they are equal when something is missing.

    `instead`: None when only the author can know, empty when the words are better left out.
    `about` says what the text does not show. `gravity` only where it differs from the rule's.
    """

    start: int
    end: int
    instead: str | None = None
    about: str = ""
    gravity: Gravity | None = None


Check = Callable[[Reading, ToneContext], Iterator[Spot]]
NOWHERE: Final = Spot(0, 0)
"""Something is missing, or wrong with the whole."""
