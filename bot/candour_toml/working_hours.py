"""How `[working_hours]` is written in `candour.toml`."""

from datetime import date
from typing import Annotated, Final

from pydantic import BeforeValidator, Field

from bot.candour_toml.values import Table, TimeOfDay
from bot.domain.working_hours import WorkingHours

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
USUAL: Final = WorkingHours()


def _day(written: object) -> int:
    if written not in DAYS:
        raise ValueError(f"must be one of {', '.join(DAYS)}")
    return DAYS.index(str(written))


def _date(written: object) -> date:
    try:
        return date.fromisoformat(str(written))
    except ValueError as error:
        raise ValueError('must be a date like "2026-12-25"') from error


class WorkingHoursTable(Table):
    """A shift that ends no later than it begins runs overnight."""

    days: Annotated[list[Annotated[int, BeforeValidator(_day)]], Field(min_length=1)] = sorted(
        USUAL.days
    )
    from_: Annotated[TimeOfDay, Field(alias="from")] = USUAL.begins
    to: TimeOfDay = USUAL.ends
    holidays: list[Annotated[date, BeforeValidator(_date)]] = Field(default_factory=list)

    def hours(self) -> WorkingHours:
        return WorkingHours(frozenset(self.days), self.from_, self.to, frozenset(self.holidays))
