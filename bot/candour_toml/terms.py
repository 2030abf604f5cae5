"""What our terms say of liability, and who of legal has signed it."""

from typing import Self

from pydantic import model_validator

from bot.candour_toml.values import PersonOrGroup, Table
from bot.candour_toml.words import Phrase


class TermsTable(Table):
    """`clause` in plain words, after “Our terms also say that”: we do not cover lost profit."""

    clause: Phrase | None = None
    confirmed_by: PersonOrGroup | None = None

    @model_validator(mode="after")
    def _is_signed(self) -> Self:
        if self.clause and not self.confirmed_by:
            raise ValueError("clause needs confirmed_by: the id of who in legal has signed it")
        return self
