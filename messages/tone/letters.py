"""What a letter about money may name: the sum that was granted, in the form that was granted."""

import re
from collections.abc import Iterator
from typing import Final

from bot.domain.money import Money
from bot.domain.remedy import Remedy
from bot.domain.update import Kind
from messages.tone.context import ToneContext
from messages.tone.reading import SENTENCE_ENDS, Reading
from messages.tone.spot import Spot
from messages.tone.sums import sums_in, written

ASKED: Final = re.compile(r"\bask(?:ed|ing)?\b")
"""In a decline, a sum that is named is one that was asked for, and nothing else."""
_BACK: Final = frozenset({Remedy.MONEY, Remedy.FEE_REFUND, Remedy.PART_REFUND})
FORMS: Final = (
    (re.compile(r"\b(?:vouchers?|gift cards?|coupons?|points|[0-9]+ ?gb)\b"), {Remedy.IN_KIND}),
    (re.compile(r"\b(?:cash|cheques?|bank transfer|to your bank|refund(?:s|ed)?)\b"), _BACK),
    (
        re.compile(r"\b(?:discounts?|off your (?:next )?bill)\b"),
        {Remedy.NEXT_PERIOD_DISCOUNT},
    ),
    (
        re.compile(r"\b(?:free months?|months? free|extra (?:months?|weeks?|days?))\b"),
        {Remedy.EXTENSION, Remedy.IN_KIND},
    ),
)
"""Words that promise a form, and the forms that they fit."""


def unapproved_in_letter(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    for match, money in written(reading, context):
        if not _may_stand(money, _sentence(reading, match), reading, context):
            yield Spot(*_sentence(reading, match), instead="")
    for pattern, remedies in FORMS:
        if context.remedy is None or context.remedy not in remedies:
            for match in pattern.finditer(reading.folded):
                yield Spot(*_sentence(reading, match), instead="")


def _may_stand(
    money: Money | None, sentence: tuple[int, int], reading: Reading, context: ToneContext
) -> bool:
    if money is None:
        return False
    if context.kind is Kind.DECLINE:
        is_asked = ASKED.search(reading.folded[slice(*sentence)]) is not None
        return is_asked and money in sums_in(context.customer.asked_for, context)
    return money in context.approved or _is_part(money, context)


def _is_part(money: Money, context: ToneContext) -> bool:
    """Tell whether the record says how the sum came about by this one, and it is below it."""
    wholes = [one for one in context.approved if one.currency == money.currency]
    is_below = any(money.minor < one.minor for one in wholes)
    return is_below and money in sums_in(context.of_record, context)


def _sentence(reading: Reading, match: re.Match[str]) -> tuple[int, int]:
    return reading.around(match.span(), SENTENCE_ENDS)
