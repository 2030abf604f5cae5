"""Sums of money as people write them: £40, 40 GBP, 1.200,50 €, 40 pounds."""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Final

from babel.numbers import get_currency_symbol

from bot.domain.money import Money, parse_money
from bot.domain.refusals import BadAmount
from messages.tone.context import ToneContext
from messages.tone.reading import Reading, read

NAMES: Final = {"pound": "GBP", "dollar": "USD", "euro": "EUR"}
SPOKEN: Final = r"pounds?|dollars?|euros?|quid|pence|cents?"
PENCE: Final = r"(?<![a-z0-9.,])[1-9][0-9]?p(?![a-z0-9])"
"""50p; 720p is a picture, and not a sum."""
SHARES: Final = (
    r"[0-9][0-9.,]{0,5} ?(?:%|percent|per cent) (?:off|discount|back|refund|credit|reduction)\b"
    r"|\b(?:half|a third|a quarter|all) (?:of )?(?:your|the|this|last|next)"
    r" [a-z' ]{1,24}? (?:back|off)\b"
    r"|\bhalf price\b"
)
"""A share of what somebody pays is a sum as well, and none that could have been approved."""
THOUSANDS: Final = r"\b(?:a|one|two|three|four|five|ten|[0-9]+) grand(?! [a-z])"
CODES: Final = "gbp|usd|eur|jpy|chf|cad|aud|nzd|sek|nok|dkk|pln|czk|huf|inr|cny|kwd|zar|sgd|hkd"
NUMBER: Final = r"[0-9][0-9,.']{0,12}(?: [0-9]{3}(?![0-9])[0-9,.]{0,4}){0,3}"


def written(reading: Reading, context: ToneContext) -> Iterator[tuple[re.Match[str], Money | None]]:
    """Yield every sum in any currency; None for one that cannot be read, or stands in words."""
    organisation = context.organisation
    pattern = _pattern(_currencies(context), organisation.locale)
    for match in pattern.finditer(reading.folded):
        yield match, sum_of(match[0], context)


def sums_in(words: str, context: ToneContext) -> frozenset[Money]:
    return frozenset(money for _, money in written(read(words), context) if money is not None)


def sum_of(words: str, context: ToneContext) -> Money | None:
    """Return the sum in the currency it is written in; None when it cannot be read."""
    amount = words.rstrip(".,")
    for name, code in NAMES.items():
        amount = re.sub(rf"{name}s?$", code, amount)
    for code in _currencies(context):
        with suppress(BadAmount):
            return parse_money(amount.upper(), currency=code, locale=context.organisation.locale)
    return None


def _currencies(context: ToneContext) -> tuple[str, ...]:
    """Return those that sums may be in; the organisation's own goes before the others."""
    ours = context.organisation
    granted = (money.currency for money in context.approved)
    every = (ours.currency, *ours.credit_rules.by_currency, *NAMES.values(), *granted)
    return tuple(dict.fromkeys(every))


@lru_cache(maxsize=64)
def _pattern(currencies: tuple[str, ...], locale: str) -> re.Pattern[str]:
    symbols = (read(get_currency_symbol(code, locale=locale)).folded for code in currencies)
    own = "|".join(re.escape(symbol) for symbol in sorted(symbols, key=len, reverse=True))
    mark = rf"{own}|[a-z]{{0,3}}[£$€¥]|{CODES}"
    return re.compile(
        rf"(?<![a-z])(?:{mark}) ?{NUMBER}"
        rf"|(?<![0-9]){NUMBER} ?(?:{mark}|{SPOKEN})(?![a-z])"
        rf"|\b(?:{SPOKEN})\b"
        rf"|{PENCE}|{SHARES}|{THOUSANDS}"
    )
