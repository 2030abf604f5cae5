"""Sentences with `{slots}`: filled in one go, so that a value is never read as a slot."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

Slots = Mapping[str, str | None]
"""What stands for each name; None, or nothing, for what is not known."""
SLOT: Final = re.compile(r"\{(?P<name>[a-z_0-9]+)\}(?P<stop>\.?)")


def filled(words: str, slots: Slots) -> str:
    """Return `words` with every known slot filled; an unknown one stays to be seen."""
    return SLOT.sub(lambda slot: _value(slot, slots.get(slot["name"])), words)


def filled_sentences(sentences: Iterable[str], slots: Slots) -> Iterator[str]:
    """Yield the sentences of which every slot is known, filled."""
    for words in sentences:
        if all(slots.get(slot["name"]) for slot in SLOT.finditer(words)):
            yield filled(words, slots)


def _value(slot: re.Match[str], value: str | None) -> str:
    if not value:
        return slot[0]
    return value if value[-1] in ".!?" else value + slot["stop"]
