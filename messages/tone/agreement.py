"""Whether two channels say the same: of words being written, and of words that went out.

They disagree where both name a time or a number and it is not the same one, and where something
that customers may be told has changed between the two. What both say alike never counts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bot.domain.fact import Fact, Key
from bot.domain.said import changed_between
from bot.domain.update import Update
from messages.subjects import SUBJECTS
from messages.tone.clock_words import CLOCK
from messages.tone.reading import Reading, Span, read

NEXT_WORD: Final = "when they hear from us next"
CLAIMS: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        SUBJECTS[Key.STARTED_AT]: re.compile(rf"\b(?:began|started|since)(?: at)? {CLOCK}"),
        SUBJECTS[Key.SCOPE]: re.compile(r"\bit affects ([^.!?\n]{1,80})"),
        SUBJECTS[Key.ETA]: re.compile(rf"\bbetween {CLOCK}[^.!?]{{0,20}} and {CLOCK}"),
        NEXT_WORD: re.compile(rf"\b(?:update|news)\b[^.!?]{{0,40}}\b(?:by|at|before) {CLOCK}"),
    }
)


@dataclass(frozen=True, slots=True)
class Saying:
    """Words, and the version of what was known when they were written."""

    text: str
    facts: int


@dataclass(frozen=True, slots=True)
class Difference:
    """`ours` is where our words speak of the subject, if both do; `theirs` what theirs say."""

    subject: str
    ours: Span = (0, 0)
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """A channel whose last words are not what customers were told elsewhere since."""

    channel: str
    subjects: tuple[str, ...]


def saying(update: Update) -> Saying:
    return Saying(update.text, update.facts)


def differences(ours: Saying, theirs: Saying, facts: Iterable[Fact]) -> Iterator[Difference]:
    """Yield where the older words, `theirs`, disagree with ours. `facts` are all versions."""
    mine, other = _claims(read(ours.text)), _claims(read(theirs.text))
    both = mine.keys() & other.keys()
    for subject in CLAIMS:
        if subject in both and mine[subject].groups() != other[subject].groups():
            yield Difference(subject, mine[subject].span(), other[subject][0])
    for key in changed_between(facts, after=theirs.facts, through=ours.facts):
        if SUBJECTS[key] not in both:
            yield Difference(SUBJECTS[key])


def behind(last: Mapping[str, Update], facts: Sequence[Fact]) -> tuple[Behind, ...]:
    """Return the channels that disagree with the newest words."""
    if not last:
        return ()
    newest = max(last.values(), key=lambda update: update.number)
    found = (
        Behind(channel, tuple(one.subject for one in _older(update, newest, facts)))
        for channel, update in last.items()
    )
    return tuple(one for one in found if one.subjects)


def _older(update: Update, newest: Update, facts: Sequence[Fact]) -> Iterator[Difference]:
    return differences(saying(newest), saying(update), facts)


def _claims(reading: Reading) -> dict[str, re.Match[str]]:
    found = {name: claim.search(reading.folded) for name, claim in CLAIMS.items()}
    return {name: one for name, one in found.items() if one is not None}
