"""Short, plain, readable at 3 a.m., and not the same as last time."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from bot.domain.tone_rule import Gravity
from bot.domain.update import Counted
from messages.lengths import fits, foreign_to_texts, length
from messages.tone.context import ToneContext
from messages.tone.reading import Reading, read
from messages.tone.spot import Spot
from messages.tone.topic import shares_words

CAPITALS: Final = re.compile(r"\b[A-Z]{4,60}\b")
ABBREVIATIONS: Final = re.compile(
    "HTTPS?|NASA|BACS|CHAPS|GDPR|SEPA|IBAN|DRILL|AE[DS]T|AC[DS]T|NZ[DS]T|AWST|CEST|EEST|WEST|SAST"
)
LONG_SENTENCE, TOO_LONG_SENTENCE = 25, 40
"""Words without a stop; a semicolon or a colon is one, as in a list."""
STOPS: Final = re.compile(r"[;:] ")
TOLERATED: Final = 1.25
"""How far over a limit in words warns only: it is ours. One in characters is the channel's."""
MEASURABLE: Final = 60
"""Words: a grade of fewer says nothing."""
HARD_GRADE: Final = 8
ALIKE: Final = 0.9
VOWELS: Final = re.compile(r"[aeiouy]{1,4}")
SILENT: Final = re.compile(r"[^laeiouy]e$|[^aeioudt]ed$")


def all_caps(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    own = context.organisation.company.split()
    for found in CAPITALS.finditer(reading.plain):
        if not ABBREVIATIONS.fullmatch(found[0]) and found[0] not in own:
            yield Spot(*found.span(), instead=found[0].lower())


def long_sentence(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    for start, end in reading.sentences:
        words = max(len(part.split()) for part in STOPS.split(reading.plain[start:end]))
        if words > LONG_SENTENCE:
            gravity = Gravity.BLOCK if words > TOO_LONG_SENTENCE else None
            yield Spot(*reading.trimmed((start, end)), about=f"{words} words", gravity=gravity)


def reading_grade(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    """Flesch and Kincaid's grade: years of school. Syllables are counted by their vowels."""
    words = [word for word in reading.words if word[0].isalpha()]
    if len(words) < MEASURABLE:
        return
    sentences = max(
        1, sum(any(map(str.isalpha, reading.plain[slice(*one)])) for one in reading.sentences)
    )
    syllables = sum(map(_syllables, words))
    grade = 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
    if grade > HARD_GRADE:
        yield Spot(0, 0, about=f"It reads like school year {grade:.0f}; {HARD_GRADE} is the most.")


def over_length(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    """Count what was typed: what cannot be seen takes room as well."""
    limit = context.kind.limit
    if limit is None or fits(reading.text, limit.most, limit.counted):
        return
    if limit.counted is Counted.TEXT_MESSAGE and (foreign := foreign_to_texts(reading.text)):
        about = f"A text message holds only 70 characters with these: {foreign[:20]}"
        yield Spot(0, 0, about=about)
        return
    is_ours = limit.counted is Counted.WORDS
    long = length(reading.text, limit.counted)
    about = f"{long:,} {'words' if is_ours else 'characters'}; {limit.most} fit."
    is_little = is_ours and long <= TOLERATED * limit.most
    yield Spot(0, 0, about=about, gravity=Gravity.WARN if is_little else None)


def impact_not_first(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    first = " ".join(reading.folded[start:end] for start, end in reading.sentences[:2])
    if context.is_whole and not shares_words(first, context.facts.what_fails):
        yield Spot(0, 0)


def same_holding(reading: Reading, context: ToneContext) -> Iterator[Spot]:
    """Compare pairs of words, without the times: those always change."""
    ours = _pairs(reading)
    for channel, update in context.said.items():
        theirs = _pairs(read(update.text))
        shared = 2 * (ours & theirs).total()
        if shared and shared >= ALIKE * (ours.total() + theirs.total()):
            yield Spot(0, 0, about=channel)
            return


def _pairs(reading: Reading) -> Counter[tuple[str, str]]:
    words = [word for word in reading.words if not word[0].isdigit()]
    return Counter(pairwise(words))


@lru_cache(maxsize=10_000)
def _syllables(word: str) -> int:
    return max(1, len(VOWELS.findall(word)) - bool(SILENT.search(word)))
