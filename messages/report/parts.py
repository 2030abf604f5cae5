"""What a report is made of, before anybody decides how it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

Row = Sequence[str]


class Chart(StrEnum):
    """What can be drawn; each stands above the table that says the same."""

    RHYTHM = "rhythm"
    CREDITS = "credits"


@dataclass(frozen=True, slots=True)
class Words:
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words as they went out, line by line."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    caption: str
    head: Row
    rows: Sequence[Row]
    chart: Chart | None = None


Part = Words | Quote | Table


@dataclass(frozen=True, slots=True)
class Section:
    """`level` 1 is a chapter, 2 stands within one."""

    title: str
    parts: Sequence[Part]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    lead: str
    sections: Sequence[Section]
