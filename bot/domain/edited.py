"""A form that two people have open at once: what each of them wrote is kept.

A form comes back with marks of what stood in its fields when it was opened. What somebody left as
it was stays as the others have it by now; what both have changed holds the words of both.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain, repeat
from typing import Final, TypeVar

T = TypeVar("T")

LENGTH: Final = 8
"""Hexadecimal digits of a mark: enough to see that a field was changed."""
UNMARKED: Final = ""
"""In place of a mark that is not known: then what was typed counts."""


def mark(value: object) -> str:
    """Return the mark of what stands in a field; blanks and line breaks do not count."""
    return sha256(" ".join(str(value).split()).encode()).hexdigest()[:LENGTH]


def marks(values: Iterable[object]) -> str:
    return " ".join(map(mark, values))


def read(written: str) -> Iterator[str]:
    """Yield the marks in their order, and then that no more are known."""
    return chain(written.split(), repeat(UNMARKED))


def kept(now: T, typed: T, seen: str) -> T:
    """Return what a field holds that held `now` when `typed` came back: `now`, if it was left."""
    return now if mark(typed) == seen else typed


def joined(now: str, typed: str, seen: str, *, by: str = "\n") -> str:
    """Return the same, and the words of both where both have changed them."""
    is_theirs_alone = seen in (UNMARKED, mark(now)) or not now.strip()
    if mark(typed) in (seen, mark(now)) or is_theirs_alone:
        return kept(now, typed, seen)
    return f"{now}{by}{typed}" if typed.strip() else now
