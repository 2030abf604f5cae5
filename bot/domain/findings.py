"""What came out of looking back at an outage: what was wrong, and what was changed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Change:
    words: str
    done_at: datetime


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found wrong with how we served them, and what was changed since."""

    failures: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def is_done(self) -> bool:
        return bool(self.failures and self.changes)
