"""One SQL statement and its answer, the same for every driver below."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import CursorResult, Executable, Row

SCANS: Final = {"scans": True}
"""The execution options of a statement that looks at many rows, or every one, of a large table."""

Params = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None


@dataclass(frozen=True, slots=True)
class Answer:
    """`rowcount` counts the rows that were changed; `rows` are those that came back."""

    rowcount: int
    rows: Sequence[Row[Any]]


Execute = Callable[[Executable, Params], Awaitable[Answer]]


def is_scan(statement: Executable) -> bool:
    return SCANS.items() <= statement.get_execution_options().items()


def answer(result: CursorResult[Any]) -> Answer:
    # Read to the end at once: SQLite cannot commit while a RETURNING is half read.
    return Answer(result.rowcount, result.fetchall() if result.returns_rows else ())
