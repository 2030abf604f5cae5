"""What a loss comes to by the guide: pro rata, cost and effort. Source: goodwill, 6.5."""

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Final

from bot.domain.money import Money, parse_money
from bot.domain.money_refusals import NotANumber
from bot.domain.reason import Reason
from bot.domain.size import most_usual
from bot.domain.tiers import Bands

MONTH: Final = timedelta(days=30)
TIMES: Final = (1, 3)
"""How often the service that was lost is given back: at least, and at most."""
CONTACTS_OF_A_BAND: Final = 5
"""So often somebody has to come back to us until that alone fills the lowest band."""
LONGEST_HOURS: Final = 24 * 365
MOST_CONTACTS: Final = 100
NUMBER: Final = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed; nothing of it is asked for."""

    pays: str = ""
    hours: str = ""
    cost: str = ""
    contacts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """`pays` a month, for a service that was gone for `lasted`; `contacts` after the first.

    `each_contact` is what it is worth that somebody had to come back to us once more.
    """

    pays: Money
    lasted: timedelta
    cost: Money
    contacts: int
    each_contact: Money

    @property
    def pro_rata(self) -> Money:
        """Return what they paid for and did not have, a part of a minor unit in their favour."""
        return Money(-(-self.pays.minor * self.lasted // MONTH), self.pays.currency)

    @property
    def effort(self) -> Money:
        return Money(self.each_contact.minor * self.contacts, self.each_contact.currency)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`cap` is the most that is usual for the reason, where the loss comes to more than that."""

    least: Money
    most: Money
    cap: Money | None


def suggested(loss: Loss, reason: Reason, bands: Bands) -> Suggestion:
    currency = loss.pays.currency
    usual = most_usual(reason, currency, bands)
    rest = loss.cost.minor + loss.effort.minor
    least, most = (times * loss.pro_rata.minor + rest for times in TIMES)
    return Suggestion(
        Money(min(least, usual.minor), currency),
        Money(min(most, usual.minor), currency),
        usual if most > usual.minor else None,
    )


def read(typed: Typed, *, currency: str, locale: str, bands: Bands) -> Loss:
    """Return what was typed; an empty field is nothing. Raises `BadAmount` or `NotANumber`."""

    def money(words: str) -> Money:
        given = words.strip()
        return parse_money(given, currency=currency, locale=locale) if given else Money(0, currency)

    return Loss(
        pays=money(typed.pays),
        lasted=timedelta(hours=float(_number("hours", typed.hours, most=LONGEST_HOURS))),
        cost=money(typed.cost),
        contacts=_whole("extra_contacts", typed.contacts, most=MOST_CONTACTS),
        each_contact=Money(bands[0] // CONTACTS_OF_A_BAND, currency),
    )


def _whole(what: str, typed: str, *, most: int) -> int:
    number = _number(what, typed, most=most)
    if number != int(number):
        raise NotANumber(what, typed, most)
    return int(number)


def _number(what: str, typed: str, *, most: int) -> Decimal:
    given = typed.strip()
    if not given:
        return Decimal(0)
    if not NUMBER.fullmatch(given) or Decimal(given.replace(",", ".")) > most:
        raise NotANumber(what, typed, most)
    return Decimal(given.replace(",", "."))
