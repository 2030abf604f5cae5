"""What may stand in `candour.toml`, and how each value is written. Only `bot.settings` asks."""

import re
from collections.abc import Iterable
from datetime import time, timedelta
from difflib import get_close_matches
from typing import Annotated, Any, Final, Self
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers
from babel.numbers import list_currencies
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    field_validator,
    model_validator,
)

from bot.credits_toml import CreditsTable
from bot.domain.cadence import DEFAULT_CADENCES, Cadence, Floor, Ladder
from bot.domain.channel import LONGEST_CHANNEL, MOST_CHANNELS, Channel
from bot.domain.organisation import Organisation

USUAL: Final = Organisation()
LEAST_TIMES: Final = 2
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(days=7)
UNITS: Final = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that looks most like `name`, whatever the case; there is always one."""
    by_lower = {one.lower(): one for one in sorted(known)}
    return by_lower[get_close_matches(name.lower(), by_lower, n=1, cutoff=0)[0]]


def _unlike(given: object, what: str, known: Iterable[str]) -> ValueError:
    return ValueError(f"must be {what}; did you mean {nearest(str(given), known)}?")


def _time_zone(name: object) -> ZoneInfo:
    if not isinstance(name, str) or name not in available_timezones():
        raise _unlike(name, "a time zone's name", available_timezones())
    return ZoneInfo(name)


def _locale(name: str) -> str:
    try:
        return str(Locale.parse(name.replace("-", "_")))
    except (UnknownLocaleError, ValueError) as error:
        raise _unlike(name, "a locale", locale_identifiers()) from error


def _currency(code: str) -> str:
    if code not in list_currencies():
        raise _unlike(code, "an ISO 4217 currency code", list_currencies())
    return code


def _channel(channel: str) -> str:
    if not re.fullmatch(r"[CG][A-Z0-9]{2,}", channel):
        raise ValueError(
            "must be the channel's id, which begins with C: "
            "it stands at the end of the channel's details in Slack"
        )
    return channel


def _person_or_group(person: str) -> str:
    if not re.fullmatch(r"[UWS][A-Z0-9]{2,}", person):
        raise ValueError(
            "must be the id of a person (U…, “Copy member ID” in Slack) "
            "or of a user group (S…, “Copy group ID”)"
        )
    return person


def _duration(written: object) -> timedelta:
    found = re.fullmatch(r"([0-9]{1,6})([smhd])", written) if isinstance(written, str) else None
    if found is None:
        raise ValueError("must be a duration like 90s, 15m, 4h or 1d, in quotes")
    duration = timedelta(**{UNITS[found[2]]: int(found[1])})
    if not SHORTEST <= duration <= LONGEST:
        raise ValueError("must be from 1m to 7d")
    return duration


def _time_of_day(written: object) -> time:
    found = re.fullmatch(r"([01][0-9]|2[0-3]):([0-5][0-9])", str(written))
    if found is None:
        raise ValueError('must be a time of day like "09:00", in quotes')
    return time(int(found[1]), int(found[2]))


class Table(BaseModel):
    """Frozen, and a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
TimeZone = Annotated[ZoneInfo, BeforeValidator(_time_zone)]
LocaleName = Annotated[str, AfterValidator(_locale)]
CurrencyCode = Annotated[str, AfterValidator(_currency)]
ChannelId = Annotated[str, AfterValidator(_channel)]
People = list[Annotated[str, AfterValidator(_person_or_group)]]
Duration = Annotated[timedelta, BeforeValidator(_duration)]


class OrganisationTable(Table):
    company: Text = USUAL.company
    time_zone: TimeZone = USUAL.time_zone
    locale: LocaleName = USUAL.locale
    currency: CurrencyCode = USUAL.currency
    incident_channel: ChannelId | None = None
    approvals_channel: ChannelId | None = None


class PeopleTable(Table):
    leads: People = []
    managers: People = []
    head_of_support: People = []
    security: People = []
    finance: People = []
    directors: People = []
    legal: People = []


class ClockTable(Table):
    first_word: Duration | None = None
    interval: Duration | None = None
    leader_after: Duration | None = None

    def cadence(self, usual: Cadence) -> Cadence:
        return Cadence(
            self.first_word or usual.first_word,
            self.interval or usual.interval,
            self.leader_after or usual.leader_after,
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


class ChannelTable(Table):
    name: Annotated[Text, StringConstraints(max_length=LONGEST_CHANNEL)]
    depends_on: list[Text] = []


class LongRunTable(Table):
    """When customers hear from us each day once an incident is a day old."""

    times: list[Annotated[time, BeforeValidator(_time_of_day)]] = list(USUAL.long_run_times)

    @field_validator("times")
    @classmethod
    def _at_least_two(cls, times: list[time]) -> list[time]:
        if len(set(times)) < LEAST_TIMES:
            raise ValueError("must be at least two times of day")
        return sorted(set(times))


class CandourToml(Table):
    organisation: OrganisationTable = OrganisationTable()
    people: PeopleTable = PeopleTable()
    clocks: ClocksTable = ClocksTable()
    ladder: LadderTable = LadderTable()
    credits: CreditsTable = CreditsTable()
    channels: list[ChannelTable] | None = None
    long_run: LongRunTable = LongRunTable()

    @field_validator("channels")
    @classmethod
    def _can_be_ticked(cls, channels: list[ChannelTable] | None) -> list[ChannelTable] | None:
        names = [one.name for one in channels or ()]
        if channels is not None and not 0 < len(set(names)) == len(names) <= MOST_CHANNELS:
            raise ValueError(f"must be from 1 to {MOST_CHANNELS}, each with its own name")
        return channels

    @model_validator(mode="after")
    def _sums_fit_the_currency(self) -> Self:
        self.credits.rules(self.organisation.currency)
        return self

    def as_organisation(self) -> Organisation:
        one = self.organisation
        people: dict[str, Any] = {name: tuple(ids) for name, ids in self.people}
        return Organisation(
            company=one.company,
            time_zone=one.time_zone,
            locale=one.locale,
            currency=one.currency,
            incident_place=one.incident_channel,
            **people,
            approvals_place=one.approvals_channel,
            credit_rules=self.credits.rules(one.currency),
            floor=Floor(self.clocks.floor.first_word, self.clocks.floor.interval),
            ladder=Ladder(self.ladder.near, self.ladder.late, self.ladder.very_late),
            channels=self._channels(),
            long_run_times=tuple(self.long_run.times),
            cadences={
                severity: getattr(self.clocks, severity.name.lower()).cadence(usual)
                for severity, usual in DEFAULT_CADENCES.items()
            },
        )

    def _channels(self) -> tuple[Channel, ...]:
        if self.channels is None:
            return USUAL.channels
        return tuple(Channel(one.name, frozenset(one.depends_on)) for one in self.channels)
