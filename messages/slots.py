"""Sentences with `{slots}`: filled in one go, so that a value is never read as a slot."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

SLOT: Final = re.compile(r"\{([a-z_0-9]+)\}")


def filled(words: str, slots: Mapping[str, str | None]) -> str:
    """Return `words` with every known slot filled; an unknown one stays to be seen."""
    return SLOT.sub(lambda slot: slots.get(slot[1]) or slot[0], words)


def filled_sentences(sentences: Iterable[str], slots: Mapping[str, str | None]) -> Iterator[str]:
    """Yield the sentences of which every slot is known, filled."""
    for words in sentences:
        if all(slots.get(name) for name in SLOT.findall(words)):
            yield filled(words, slots)
