"""The drafts' templates: lines of text, each with what it is for and when it is printed.

A line reads `TAGS [conditions] | text with {slots}`. `+x` prints it if `x` is known, `-x` if it is
not. The tags say which of the four Rs and five steps the line serves; they are for whoever edits.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from messages.slots import SLOT, Slots, filled

LINE: Final = re.compile(
    r"(?P<tags>(?:R[1-4]|A[1-5])(?: (?:R[1-4]|A[1-5]))*) "
    r"(?:\[(?P<conditions>[+-][a-z_0-9]+(?: [+-][a-z_0-9]+)*)\] )?\| (?P<text>.*\S.*)"
)


class BadTemplate(ValueError):
    """`lines` are the numbers of those that have another form."""

    def __init__(self, lines: tuple[int, ...]) -> None:
        super().__init__(f"of another form: lines {', '.join(map(str, lines))}")
        self.lines = lines


@dataclass(frozen=True, slots=True)
class Line:
    """`needs` must be known, `lacks` must not be, for the line to be printed."""

    number: int
    tags: tuple[str, ...]
    needs: frozenset[str]
    lacks: frozenset[str]
    text: str

    @property
    def slots(self) -> frozenset[str]:
        return frozenset(found["name"] for found in SLOT.finditer(self.text))

    def stands(self, known: frozenset[str]) -> bool:
        return self.needs <= known and not self.lacks & known


Template = tuple[Line, ...]


def standing(template: Template, slots: Slots) -> Iterator[Line]:
    """Yield the lines that may be printed."""
    known = frozenset(name for name, value in slots.items() if value)
    return (line for line in template if line.stands(known))


def rendered(template: Template, slots: Slots) -> str:
    """Return the lines that may be printed, filled; a required slot without a value stays open."""
    return "\n".join(filled(line.text, slots) for line in standing(template, slots))


def open_slots(template: Template, slots: Slots) -> tuple[str, ...]:
    """Return the slots without a value in the lines that may be printed, in their order."""
    return tuple(
        dict.fromkeys(
            found["name"]
            for line in standing(template, slots)
            for found in SLOT.finditer(line.text)
            if not slots.get(found["name"])
        )
    )


@lru_cache(maxsize=256)
def parsed(written: str) -> Template:
    """Raises `BadTemplate` for lines of another form."""
    numbered = [
        (number, words) for number, words in enumerate(written.splitlines(), 1) if words.strip()
    ]
    found = [(number, LINE.fullmatch(words.rstrip())) for number, words in numbered]
    if bad := tuple(number for number, line in found if line is None):
        raise BadTemplate(bad)
    return tuple(_line(number, line) for number, line in found if line is not None)


def _line(number: int, found: re.Match[str]) -> Line:
    conditions = (found["conditions"] or "").split()
    return Line(
        number=number,
        tags=tuple(found["tags"].split()),
        needs=frozenset(name[1:] for name in conditions if name[0] == "+"),
        lacks=frozenset(name[1:] for name in conditions if name[0] == "-"),
        text=found["text"],
    )
