"""The charts of a report in SVG, each with the name and the sentence by which it is read out."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from bot.domain.organisation import Organisation
from bot.domain.record import CreditSum, Record
from messages.report.figures import credit_bars
from messages.report.parts import Chart
from messages.words import severity_name, span


def charts(record: Record, organisation: Organisation) -> dict[Chart, str]:
    """Return the drawings of what there is to draw; takes a second of one core."""
    # The library takes most of a second to load: whoever draws nothing does not wait for it.
    from messages.report import drawing  # noqa: PLC0415 - see above

    drawn = {Chart.RHYTHM: _titled(Chart.RHYTHM, drawing.rhythm(record), *_rhythm_words(record))}
    if record.inside is not None and record.inside.credits:
        sums = record.inside.credits
        words = _credit_words(sums, organisation)
        drawn[Chart.CREDITS] = _titled(Chart.CREDITS, drawing.credits_(sums, organisation), *words)
    return drawn


def _titled(chart: Chart, drawn: str, title: str, desc: str) -> str:
    """Return the drawing to stand within a page: named, described, its ids its own."""
    bare = re.sub(r"<metadata>.*?</metadata>", "", drawn[drawn.index("<svg") :], flags=re.DOTALL)
    own = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{chart}-", bare)
    opening, rest = own.split(">", 1)
    named = f'{opening} role="img" aria-labelledby="{chart}-title {chart}-desc">'
    said = (
        f'<title id="{chart}-title">{escape(title)}</title>'
        f'<desc id="{chart}-desc">{escape(desc)}</desc>'
    )
    return f"{named}{said}{rest.rstrip()}"


def _rhythm_words(record: Record) -> tuple[str, str]:
    late = sum(one.is_late for one in record.waits if one.update is not None)
    in_time = "" if record.is_public else f", {late} of them late"
    spoken = sum(one.update is not None for one in record.waits)
    severities = _severities(record)
    desc = (
        f"{spoken} messages to everybody{in_time}. "
        f"The longest silence was {span(record.rhythm.longest_silence)}. {severities}"
        "The table below has every wait."
    )
    return "How long customers waited for word", desc


def _severities(record: Record) -> str:
    bands = record.inside.bands if record.inside else ()
    names = " then ".join(severity_name(band.severity) for band in bands)
    return f"Severity: {names}. " if names else ""


def _credit_words(sums: Sequence[CreditSum], organisation: Organisation) -> tuple[str, str]:
    return "Credits by state", f"{'; '.join(_each(sums, organisation))}."


def _each(sums: Sequence[CreditSum], organisation: Organisation) -> Iterator[str]:
    for one in sums:
        for state, _, shown in credit_bars(one, organisation):
            yield f"{state}: {shown}"
