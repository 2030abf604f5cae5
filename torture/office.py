"""What all people share: where they talk, who answers them, and what they were told."""

from collections import Counter
from dataclasses import dataclass, field

from bot.sandbox.server import PracticeServer
from torture.claims import Claims, mark
from torture.front import Front, Heard


@dataclass
class Office:
    practice: PracticeServer
    front: Front
    heard: Heard
    most_open: int
    """Incidents: with more, people rather end some."""
    claims: Claims = field(default_factory=Claims)
    once: dict[str, str] = field(default_factory=dict)
    """The table in which a word may stand in one row only, by the word."""
    noted: Counter[str] = field(default_factory=Counter)
    """How often acts ended in what way, as far as people saw it."""
    incidents: dict[int, str] = field(default_factory=dict)
    """Those whose cards somebody has seen, and where."""
    open_now: int = 0
    words: int = 0

    def new_word(self) -> str:
        self.words += 1
        return mark(self.words)
