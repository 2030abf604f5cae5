"""What may be claimed, where that turns on what is known and on what was said before."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.fact import Fact, Key
from messages.tone.agreement import Difference, Saying, differences, saying
from messages.tone.context import ToneContext
from messages.tone.reading import Reading, read
from messages.tone.spot import Spot
from messages.words import clock_time

ALWAYS_SAID: Final = Key.WHAT_FAILS
"""What customers reported themselves, and what every update begins with."""


def stale_fact(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    zone = context.organisation.time_zone
    for fact in context.stale:
        for told in _told(fact, zone):
            start = reading.folded.find(told)
            if start >= 0:
                yield Spot(start, start + len(told))


def channels_disagree(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    """Compare with the other channels; these words replace what this one said."""
    ours = Saying(reading.text, context.version)
    known: dict[int, tuple[Difference, ...]] = {}
    for channel, update in context.said.items():
        if channel in context.channels:
            continue
        if update.number not in known:
            known[update.number] = tuple(differences(ours, saying(update), context.versions))
        silent = []
        for one in known[update.number]:
            if one.theirs:
                yield Spot(*one.ours, about=f"{channel}: {one.theirs}")
            else:
                silent.append(one.subject)
        if silent:
            yield Spot(0, 0, about=f"{channel} is older: {', '.join(silent)} changed since.")


def _told(fact: Fact, zone: ZoneInfo) -> Iterator[str]:
    if fact.key is ALWAYS_SAID:
        return
    for name, value in fact.value.items():
        if name == "words":
            yield read(value).folded.strip(" .!?") or "\0"
        elif name in {"at", "from", "to"}:
            yield clock_time(datetime.fromisoformat(value), zone).lower()
