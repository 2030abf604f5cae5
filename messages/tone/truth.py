"""What may be claimed, where that turns on what is known and on what was said before."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.fact import Fact, Key
from messages.tone.clock_words import CLOCK
from messages.tone.context import ToneContext
from messages.tone.reading import Reading, read
from messages.tone.spot import Spot
from messages.words import clock_time

ALWAYS_SAID: Final = Key.WHAT_FAILS
"""What customers reported themselves, and what every update begins with."""
CLAIMS: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "next": re.compile(rf"\b(?:update|news)\b[^.!?]{{0,40}}\b(?:by|at|before) {CLOCK}"),
        "began": re.compile(rf"\b(?:began|started|since)(?: at)? {CLOCK}"),
        "ends": re.compile(rf"\bbetween {CLOCK}[^.!?]{{0,20}} and {CLOCK}"),
        "affects": re.compile(r"\bit affects ([^.!?\n]{1,80})"),
    }
)


def stale_fact(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    zone = context.organisation.time_zone
    for fact in context.stale:
        for told in _told(fact, zone):
            start = reading.folded.find(told)
            if start >= 0:
                yield Spot(start, start + len(told))


def channels_disagree(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    """Compare with the other channels; these words replace what this one said."""
    for channel, words in context.said.items():
        if channel in context.channels:
            continue
        theirs = _claims(read(words))
        for name, found in _claims(reading).items():
            if name in theirs and theirs[name].groups() != found.groups():
                yield Spot(*found.span(), about=f"{channel}: {theirs[name][0]}")


def _told(fact: Fact, zone: ZoneInfo) -> Iterator[str]:
    if fact.key is ALWAYS_SAID:
        return
    for name, value in fact.value.items():
        if name == "words":
            yield read(value).folded.strip(" .!?") or "\0"
        elif name in {"at", "from", "to"}:
            yield clock_time(datetime.fromisoformat(value), zone).lower()


def _claims(reading: Reading) -> dict[str, re.Match[str]]:
    found = {name: claim.search(reading.folded) for name, claim in CLAIMS.items()}
    return {name: one for name, one in found.items() if one is not None}
