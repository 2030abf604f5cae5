"""Drawing the charts of a report: for screens and for print in black and white.

Nothing is told by colour alone: severities have their names and a hatching, late words a mark of
their own. Loading this takes most of a second; `charts` does it when something is drawn.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Final

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bot.domain.organisation import Organisation
from bot.domain.record import QUARTER, CreditSum, Quarter, Record
from bot.domain.rhythm import Wait
from bot.domain.severity import Severity
from messages.report.figures import credit_bars
from messages.words import MINUTE, severity_name

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
DAY: Final = timedelta(days=1)
WIDTH: Final = 9.0
"""Inches; the page scales it."""
TALL, LOW, BAR = 3.4, 1.3, 0.42
INK, GREY, PALE = "#1a1a1a", "#595959", "#d9d9d9"
HATCHES: Final[Mapping[Severity, str]] = {
    Severity.SEV1: "////",
    Severity.SEV2: "\\\\",
    Severity.SEV3: "...",
    Severity.SEV4: "",
}
NOT_KEPT: Final = {"Date": None, "Creator": None, "Format": None, "Type": None}
"""The same data gives the same bytes."""
DRAWING: Final = Lock()
"""The library keeps its style for the whole process."""


def rhythm(record: Record) -> str:
    """Return each wait for word against the time that had been promised; below it the contacts."""
    contacts = record.inside.contacts if record.inside else ()
    with _styled():
        figure, axes = _figure([TALL, LOW] if contacts else [TALL], shares_time=True)
        _draw_waits(axes[0], record.waits, on_time=not record.is_public)
        _draw_bands(axes[0], record)
        if contacts:
            _draw_contacts(axes[1], contacts)
        _name_times(axes[-1])
        return _svg(figure)


def credits_(sums: Sequence[CreditSum], organisation: Organisation) -> str:
    """Return a bar for each state in which credits stand, for each currency."""
    with _styled():
        figure, axes = _figure([0.6 + BAR * len(one.states) for one in sums])
        for panel, one in zip(axes, sums, strict=True):
            _draw_sums(panel, one, organisation)
        return _svg(figure)


@contextmanager
def _styled() -> Iterator[None]:
    with (
        DRAWING,
        rc_context(
            {
                "svg.fonttype": "none",
                "svg.hashsalt": "candour",
                "font.family": "sans-serif",
                "font.size": 10,
                "hatch.linewidth": 0.4,
                "axes.spines.top": False,
                "axes.spines.right": False,
                "timezone": "UTC",
            }
        ),
    ):
        yield


def _draw_waits(axes: Axes, waits: Sequence[Wait], *, on_time: bool) -> None:
    for one in waits:
        axes.plot(
            [_days(one.began), _days(one.ended)],
            [0, one.length / MINUTE],
            color=INK,
            linewidth=1.6,
            label="time without word" if one is waits[0] else None,
        )
    _draw_dues(axes, [one for one in waits if one.due is not None])
    spoken = [one for one in waits if one.update is not None]
    in_time = "message, on time" if on_time else "message"
    _marks(axes, [one for one in spoken if not one.is_late], "o", INK, in_time)
    _marks(axes, [one for one in spoken if one.is_late], "s", "white", "message, late")
    axes.set_ylabel("minutes without word")
    axes.margins(y=0.35)
    axes.set_ylim(bottom=0)
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.02), ncols=4, frameon=False)


def _draw_dues(axes: Axes, waits: Sequence[Wait]) -> None:
    for one in waits:
        due = one.due or one.ended
        axes.plot(
            [_days(one.began), _days(one.ended)],
            [(due - one.began) / MINUTE] * 2,
            color=GREY,
            linewidth=1.2,
            linestyle="--",
            label="word was due" if one is waits[0] else None,
        )


def _marks(axes: Axes, waits: Sequence[Wait], shape: str, fill: str, label: str) -> None:
    if waits:
        axes.plot(
            [_days(one.ended) for one in waits],
            [one.length / MINUTE for one in waits],
            linestyle="none",
            marker=shape,
            markersize=7,
            markerfacecolor=fill,
            markeredgecolor=INK,
            label=label,
        )


def _draw_bands(axes: Axes, record: Record) -> None:
    """A strip along the top: each severity with its name and a hatching of its own."""
    for band in record.inside.bands if record.inside else ():
        axes.axvspan(
            _days(band.began),
            _days(band.ended),
            ymin=0.9,
            ymax=1.0,
            facecolor="white",
            edgecolor=GREY,
            hatch=HATCHES[band.severity],
        )
        axes.annotate(
            severity_name(band.severity),
            (_days(band.began), 0.95),
            xycoords=("data", "axes fraction"),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
        )


def _draw_contacts(axes: Axes, contacts: Sequence[Quarter]) -> None:
    axes.bar(
        [_days(one.began) for one in contacts],
        [one.contacts for one in contacts],
        width=QUARTER / DAY,
        align="edge",
        color=PALE,
        edgecolor=INK,
        linewidth=0.8,
    )
    axes.set_ylabel("contacts\nin 15 min")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))


def _draw_sums(axes: Axes, one: CreditSum, organisation: Organisation) -> None:
    names, minors, shown = zip(*credit_bars(one, organisation), strict=True)
    bars = axes.barh(names, minors, color=PALE, edgecolor=INK, linewidth=0.8, height=0.6)
    axes.bar_label(bars, labels=shown, padding=4)
    axes.invert_yaxis()
    axes.set_xlim(0, max(minors) * 1.2)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.set_title(one.currency, loc="left", fontsize=10)


def _figure(heights: Sequence[float], *, shares_time: bool = False) -> tuple[Figure, list[Axes]]:
    figure = Figure(figsize=(WIDTH, sum(heights)), layout="constrained")
    grid = figure.subplots(
        len(heights), 1, sharex=shares_time, squeeze=False, height_ratios=list(heights)
    )
    return figure, list(grid[:, 0])


def _name_times(axes: Axes) -> None:
    locator = AutoDateLocator(minticks=3, maxticks=8, tz=UTC)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    named = ConciseDateFormatter(locator, tz=UTC)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_formatter(named)
    axes.set_xlabel("time, UTC")


def _days(at: datetime) -> float:
    """Return the time as the library counts it."""
    return (at - EPOCH) / DAY


def _svg(figure: Figure) -> str:
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata=NOT_KEPT)
    return out.getvalue()
