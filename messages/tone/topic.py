"""Whether two passages speak of the same thing: by the beginnings of their longer words."""

import re
from typing import Final

from messages.tone.reading import read

STEM: Final = 4
"""Letters: pay and paid differ, pays and paying do not; shorter words say little."""
EMPTY: Final = re.compile(
    "the|and|for|you|our|not|can|are|was|all|but|your|that|this|with|from|have|when|what|they|them"
    "|thei|were|been|will|abou|cust|peop|cann"
)
"""Beginnings that say nothing of what it is about."""


def shares_words(one: str, other: str) -> bool:
    """Tell whether they share a word, or neither holds one that says anything."""
    theirs = _stems(other)
    return not theirs or bool(_stems(one) & theirs)


def _stems(words: str) -> frozenset[str]:
    found = re.findall(r"[^\W_]{3,60}", read(words).folded)
    stems = {word[:STEM] for word in found}
    return frozenset(stem for stem in stems if not EMPTY.fullmatch(stem))
