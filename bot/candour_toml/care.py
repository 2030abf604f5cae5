"""How `[care]` is written in `candour.toml`."""

from datetime import timedelta
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from bot.candour_toml.values import Duration, Table
from bot.domain.care import Care

USUAL: Final = Care()
LONGEST: Final = timedelta(hours=8)
"""A shift: what happened in another one says nothing about this one."""


class CareTable(Table):
    """When a break is suggested, in private, to somebody on the team."""

    hard_contacts: Annotated[int, Field(ge=2, le=50)] = USUAL.hard_contacts
    within: Duration = USUAL.within
    without_pause: Duration = USUAL.without_pause
    pause: Duration = USUAL.pause

    @model_validator(mode="after")
    def _fit_a_shift(self) -> Self:
        for name in ("within", "without_pause"):
            if getattr(self, name) > LONGEST:
                raise ValueError(f"{name} must not be longer than a shift of 8h")
        if self.pause >= self.without_pause:
            raise ValueError("pause must be shorter than without_pause")
        return self

    def care(self) -> Care:
        return Care(**self.model_dump())
