"""What people type or pick: text, numbers, days and times."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Final

from bot.sandbox.checks.options import CONFIRM
from bot.sandbox.checks.rules import (
    Check,
    Found,
    anything,
    boolean,
    listed,
    problem,
    record,
    string,
    whole,
    word,
)
from bot.sandbox.checks.text import plain

LONGEST: Final = 3000
ACTION_ID: Final = string(255)
PLACEHOLDER: Final = plain(150)

_TYPED: Final[Mapping[str, Check]] = {
    "action_id": ACTION_ID,
    "focus_on_load": boolean,
    "placeholder": PLACEHOLDER,
    "dispatch_action_config": record(
        {"trigger_actions_on": listed(word("on_enter_pressed", "on_character_entered"), most=2)}, {}
    ),
}
_PICKED: Final[Mapping[str, Check]] = {
    "action_id": ACTION_ID,
    "focus_on_load": boolean,
    "confirm": CONFIRM,
}
_TYPE: Final[Mapping[str, Check]] = {"type": anything}


def _number(value: object) -> Decimal | None:
    if not isinstance(value, str | int) or len(str(value)) > LONGEST:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _numeric(value: object, pointer: str, found: Found) -> None:
    if not isinstance(value, str) or _number(value) is None:
        found.append(problem("must provide a number as a string", pointer))


def _in_order(*names: str) -> Check:
    """Refuse an object whose named numbers do not rise (equal is fine, missing is skipped)."""

    def check(value: object, pointer: str, found: Found) -> None:
        if not isinstance(value, dict):
            return
        given = [
            (name, number)
            for name in names
            if name in value and (number := _number(value[name])) is not None
        ]
        for (low, least), (high, most) in pairwise(given):
            if least > most:
                found.append(problem(f"`{low}` must not exceed `{high}`", pointer))

    return check


def _no_fractions(value: object, pointer: str, found: Found) -> None:
    if not isinstance(value, dict) or value.get("is_decimal_allowed") is not False:
        return
    for name in ("initial_value", "min_value", "max_value"):
        number = _number(value.get(name)) if name in value else None
        if number is not None and number != number.to_integral_value():
            found.append(problem("must provide an integer", f"{pointer}/{name}"))


def _fits(value: object, pointer: str, found: Found) -> None:
    if not isinstance(value, dict):
        return
    initial, most = value.get("initial_value"), value.get("max_length")
    if isinstance(initial, str) and isinstance(most, int) and len(initial) > most:
        found.append(
            problem(f"must be less than {most + 1} characters", f"{pointer}/initial_value")
        )


def _day(value: object, pointer: str, found: Found) -> None:
    try:
        well_formed = isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        well_formed = False
    if not well_formed:
        found.append(problem("invalid date: YYYY-MM-DD", pointer))


_TIME: Final = string(5, like=r"(?:[01]\d|2[0-3]):[0-5]\d", why="invalid time: HH:mm")
_ZONE: Final = string(64, like=r"[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*", why="invalid timezone")
_EPOCH: Final = whole(1_000_000_000, 9_999_999_999)

INPUTS: Final[Mapping[str, Check]] = {
    "plain_text_input": record(
        _TYPE,
        {
            **_TYPED,
            "initial_value": string(LONGEST, fewest=0),
            "multiline": boolean,
            "min_length": whole(0, LONGEST),
            "max_length": whole(1, LONGEST),
        },
        (_in_order("min_length", "max_length"), _fits),
    ),
    "email_text_input": record(_TYPE, {**_TYPED, "initial_value": string(LONGEST)}),
    "url_text_input": record(_TYPE, {**_TYPED, "initial_value": string(LONGEST)}),
    "number_input": record(
        {**_TYPE, "is_decimal_allowed": boolean},
        {**_TYPED, "initial_value": _numeric, "min_value": _numeric, "max_value": _numeric},
        (_in_order("min_value", "initial_value", "max_value"), _no_fractions),
    ),
    "datepicker": record(_TYPE, {**_PICKED, "placeholder": PLACEHOLDER, "initial_date": _day}),
    "timepicker": record(
        _TYPE, {**_PICKED, "placeholder": PLACEHOLDER, "initial_time": _TIME, "timezone": _ZONE}
    ),
    "datetimepicker": record(_TYPE, {**_PICKED, "initial_date_time": _EPOCH}),
}
