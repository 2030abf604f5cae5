"""What people type, as it can be kept: databases take no NUL, and blanks alone are no words."""

import re
import unicodedata
from typing import Final

from bot.domain.refusals import WordsAreMissing, WordsAreTooLong

UNKEEPABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters but the line's end and the tab; halves of characters."""
UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})


def words(what: str, typed: str, *, limit: int, on_one_line: bool = False) -> str:
    """Return the words typed into the field `what`, without outer blanks.

    Raises `WordsAreMissing` when nothing in them can be seen, `WordsAreTooLong` over `limit`.
    """
    # Blanks first: some of them cannot be kept either, and would take the gap with them.
    spaced = " ".join(typed.split()) if on_one_line else typed
    kept = UNKEEPABLE.sub("", spaced).strip()
    kept = " ".join(kept.split()) if on_one_line else kept
    if all(unicodedata.category(char) in UNSEEN for char in kept):
        raise WordsAreMissing(what)
    if len(kept) > limit:
        raise WordsAreTooLong(what, limit=limit, text=typed)
    return kept
