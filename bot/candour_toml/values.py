"""How each kind of value is written in `candour.toml`, and what a wrong one is told."""

import re
from collections.abc import Iterable
from datetime import time, timedelta
from difflib import get_close_matches
from typing import Annotated, Final
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers
from babel.numbers import list_currencies
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

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
PersonOrGroup = Annotated[str, AfterValidator(_person_or_group)]
People = list[PersonOrGroup]
Duration = Annotated[timedelta, BeforeValidator(_duration)]
TimeOfDay = Annotated[time, BeforeValidator(_time_of_day)]
