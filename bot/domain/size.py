"""How much is usual. The guide suggests; a person decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Final

from bot.domain.money import Money, from_major
from bot.domain.reason import Band, Reason

UP_TO: Final[Mapping[Band, int]] = {
    Band.B0: 0,
    Band.B1: 25,
    Band.B2: 100,
    Band.B3: 300,
    Band.B4: 750,
}
"""In major units; the highest band has no end."""


@dataclass(frozen=True, slots=True)
class Likes:
    """What customers in a like case were given: the same incident, reason and currency."""

    median: int
    least: int
    most: int
    count: int


def band_of(amount: Money) -> Band:
    """Return the lowest band that holds the sum."""
    for band, most in UP_TO.items():
        if amount.minor <= from_major(Decimal(most), amount.currency).minor:
            return band
    return Band.B5


def most_usual(reason: Reason, currency: str) -> Money:
    """Return the top of the band that is usual for the reason."""
    return from_major(Decimal(UP_TO[reason.definition.band]), currency)


def like_cases(given: Sequence[int]) -> Likes | None:
    """Return the spread of what was given before in minor units; None if nothing was."""
    if not given:
        return None
    return Likes(round(median(given)), min(given), max(given), len(given))


def is_out_of_line(amount: Money, likes: Likes | None) -> bool:
    """Whether the sum is over twice what like cases got: then the reason must be written."""
    return likes is not None and amount.minor > 2 * likes.median
