"""A person writes to a person: by name, signed, with their worry answered first."""

import re
from collections.abc import Iterator
from typing import Final

from messages.tone.context import ToneContext
from messages.tone.reading import Reading, read
from messages.tone.spot import NOWHERE, Spot
from messages.tone.topic import shares_words

OFTEN_ENOUGH: Final = 3
LAST_LINES: Final = 3
GREETING: Final = re.compile(
    r"(?:hello|hi|dear|good (?:morning|afternoon|evening))\b[^.!?\n]{0,80}"
)
NO_PERSON: Final = re.compile(r"\bno-?reply\b|\bthe (?:[a-z]{1,20} ){0,2}team[. ]{0,2}$")
REASSURED: Final = re.compile(
    r"\b(?:thank|thanks|grateful)\b"
    r"|\binformation was not affected\b|\bdo not yet know if any customer information\b"
)


def name_missing(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    name = read(context.customer.name).folded.strip()
    if context.is_whole and name and name not in reading.folded:
        yield NOWHERE


def name_overuse(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    name = read(context.customer.name).folded.strip()
    if not name:
        return
    found = list(re.finditer(rf"\b{re.escape(name)}\b", reading.folded))
    for one in found[OFTEN_ENOUGH:]:
        yield Spot(*one.span())


def no_human(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    """Look for who signs. Who that is must be known, unless nobody does."""
    end = "\n".join(_last_lines(reading))
    agent = read(context.agent).folded.partition(",")[0].strip()
    if context.is_whole and ((agent and agent not in end) or NO_PERSON.search(end)):
        yield NOWHERE


def concern_not_first(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    concern = context.customer.concern
    if context.is_whole and concern and not shares_words(_opening(reading), concern):
        yield Spot(0, 0, about=concern)


def no_reiterate(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    if context.is_whole and not REASSURED.search("\n".join(_last_lines(reading))):
        yield NOWHERE


def _last_lines(reading: Reading) -> list[str]:
    lines = [line for line in reading.folded.splitlines() if line.strip()]
    return lines[-LAST_LINES:]


def _opening(reading: Reading) -> str:
    """Return the first two sentences after the greeting."""
    greeting = GREETING.match(reading.folded.lstrip())
    starts = len(reading.folded) - len(reading.folded.lstrip())
    after = starts + greeting.end() if greeting else 0
    sentences = [
        reading.folded[max(start, after) : end]
        for start, end in reading.sentences
        if end > after and reading.folded[max(start, after) : end].strip()
    ]
    return " ".join(sentences[:2])
