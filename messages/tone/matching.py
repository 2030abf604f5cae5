"""Where the patterns of a rule stand in a text.

Patterns are slow and passages are quick to look for, so a pattern is tried only where a passage
stands that it cannot match without: in those sentences, and in no text that has none of them.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bot.domain.tone_rule import Rule, Unit
from messages.tone.needles import needles
from messages.tone.reading import Reading, Span


def matches(rule: Rule, reading: Reading) -> Iterator[Span]:
    """Yield where the words are that break the rule, unit by unit, but for its exceptions."""
    if not rule.pattern or rule.is_absence:
        return
    text = _seen(rule, reading)
    if not _may_match(rule, text):
        return
    for start, end in _units(rule, reading, text):
        found = [match.span() for match in rule.finds.finditer(text, start, end)]
        if found and not (rule.excuses and rule.excuses.search(text, start, end)):
            yield from found


def is_absent(rule: Rule, reading: Reading) -> bool:
    """Tell whether the words that must stand somewhere are nowhere."""
    if not rule.is_absence:
        return False
    text = _seen(rule, reading)
    return not (_may_match(rule, text) and rule.finds.search(text))


def breaks(rule: Rule, reading: Reading) -> bool:
    """Tell whether the text breaks the rule, as far as words alone can tell."""
    return is_absent(rule, reading) or any(True for _ in matches(rule, reading))


def _units(rule: Rule, reading: Reading, text: str) -> Sequence[Span]:
    """Return the parts of the text in which the pattern may match."""
    wanted = needles(rule.pattern)
    if rule.unit is Unit.TEXT:
        return [(0, len(text))]
    if not wanted:
        return reading.sentences
    there = {
        place for one in filter(text.__contains__, wanted) for place in _places(one, reading, text)
    }
    return [reading.sentences[place] for place in sorted(there)]


def _places(needle: str, reading: Reading, text: str) -> Iterator[int]:
    """Yield, by their places, the sentences in which a passage begins."""
    at = text.find(needle)
    while at >= 0:
        place = bisect_right(reading.sentence_starts, at) - 1
        yield place
        at = text.find(needle, reading.sentences[place][1])


def _may_match(rule: Rule, text: str) -> bool:
    wanted = needles(rule.pattern)
    return not wanted or any(map(text.__contains__, wanted))


def _seen(rule: Rule, reading: Reading) -> str:
    return reading.plain if rule.is_case_sensitive else reading.folded
