"""What was measured, with its unit, side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Final

from bench.databases import BOTH

NO_DATABASE: Final = "neither"
COLUMNS: Final = (*BOTH, NO_DATABASE)


@dataclass(frozen=True)
class Row:
    """One figure a column; a heading has none."""

    what: str
    unit: str = ""
    figures: tuple[tuple[str, float], ...] = ()

    def cells(self) -> list[str]:
        figures = dict(self.figures)
        shown = [_shown(figures[one]) if one in figures else "" for one in COLUMNS]
        return [self.what, self.unit, *shown]


def row(what: str, unit: str, **figures: float) -> Row:
    return Row(what, unit, tuple(figures.items()))


def aligned(rows: Iterable[Row]) -> str:
    lines = [["", "unit", *COLUMNS], *(one.cells() for one in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(_line(cells, widths) for cells in lines)


def percentile(values: Sequence[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    words = [cell.ljust(width) for cell, width in zip(cells[:2], widths[:2], strict=True)]
    figures = [cell.rjust(width) for cell, width in zip(cells[2:], widths[2:], strict=True)]
    return "  ".join([*words, *figures]).rstrip()


def _shown(figure: float) -> str:
    """Three digits that count, no more than the measurement can bear."""
    if isinstance(figure, int) or abs(figure) >= 100:
        return f"{figure:,.0f}"
    return f"{figure:.1f}" if abs(figure) >= 10 else f"{figure:.2f}"
