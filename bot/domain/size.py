"""How much is usual. The guide suggests; a person decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bot.domain.money import Money
from bot.domain.reason import Band, Reason
from bot.domain.tiers import Bands


@dataclass(frozen=True, slots=True)
class Likes:
    """What customers in a like case were given: the same incident, reason and currency."""

    median: int
    least: int
    most: int
    count: int


def band_of(amount: Money, bands: Bands) -> Band:
    """Return the lowest band that holds the sum."""
    for band, most in zip(Band, (0, *bands), strict=False):
        if amount.minor <= most:
            return band
    return Band.B5


def most_usual(reason: Reason, currency: str, bands: Bands) -> Money:
    """Return the top of the band that is usual for the reason."""
    return Money(dict(zip(Band, (0, *bands), strict=False))[reason.definition.band], currency)


def like_cases(given: Sequence[int]) -> Likes | None:
    """Return the spread of what was given before in minor units; None if nothing was."""
    if not given:
        return None
    return Likes(round(median(given)), min(given), max(given), len(given))


def is_out_of_line(amount: Money, likes: Likes | None) -> bool:
    """Whether the sum is over twice what like cases got: then the reason must be written."""
    return likes is not None and amount.minor > 2 * likes.median
