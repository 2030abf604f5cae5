"""Sums in integer minor units with an ISO 4217 code; read and shown with Babel, never a float."""

import re
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from babel.numbers import (
    NumberFormatError,
    format_currency,
    get_currency_precision,
    get_currency_symbol,
    get_group_symbol,
    parse_decimal,
)

from bot.domain.refusals import BadAmount

ABSURD: Final = Decimal(1_000_000)
"""In major units: nobody means a goodwill credit of a million."""
MINUS: Final = "\u2212"
"""What some phones write for a minus."""
SYMBOLS: Final = {"£": "GBP", "€": "EUR", "$": "USD", "¥": "JPY"}
BETWEEN: Final = re.compile("['\u2019 \u00a0\u202f]")
"""What people type between thousands, where that is neither a point nor a comma."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    minor: int
    currency: str

    def shown(self, locale: str) -> str:
        """Return the sum as people of `locale` write it: £40.00, ¥3,000, 1.200,50 €."""
        exponent = get_currency_precision(self.currency)
        return format_currency(Decimal(self.minor).scaleb(-exponent), self.currency, locale=locale)


def parse_money(
    typed: str, *, currency: str, locale: str, others: AbstractSet[str] = frozenset()
) -> Money:
    """Return what was typed (`£40`, `40 GBP`, `1,200.50`): in `currency`, or as one of `others`.

    Raises `BadAmount` for another currency, zero or less, too many decimals, a million or more.
    """
    own = get_currency_symbol(currency, locale=locale)
    found = _amount(own).fullmatch(typed.strip().replace(MINUS, "-"))
    if found is None:
        raise BadAmount(typed, "unreadable", currency)
    marks = filter(None, (found["before"], found["after"]))
    meant = {_meant(mark, own, currency) for mark in marks} or {currency}
    if len(meant) > 1 or not meant <= {currency, *others}:
        raise BadAmount(typed, "currency", currency)
    [named] = meant
    amount = _decimal(f"{found['sign']}{found['number']}", typed, named, locale)
    return Money(_minor(amount, typed, named), named)


def sum_named(words: str, *, currency: str, locale: str) -> Money | None:
    """Return the one sum in `currency` that the words name with its sign, or are.

    None where they name none, or several: who asks for one or the other has not named a sum.
    """
    signs = {get_currency_symbol(currency, locale=locale)}
    signs |= {sign for sign, code in SYMBOLS.items() if code == currency}
    before = "|".join(map(re.escape, signs))
    number = r"[0-9](?:[\d.,]*[0-9])?"
    named = [
        found[0] for found in re.finditer(rf"(?:{before})\s?{number}|{number}\s?{currency}", words)
    ]
    sums = set()
    for one in named or [words]:
        with suppress(BadAmount):
            sums.add(parse_money(one, currency=currency, locale=locale))
    return sums.pop() if len(sums) == 1 else None


def from_major(amount: Decimal, currency: str) -> Money:
    """Return a sum given in whole units; raises `ValueError` for more decimals than it has."""
    minor = amount.scaleb(get_currency_precision(currency))
    if minor != int(minor):
        raise ValueError(f"has more decimals than {currency}")
    return Money(int(minor), currency)


def _amount(own: str) -> re.Pattern[str]:
    """Return what a sum looks like where `own` is the currency's symbol: US$, kr, R."""
    mark = rf"{re.escape(own)}|[A-Za-z]{{3}}|[£€$¥]"
    number = rf"-?[\d.,]+(?:{BETWEEN.pattern}[\d.,]+)*"
    return re.compile(
        rf"(?P<sign>-?)\s*(?P<before>{mark})?\s*(?P<number>{number})\s*(?P<after>{mark})?",
        re.IGNORECASE,
    )


def _meant(mark: str, own: str, currency: str) -> str:
    return currency if mark.casefold() == own.casefold() else SYMBOLS.get(mark, mark.upper())


def _decimal(number: str, typed: str, currency: str, locale: str) -> Decimal:
    group = get_group_symbol(locale)
    grouped = number if group in ".," else BETWEEN.sub(group, number)
    try:
        return parse_decimal(grouped, locale=locale, strict=True)
    except NumberFormatError as error:
        raise BadAmount(typed, "unreadable", currency) from error


def _minor(amount: Decimal, typed: str, currency: str) -> int:
    places = get_currency_precision(currency)
    if -int(amount.as_tuple().exponent) > places:
        raise BadAmount(typed, "decimals", currency)
    if amount <= 0:
        raise BadAmount(typed, "not_positive", currency)
    if amount >= ABSURD:
        raise BadAmount(typed, "absurd", currency)
    return int(amount.scaleb(places))
