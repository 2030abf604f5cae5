"""Sums in integer minor units with an ISO 4217 code; read and shown with Babel, never a float."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from babel.numbers import (
    NumberFormatError,
    format_currency,
    get_currency_precision,
    get_currency_symbol,
    parse_decimal,
)

from bot.domain.refusals import BadAmount

ABSURD: Final = Decimal(1_000_000)
"""In major units: nobody means a goodwill credit of a million."""
SYMBOLS: Final = {"£": "GBP", "€": "EUR", "$": "USD", "¥": "JPY"}
AMOUNT: Final = re.compile(
    r"^(?P<before>[A-Za-z]{3}|[£€$¥])?\s*(?P<number>-?[\d.,' \u00a0\u202f]+?)\s*"
    r"(?P<after>[A-Za-z]{3}|[£€$¥])?$"
)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    minor: int
    currency: str

    def shown(self, locale: str) -> str:
        """Return the sum as people of `locale` write it: £40.00, ¥3,000, 1.200,50 €."""
        exponent = get_currency_precision(self.currency)
        return format_currency(Decimal(self.minor).scaleb(-exponent), self.currency, locale=locale)


def parse_money(typed: str, *, currency: str, locale: str) -> Money:
    """Return what was typed (`£40`, `40 GBP`, `1,200.50`) as a sum in `currency`.

    Raises `BadAmount` for another currency, zero or less, too many decimals, a million or more.
    """
    found = AMOUNT.match(typed.strip())
    if found is None:
        raise BadAmount(typed, "unreadable", currency)
    _check_currency(found, typed, currency, locale)
    amount = _decimal(found["number"], typed, currency, locale)
    exponent = get_currency_precision(currency)
    minor = amount.scaleb(exponent)
    if minor != minor.to_integral_value():
        raise BadAmount(typed, "decimals", currency)
    if minor <= 0:
        raise BadAmount(typed, "not_positive", currency)
    if amount >= ABSURD:
        raise BadAmount(typed, "absurd", currency)
    return Money(int(minor), currency)


def _check_currency(found: re.Match[str], typed: str, currency: str, locale: str) -> None:
    own_symbol = get_currency_symbol(currency, locale=locale)
    for mark in filter(None, (found["before"], found["after"])):
        meant = currency if mark == own_symbol else SYMBOLS.get(mark, mark.upper())
        if meant != currency:
            raise BadAmount(typed, "currency", currency)


def _decimal(number: str, typed: str, currency: str, locale: str) -> Decimal:
    try:
        return parse_decimal(number.strip(), locale=locale, strict=True)
    except NumberFormatError as error:
        raise BadAmount(typed, "unreadable", currency) from error
