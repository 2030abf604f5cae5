"""What must not reach customers, where that turns on what was decided and on what works."""

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from bot.domain.money import Money
from bot.domain.update import ABOUT_MONEY
from messages.tone.context import ToneContext
from messages.tone.letters import unapproved_in_letter
from messages.tone.reading import SENTENCE_ENDS, Reading, read
from messages.tone.spot import NOWHERE, Spot
from messages.tone.sums import sum_of

AMOUNT: Final = re.compile(
    r"[£$€¥] ?[0-9][0-9,.]{0,12}"
    r"|\b[0-9][0-9,.]{0,12} ?(?:gbp|usd|eur|pounds?|dollars?|euros?)\b"
)
IN_KIND: Final = re.compile(r"\b[0-9][0-9,.]{0,12} ?(?:points|gb)\b")


def public_question_open(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    if context.question_is_open:
        yield NOWHERE


def channel_down(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    for channel in context.channels:
        if channel in context.down:
            yield Spot(0, 0, about=channel)


def winback_no_change(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    if context.is_whole and not context.review_is_done:
        yield NOWHERE


def money_unapproved(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    """Find sums nobody granted. Those that they asked for, or that facts hold, may be repeated.

    A sum below one that is granted and named is part of how it was worked out. A letter about
    money is read by what its request holds.
    """
    if context.kind in ABOUT_MONEY:
        yield from unapproved_in_letter(reading, context)
        return
    named = {match: sum_of(match[0], context) for match in AMOUNT.finditer(reading.folded)}
    granted = set(context.approved) & set(named.values())
    known = _repeatable(context) | granted if named else set()
    for match, money in named.items():
        if money not in known and not any(_is_part(money, whole) for whole in granted):
            yield _sentence(reading, match)
    if not context.approved:
        for match in IN_KIND.finditer(reading.folded):
            yield _sentence(reading, match)


def _sentence(reading: Reading, match: re.Match[str]) -> Spot:
    return Spot(*reading.around(match.span(), SENTENCE_ENDS), instead="")


def _is_part(money: Money | None, whole: Money | None) -> bool:
    if money is None or whole is None:
        return False
    return money.currency == whole.currency and money.minor < whole.minor


def _repeatable(context: ToneContext) -> set[Money | None]:
    told = [getattr(context.facts, one.name) for one in fields(context.facts)]
    said = [context.customer.asked_for, *(one for one in told if isinstance(one, str))]
    words = read("\n".join(said)).folded
    return {sum_of(match[0], context) for match in AMOUNT.finditer(words)} - {None}
