"""Words that were sent to customers. They are never edited afterwards."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.domain.typed import words

LONGEST_UPDATE: Final = 3000
"""Characters: what one input of a form holds."""


class Kind(StrEnum):
    """What was sent; the letters and numbers are those of the drafts' specification."""

    FIRST_WORD = "K01"
    HOLDING = "K02"
    PROGRESS = "K03"
    APOLOGY = "K05"

    @property
    def is_public(self) -> bool:
        """Whether it answers everybody's wait, so that the clock restarts."""
        return self is not Kind.APOLOGY


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    workspace: str
    incident: int
    number: int
    kind: Kind
    text: str
    sent_by: str
    sent_at: datetime
    channels: tuple[str, ...] = ()
    """Where it went, by the names in the settings."""
    facts: int = 0
    """The version of what was known when it was sent."""
    promised_by: datetime | None
    """The next-update time that was in force when this was sent (late, if it had passed)."""


def sayable(text: str) -> str:
    """Return the words without outer blanks. Raises when there are none, or too many."""
    return words("text", text, limit=LONGEST_UPDATE)
