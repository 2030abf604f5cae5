"""How `[working_hours]` is written in `candour.toml`."""

import re
from datetime import date, time
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bot.domain.working_hours import WorkingHours

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
USUAL: Final = WorkingHours()


def time_of_day(written: object) -> time:
    found = re.fullmatch(r"([01][0-9]|2[0-3]):([0-5][0-9])", str(written))
    if found is None:
        raise ValueError('must be a time of day like "09:00", in quotes')
    return time(int(found[1]), int(found[2]))


def _day(written: object) -> int:
    if written not in DAYS:
        raise ValueError(f"must be one of {', '.join(DAYS)}")
    return DAYS.index(str(written))


def _date(written: object) -> date:
    try:
        return date.fromisoformat(str(written))
    except ValueError as error:
        raise ValueError('must be a date like "2026-12-25"') from error


class WorkingHoursTable(BaseModel):
    """A shift that ends no later than it begins runs overnight."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    days: Annotated[list[Annotated[int, BeforeValidator(_day)]], Field(min_length=1)] = sorted(
        USUAL.days
    )
    from_: Annotated[time, BeforeValidator(time_of_day), Field(alias="from")] = USUAL.begins
    to: Annotated[time, BeforeValidator(time_of_day)] = USUAL.ends
    holidays: list[Annotated[date, BeforeValidator(_date)]] = []

    def hours(self) -> WorkingHours:
        return WorkingHours(frozenset(self.days), self.from_, self.to, frozenset(self.holidays))
