"""Letters without which a pattern cannot match: looking for them is far quicker than matching."""

from functools import cache

# The only parser that reads patterns as `re` does; typeshed leaves it out.
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Needles = frozenset[str]


@cache
def needles(pattern: str) -> Needles:
    """Return passages one of which stands in every match; none when there is no telling."""
    return _best(_parser.parse(pattern))


def _best(parts: Any) -> Needles:  # noqa: ANN401 - the parser has no types
    """Choose, of what must all be there, that which is rarest: with the longest shortest one."""
    found = [*_runs(parts), *filter(None, (_within(*part) for part in parts))]
    return max(found, key=lambda one: min(map(len, one)), default=frozenset())


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
    return frozenset()
