"""What the team writes down for itself: it may be read one day by whom it is about."""

import re
from collections.abc import Mapping
from typing import Final

from bot.domain.typed import words
from bot.domain.unsaid import NoteIsBlocked
from messages.tone.check import findings_in_note

LABELS: Final = "T42"
SECRETS: Final = "T59s"
QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")


THEIRS: Final = frozenset({"name", "mood", "words_said"})
"""No note of ours: how they are called, how they are, and what they said word for word."""


def check(noted: Mapping[str, str]) -> None:
    """Check notes on a customer, by the names of their fields.

    Raises `NoteIsBlocked` for the first that labels a person or holds a secret. What stands in
    quotation marks is what they said themselves: a label in it is theirs, a secret is not.
    """
    for what, typed in noted.items():
        if what in THEIRS:
            continue
        ours = {rule.id for rule in findings_in_note(QUOTED.sub(" ", typed))} & {LABELS}
        always = {rule.id for rule in findings_in_note(typed)} & {SECRETS}
        if broken := sorted(ours | always):
            raise NoteIsBlocked(what, tuple(broken), typed)


def note(what: str, typed: str, *, limit: int, on_one_line: bool = False) -> str:
    """Return the note without outer blanks.

    Raises `WordsAreMissing`, `WordsAreTooLong`, or `NoteIsBlocked` for one that labels a person or
    holds a secret.
    """
    kept = words(what, typed, limit=limit, on_one_line=on_one_line)
    broken = findings_in_note(kept)
    if broken:
        raise NoteIsBlocked(what, tuple(rule.id for rule in broken), typed)
    return kept
