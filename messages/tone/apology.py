"""Being sorry: once, next to what happened."""

import re
from collections.abc import Iterator
from typing import Final

from messages.tone.context import ToneContext
from messages.tone.reading import SENTENCE_ENDS, Reading, read
from messages.tone.spot import Spot

SORRY: Final = re.compile(r"\b(?:sorry|apologi[sz]e|apologi[sz]ing|apologies|apology)\b")
MOST_APOLOGIES: Final = 2
SHORT_TEXT: Final = 150
"""Words."""


def says_sorry(text: str) -> bool:
    return SORRY.search(read(text).folded) is not None


def over_apology(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    if len(reading.words) >= SHORT_TEXT:
        return
    found = list(SORRY.finditer(reading.folded))
    for one in found[MOST_APOLOGIES:]:
        yield Spot(*reading.around(one.span(), SENTENCE_ENDS), instead="")
