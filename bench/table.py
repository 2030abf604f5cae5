"""What was measured, with its unit, side by side."""

from collections.abc import Mapping, Sequence
from statistics import quantiles
from typing import Final

from bench.databases import BOTH

NEITHER: Final = "neither"
COLUMNS: Final = (*BOTH, NEITHER)
HEAD: Final = ["", "unit", *COLUMNS]

Rows = dict[tuple[str, str], dict[str, float]]


class Table:
    """Parts in the order in which they were begun, each with its rows."""

    def __init__(self) -> None:
        self._parts: dict[str, tuple[Sequence[str], Rows]] = {}
        self._rows: Rows = {}
        self.faults: list[str] = []
        """What must hold and does not."""

    def begin(self, part: str, columns: Sequence[str] = COLUMNS) -> None:
        """Begin a part; columns of its own are as many as the table has."""
        self._rows = {}
        self._parts[part] = (columns, self._rows)

    def note(self, what: str, unit: str, figure: float, *, on: str = NEITHER) -> None:
        self._rows.setdefault((what, unit), {})[on] = figure

    def hold(self, what: str, unit: str, figure: float, *, on: str, must_be: float = 0) -> None:
        """Note a figure that must be so; what is not is among the faults."""
        self.note(f"{what} (must be {must_be:,.0f})", unit, figure, on=on)
        if figure != must_be:
            self.faults.append(f"{what}: {figure:,.0f} on {on}, which must be {must_be:,.0f}")

    def __str__(self) -> str:
        lines = [HEAD]
        for part, (columns, rows) in self._parts.items():
            lines += [[""] * len(HEAD), [part, *[""] * (len(HEAD) - 1)]]
            lines += [] if columns == COLUMNS else [["", "", *columns]]
            lines += [
                _cells(what, unit, figures, columns) for (what, unit), figures in rows.items()
            ]
        bodies = [cells for cells in lines if any(cells[1:])]
        widths = [max(map(len, column)) for column in zip(*bodies, strict=True)]
        return "\n".join(_line(cells, widths) for cells in lines)


def percentile(values: Sequence[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def _cells(what: str, unit: str, figures: Mapping[str, float], columns: Sequence[str]) -> list[str]:
    shown = [_shown(figures[one]) if one in figures else "" for one in columns]
    return [f"  {what}", unit, *shown]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    words = [cell.ljust(width) for cell, width in zip(cells[:2], widths[:2], strict=True)]
    figures = [cell.rjust(width) for cell, width in zip(cells[2:], widths[2:], strict=True)]
    return "  ".join([*words, *figures]).rstrip()


def _shown(figure: float) -> str:
    """Show no more digits than the measurement can bear."""
    if isinstance(figure, int) or abs(figure) >= 100:
        return f"{figure:,.0f}"
    return f"{figure:.1f}" if abs(figure) >= 10 else f"{figure:.2f}"
