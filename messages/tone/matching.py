"""Where the patterns of a rule stand in a text."""

from collections.abc import Iterator

from bot.domain.tone_rule import Rule, Unit
from messages.tone.needles import needles
from messages.tone.reading import Reading, Span


def matches(rule: Rule, reading: Reading) -> Iterator[Span]:
    """Yield where the words are that break the rule, unit by unit, but for its exceptions."""
    text = _seen(rule, reading)
    if not rule.pattern or rule.is_absence or not _may_match(rule, text):
        return
    units = reading.sentences if rule.unit is Unit.SENTENCE else [(0, len(text))]
    for start, end in units:
        if rule.excuses and rule.excuses.search(text, start, end):
            continue
        for match in rule.finds.finditer(text, start, end):
            yield match.span()


def is_absent(rule: Rule, reading: Reading) -> bool:
    """Tell whether the words that must stand somewhere are nowhere."""
    return rule.is_absence and not rule.finds.search(_seen(rule, reading))


def breaks(rule: Rule, reading: Reading) -> bool:
    """Tell whether the text breaks the rule, as far as words alone can tell."""
    return is_absent(rule, reading) or any(True for _ in matches(rule, reading))


def _may_match(rule: Rule, text: str) -> bool:
    wanted = needles(rule.pattern)
    if wanted and not any(one in text for one in wanted):
        return False
    return rule.finds.search(text) is not None


def _seen(rule: Rule, reading: Reading) -> str:
    return reading.plain if rule.is_case_sensitive else reading.folded
