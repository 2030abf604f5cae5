"""Values of records as customers of an organisation read them: times, days, sums, spans, counts."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.domain.money import Money
from bot.domain.organisation import Organisation
from messages.words import clock_time, customer_time, long_span

Value = str | bool | int | date | timedelta | Money | Sequence[str] | None


def shown(value: Value, organisation: Organisation, *, now: datetime) -> str | None:
    """Return the value in words; None for what is not there, and for what is not so."""
    match value:
        case None | False:
            return None
        case True:
            return "yes"
        case str():
            return " ".join(value.split()) or None
        case date():
            return _when(value, organisation, now=now)
        case _:
            return _how_much(value, organisation.locale)


def _how_much(value: int | timedelta | Money | Sequence[str], locale: str) -> str | None:
    match value:
        case int():
            return str(format_decimal(value, locale=locale))
        case timedelta():
            return long_span(value)
        case Money():
            return value.shown(locale)
        case _:
            return format_list(list(value), locale=locale) if value else None


def _when(value: date, organisation: Organisation, *, now: datetime) -> str:
    """Return a time with its zone, or a day with its year when that is not this one."""
    locale, zone = organisation.locale, organisation.time_zone
    if isinstance(value, datetime):
        return customer_time(value, zone, now=now, locale=locale)
    is_this_year = value.year == now.astimezone(zone).year
    return str(format_date(value, "d MMMM" if is_this_year else "d MMMM y", locale=locale))


def short_time(at: datetime | None, organisation: Organisation, *, now: datetime) -> str | None:
    """Return the time for short forms, with the day when that is not today: 14:30 GMT 5 Mar."""
    if at is None:
        return None
    zone = organisation.time_zone
    local = at.astimezone(zone)
    if local.date() == now.astimezone(zone).date():
        return clock_time(at, zone)
    return f"{clock_time(at, zone)} {format_date(local, 'd MMM', locale=organisation.locale)}"
