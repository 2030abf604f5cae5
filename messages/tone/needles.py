"""Letters without which a pattern cannot match: looking for them is far quicker than matching."""

from functools import cache

# The only parser that reads patterns as `re` does; typeshed leaves it out.
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final

Needles = frozenset[str]
MOST_LETTERS: Final = 10


@cache
def needles(pattern: str) -> Needles:
    """Return passages one of which stands in every match; none when there is no telling."""
    return _best(_parser.parse(pattern))


def _best(parts: Any) -> Needles:  # noqa: ANN401 - the parser has no types
    """Choose, of what must all be there, that which is rarest."""
    found = [*_runs(parts), *filter(None, (_within(*part) for part in parts))]
    return max(found, key=_rarity, default=frozenset())


def _rarity(one: Needles) -> tuple[int, bool]:
    """The longest shortest passage; a digit is rarer than a full stop."""
    shortest = min(map(len, one))
    return shortest, shortest > 1 or all(map(str.isalnum, one))


def _runs(parts: Any) -> list[Needles]:  # noqa: ANN401 - the parser has no types
    runs = [""]
    for op, value in parts:
        if op is ops.LITERAL:
            runs[-1] += chr(value)
        elif op is not ops.AT:
            runs.append("")
    return [frozenset({run}) for run in runs if run]


def _within(op: object, value: Any) -> Needles:  # noqa: ANN401 - the parser has no types
    if op is ops.SUBPATTERN:
        return _best(value[3])
    if op is ops.MAX_REPEAT and value[0] > 0:
        return _best(value[2])
    if op is ops.BRANCH:
        branches = [_best(branch) for branch in value[1]]
        return frozenset[str]().union(*branches) if all(branches) else frozenset()
    if op is ops.IN:
        return _letters(value)
    return frozenset()


def _letters(value: Any) -> Needles:  # noqa: ANN401 - the parser has no types
    """Return the characters of a class that has few: `[0-9]`."""
    letters: set[str] = set()
    for op, part in value:
        if op is ops.LITERAL:
            letters.add(chr(part))
        elif op is ops.RANGE and part[1] - part[0] < MOST_LETTERS:
            letters.update(map(chr, range(part[0], part[1] + 1)))
        else:
            return frozenset()
    return frozenset(letters) if len(letters) <= MOST_LETTERS else frozenset()
