"""A report as Markdown."""

import re
from collections.abc import Iterator
from typing import Final

from messages.report.parts import Document, Part, Quote, Row, Table, Words

SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>()#+\-!|~])")
STARTS_A_LIST: Final = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)


def markdown(report: Document) -> str:
    """Return the report; what people typed is escaped, so that it stays words."""
    lines = [f"# {_escaped(report.title)}", "", _escaped(report.lead), ""]
    for section in report.sections:
        lines += [f"{'#' * (section.level + 1)} {_escaped(section.title)}", ""]
        for part in section.parts:
            lines += [*_lines(part), ""]
    return "\n".join(lines).rstrip() + "\n"


def _lines(part: Part) -> Iterator[str]:
    match part:
        case Words(text):
            yield _escaped(" ".join(text.split()))
        case Quote(text):
            for line in text.splitlines():
                yield f"> {_escaped(line)}".rstrip() + ("  " if line.strip() else "")
        case Table():
            yield from _table(part)


def _table(table: Table) -> Iterator[str]:
    yield f"*{_escaped(table.caption)}*"
    yield ""
    yield _row(table.head)
    yield _row(["---"] * len(table.head), plain=True)
    for row in table.rows:
        yield _row(row)


def _row(cells: Row, *, plain: bool = False) -> str:
    shown = cells if plain else [_escaped(" ".join(cell.split())) for cell in cells]
    return f"| {' | '.join(shown)} |"


def _escaped(words: str) -> str:
    """Return the words so that no sign in them is mark-up; a hyphen within a word stays bare."""
    marked = SPECIAL.sub(_sign, words)
    return STARTS_A_LIST.sub(r"\1\\\2", marked)


def _sign(found: re.Match[str]) -> str:
    sign, text, at = found[1], found.string, found.start()
    inside = 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
    harmless = sign in "()" or (sign == "-" and inside)
    return sign if harmless else f"\\{sign}"
