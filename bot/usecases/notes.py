"""What the team writes down for itself: it may be read one day by whom it is about."""

from bot.domain.typed import words
from bot.domain.unsaid import NoteIsBlocked
from messages.tone.check import findings_in_note


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
