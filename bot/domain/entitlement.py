"""Whether law, a scheme or a contract owes something: asked for each incident, said by legal."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final


class Owed(StrEnum):
    NOT_CHECKED = "not_checked"
    APPLIES = "applies"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """`which` names the law, scheme or term. Somebody of legal said it, unless it is unchecked."""

    owed: Owed = Owed.NOT_CHECKED
    which: str = ""
    by: str | None = None
    at: datetime | None = None

    @property
    def allows_terms(self) -> bool:
        """Whether a letter may say that nothing had to be paid."""
        return self.owed is Owed.NONE

    def allows_letter(self, *, is_own: bool) -> bool:
        """Whether a customer may be written to about money; below the agent's limit, always."""
        return is_own or self.owed is not Owed.NOT_CHECKED


UNCHECKED: Final = Entitlement()
