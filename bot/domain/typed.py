"""What people type, as it can be kept: databases take no NUL, and blanks alone are no words."""

import unicodedata
from typing import Final

from bot.domain.refusals import WordsAreMissing, WordsAreTooLong

KEPT_CONTROLS: Final = "\n\t"
UNKEEPABLE: Final = frozenset({"Cc", "Cs"})
"""Control characters and halves of characters."""
UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})


def words(what: str, typed: str, *, limit: int, on_one_line: bool = False) -> str:
    """Return the words typed into the field `what`, without outer blanks.

    Raises `WordsAreMissing` when nothing in them can be seen, `WordsAreTooLong` over `limit`.
    """
    spaced = " ".join(typed.split()) if on_one_line else typed
    kept = "".join(char for char in spaced if char in KEPT_CONTROLS or _is_keepable(char)).strip()
    if all(unicodedata.category(char) in UNSEEN for char in kept):
        raise WordsAreMissing(what)
    if len(kept) > limit:
        raise WordsAreTooLong(what, limit=limit, text=typed)
    return kept


def _is_keepable(char: str) -> bool:
    return unicodedata.category(char) not in UNKEEPABLE
