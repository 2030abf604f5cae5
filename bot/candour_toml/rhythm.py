"""How often customers hear from us, who is reminded, and when."""

from typing import Final, Self

from pydantic import Field, field_validator, model_validator

from bot.candour_toml.organisation import USUAL
from bot.candour_toml.values import Duration, Table, TimeOfDay
from bot.domain.cadence import DEFAULT_CADENCES, Cadence

LEAST_TIMES: Final = 2


class ClockTable(Table):
    first_word: Duration | None = None
    interval: Duration | None = None
    leader_after: Duration | None = None

    def cadence(self, usual: Cadence) -> Cadence:
        return Cadence(
            self.first_word or usual.first_word,
            self.interval or usual.interval,
            self.leader_after or usual.leader_after,
            on_next_working_day=usual.on_next_working_day and self.first_word is None,
        )


class FloorTable(Table):
    """What a regulator allows at most."""

    first_word: Duration | None = None
    interval: Duration | None = None


class ClocksTable(Table):
    sev1: ClockTable = ClockTable()
    sev2: ClockTable = ClockTable()
    sev3: ClockTable = ClockTable()
    sev4: ClockTable = ClockTable()
    floor: FloorTable = FloorTable()

    @model_validator(mode="after")
    def _keep_the_floor(self) -> Self:
        """No clock may be slower than the regulated floor."""
        for severity, usual in DEFAULT_CADENCES.items():
            name = severity.name.lower()
            cadence = getattr(self, name).cadence(usual)
            for what in ("first_word", "interval"):
                most = getattr(self.floor, what)
                if most is not None and getattr(cadence, what) > most:
                    raise ValueError(f"{name}.{what} must not be longer than floor.{what}")
        return self


class LadderTable(Table):
    near: Duration = USUAL.ladder.near
    late: Duration = USUAL.ladder.late
    very_late: Duration = USUAL.ladder.very_late

    @model_validator(mode="after")
    def _climb(self) -> Self:
        if self.late >= self.very_late:
            raise ValueError("late must be shorter than very_late")
        return self


class LongRunTable(Table):
    """When customers hear from us each day once an incident is a day old."""

    times: list[TimeOfDay] = Field(default_factory=lambda: list(USUAL.long_run_times))

    @field_validator("times")
    @classmethod
    def _at_least_two(cls, times: list[TimeOfDay]) -> list[TimeOfDay]:
        if len(set(times)) < LEAST_TIMES:
            raise ValueError("must be at least two times of day")
        return sorted(set(times))
