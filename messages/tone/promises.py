"""Times that are given: with their zone, near enough, and written down."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from messages.tone.clock_words import CLOCK, MOMENT, TIME, meant, zone_names
from messages.tone.context import ToneContext
from messages.tone.reading import SENTENCE_ENDS, Reading
from messages.tone.spot import Spot
from messages.words import clock_time, customer_time

MINUTE: Final = timedelta(minutes=1)
ANY_TIME: Final = re.compile(rf"{CLOCK}|\b(?:1[0-2]|[1-9]) ?(?:am|pm)\b|\b(?:noon|midnight)\b")
ZONES: Final = re.compile(
    r"\b(?:utc|gmt|bst|w?e?c?est|w?e?cet|ist|e[sd]t|c[sd]t|m[sd]t|p[sd]t|a[ekc][sd]t|aeds?t|aest"
    r"|acs?t|acdt|awst|nz[sd]t|jst|kst|sgt|hkt|hst|sast|wat|pkt|msk)\b"
    r"|\b(?:uk|london|local|eastern|central|mountain|pacific|sydney|paris) time\b"
    r"|[+-][0-9]{2}:?[0-9]{2}\b"
)
NEXT_UPDATE: Final = re.compile(
    r"\b(?:update|news|text|write|post)\b[^.!?]{0,60}\b(?:by|at|before) "
)
UPDATE_AT: Final = re.compile(r"\b(?:update|news)\b[^.!?]{0,60}\b(?:by|at|before) ")
PROMISE: Final = re.compile(r"\b(?:i|we)(?:'ll| will| can)\b")


def time_without_zone(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    zone, now = context.organisation.time_zone, context.now
    own = zone_names(zone, now=now)
    _, _, shown = clock_time(now, zone).partition(" ")
    for start, end in reading.sentences:
        found = list(ANY_TIME.finditer(reading.folded, start, end))
        if not found or ZONES.search(reading.folded, start, end):
            continue
        if not any(one in reading.folded[start:end] for one in own):
            yield from (
                Spot(*one.span(), instead=f"{_typed(reading, one)} {shown}") for one in found
            )


def next_update_bad(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    zone, due = context.organisation.time_zone, context.facts.next_update_due
    if context.facts.is_resolved:
        return
    latest = max(context.now + _interval(context), due or context.now)
    instead = customer_time(due, zone, now=context.now) if due and due > context.now else None
    for lead in UPDATE_AT.finditer(reading.folded):
        said = MOMENT.match(reading.folded, lead.end())
        at = meant(said, zone, now=context.now) if said else None
        if said and at and not context.now - MINUTE < at <= latest:
            yield Spot(*said.span(), instead=instead)


def promise_not_logged(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    zone = context.organisation.time_zone
    booked = {_clock(at.astimezone(zone)) for at in context.promised}
    for start, end in reading.sentences:
        time = TIME.search(reading.folded, start, end)
        if time is None or NEXT_UPDATE.search(reading.folded, start, end):
            continue
        if (int(time[1]), int(time[2])) not in booked and PROMISE.search(
            reading.folded, start, end
        ):
            yield Spot(*reading.around(time.span(), SENTENCE_ENDS))


def _interval(context: ToneContext) -> timedelta:
    """Return how long customers may wait: what was promised them, or a regulator's limit."""
    usual = context.organisation.cadences[context.facts.severity].interval
    return min(usual, context.organisation.floor.interval or usual)


def _clock(at: datetime) -> tuple[int, int]:
    return at.hour, at.minute


def _typed(reading: Reading, match: re.Match[str]) -> str:
    return reading.plain[match.start() : match.end()]
