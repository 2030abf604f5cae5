"""The drafts' templates: lines of text, each with what it is for and when it is printed.

A line reads `TAGS [conditions] | text with {slots}`. `+x` prints it if `x` is known, `-x` if it is
not. The tags say which of the four Rs and five steps the line serves; they are for whoever edits.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from messages.slots import filled

LINE: Final = re.compile(
    r"(?P<tags>[RA]\d(?: [RA]\d)*) (?:\[(?P<conditions>[^]]+)\] )?\| (?P<text>.+)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """`needs` must be known, `lacks` must not be, for the line to be printed."""

    tags: tuple[str, ...]
    needs: frozenset[str]
    lacks: frozenset[str]
    text: str

    def stands(self, known: frozenset[str]) -> bool:
        return self.needs <= known and not self.lacks & known


def rendered(template: tuple[Line, ...], slots: Mapping[str, str | None]) -> str:
    """Return the lines that may be printed, filled; a required slot without a value stays open."""
    known = frozenset(name for name, value in slots.items() if value)
    return "\n".join(filled(line.text, slots) for line in template if line.stands(known))


def parsed(written: str) -> tuple[Line, ...]:
    """Raises `ValueError` for a line of another form."""
    return tuple(_line(words) for words in written.splitlines() if words.strip())


def _line(words: str) -> Line:
    found = LINE.fullmatch(words)
    if found is None:
        raise ValueError(f"not a template's line: {words}")
    conditions = (found["conditions"] or "").split()
    return Line(
        tags=tuple(found["tags"].split()),
        needs=frozenset(name[1:] for name in conditions if name[0] == "+"),
        lacks=frozenset(name[1:] for name in conditions if name[0] == "-"),
        text=found["text"],
    )


TEMPLATES: Final[Mapping[str, tuple[Line, ...]]] = MappingProxyType(
    {
        file.name.removesuffix(".tmpl"): parsed(file.read_text(encoding="utf-8"))
        for file in sorted(Path(__file__).parent.glob("*.tmpl"))
    }
)
