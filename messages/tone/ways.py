"""How hard a pattern can be to match: a bound that holds for any text, without running it.

A search tries each place of the text, and at each place at most so many ways. With a bound on the
ways, the work grows no faster than the text. Every repeat must therefore say how often at most.
"""

# The only parser that reads patterns as `re` does; typeshed leaves it out.
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final

MOST_WAYS: Final = 100_000
REPEATS: Final = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
LOOKING: Final = (ops.ASSERT, ops.ASSERT_NOT, ops.GROUPREF, ops.GROUPREF_EXISTS)


class PatternIsUnsafe(ValueError):
    """The message completes a sentence: the pattern …"""


def ways(pattern: str) -> int:
    """Return how many ways there are to match the pattern at one place, at most.

    Raises `PatternIsUnsafe` for a repeat without an end, for looking around or back, and for more
    than `MOST_WAYS`; `re.error` for what is no pattern.
    """
    return _ways(_parser.parse(pattern))


def _ways(parts: Any) -> int:  # noqa: ANN401 - the parser has no types
    total = 1
    for op, value in parts:
        total *= _ways_of(op, value)
        if total > MOST_WAYS:
            raise PatternIsUnsafe(
                f"can match in more than {MOST_WAYS:,} ways at one place, so a long text would "
                "stop everything; use fewer repeats, or shorter ones, and none within another"
            )
    return total


def _ways_of(op: object, value: Any) -> int:  # noqa: ANN401 - the parser has no types
    if op in LOOKING:
        raise PatternIsUnsafe("looks around or back; say it without (?=, (?!, (?<, \\1")
    if op is ops.BRANCH:
        return _branched(value[1])
    if op is ops.SUBPATTERN:
        return _ways(value[3])
    if op is ops.ATOMIC_GROUP:
        return _ways(value)
    return _repeated(*value) if op in REPEATS else 1


def _branched(branches: list[Any]) -> int:
    """Of branches that begin with different letters, only one can match at a place."""
    by_letter: dict[object, int] = {}
    for branch in branches:
        letter = branch[0][1] if len(branch) and branch[0][0] is ops.LITERAL else None
        by_letter[letter] = by_letter.get(letter, 0) + _ways(branch)
    anywhere = by_letter.pop(None, 0)
    return anywhere + max(by_letter.values(), default=0)


def _repeated(least: int, most: int, parts: Any) -> int:  # noqa: ANN401 - the parser has no types
    if most is ops.MAXREPEAT:
        raise PatternIsUnsafe("repeats without an end; write {0,40} for *, {1,40} for +")
    once, total = _ways(parts), 0
    if once == 1:
        return most - least + 1
    for times in range(least, most + 1):
        total += once**times
        if total > MOST_WAYS:
            break
    return total
