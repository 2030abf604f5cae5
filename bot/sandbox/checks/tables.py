"""Tables."""

from collections.abc import Iterator
from typing import Final

from bot.sandbox.checks.rich_text import RICH_TEXT
from bot.sandbox.checks.rules import (
    Found,
    anything,
    boolean,
    by_type,
    listed,
    number,
    problem,
    record,
    string,
    word,
)

MOST_ROWS: Final = 100
MOST_COLUMNS: Final = 20
LONGEST_TABLE: Final = 10_000  # characters in all cells

_CELL: Final = by_type(
    {
        "raw_text": record({"type": anything, "text": string(3000)}, {}),
        "raw_number": record({"type": anything, "value": number, "text": string(3000)}, {}),
        "rich_text": RICH_TEXT,
    }
)
_COLUMN: Final = record({}, {"align": word("left", "center", "right"), "is_wrapped": boolean})


def _column(value: object, pointer: str, found: Found) -> None:
    if value is not None:  # null leaves a column as it is
        _COLUMN(value, pointer, found)


def _rows(value: object) -> list[list[object]]:
    rows = value.get("rows") if isinstance(value, dict) else None
    return [row for row in rows if isinstance(row, list)] if isinstance(rows, list) else []


def _even(value: object, pointer: str, found: Found) -> None:
    if len({len(row) for row in _rows(value)}) > 1:
        found.append(problem("all rows must have the same number of cells", f"{pointer}/rows"))


def _short(value: object, pointer: str, found: Found) -> None:
    if sum(len(words) for row in _rows(value) for words in _words(row)) > LONGEST_TABLE:
        found.append(problem(f"must be less than {LONGEST_TABLE + 1} characters", pointer))


def _words(value: object) -> Iterator[str]:
    """Yield every text inside a row, however deep."""
    if isinstance(value, list):
        for part in value:
            yield from _words(part)
    elif isinstance(value, dict):
        if isinstance(said := value.get("text"), str):
            yield said
        yield from _words(value.get("elements"))


TABLE: Final = record(
    {
        "type": anything,
        "rows": listed(listed(_CELL, most=MOST_COLUMNS), most=MOST_ROWS),
    },
    {"block_id": string(255), "column_settings": listed(_column, most=MOST_COLUMNS)},
    (_even, _short),
)
