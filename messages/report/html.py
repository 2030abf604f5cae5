"""A report as one HTML page: it loads nothing, runs nothing, and prints on A4."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import (
    Element,
    SubElement,
    tostring,
)

from messages.report.parts import Chart, Document, Part, Quote, Section, Table, Words

STYLE: Final = Path(__file__).with_name("report.css").read_text(encoding="utf-8")
NOTHING_LOADED: Final = "default-src 'none'; style-src 'unsafe-inline'"
CHART: Final = "Chart: {}"
CONTROLS: Final = {code: None for code in range(32) if chr(code) not in "\n\t"}
"""Characters that no page may hold."""


def html(report: Document, charts: Mapping[Chart, str]) -> str:
    """Return the page; what people typed is escaped. `charts` are drawings in SVG."""
    root = Element("html", lang="en")
    head = SubElement(root, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    rule = {"http-equiv": "Content-Security-Policy", "content": NOTHING_LOADED}
    SubElement(head, "meta", rule)
    _add(head, "title", report.title)
    SubElement(head, "style").text = STYLE
    main = SubElement(SubElement(root, "body"), "main")
    _add(main, "h1", report.title)
    _add(main, "p", report.lead, **{"class": "lead"})
    marks: dict[str, str] = {}
    for place, section in enumerate(report.sections):
        _section(main, section, place, charts, marks)
    page = f"<!doctype html>\n{tostring(root, encoding='unicode', method='html')}\n"
    for mark, drawing in marks.items():
        page = page.replace(mark, drawing)
    return page


def _section(
    main: Element, section: Section, place: int, charts: Mapping[Chart, str], marks: dict[str, str]
) -> None:
    _add(main, f"h{section.level + 1}", section.title)
    for number, part in enumerate(section.parts):
        chart = part.chart if isinstance(part, Table) else None
        if chart is not None and chart in charts:
            # A drawing is mark-up already: it takes its mark's place in the finished page.
            mark = f'<hr class="{chart}">'
            scrolled = {"role": "group", "aria-label": CHART.format(chart), "tabindex": "0"}
            SubElement(SubElement(main, "figure", scrolled), "hr", {"class": chart.value})
            marks[mark] = charts[chart]
        _part(main, part, f"t{place}-{number}")


def _part(main: Element, part: Part, name: str) -> None:
    match part:
        case Words(text):
            _add(main, "p", text)
        case Quote(text):
            quote = SubElement(main, "blockquote")
            for paragraph in text.split("\n\n"):
                _add(quote, "p", paragraph)
        case Table():
            _table(main, part, name)


def _table(main: Element, table: Table, name: str) -> None:
    # A wide table can be scrolled by keyboard on a small screen.
    about = {"role": "region", "aria-labelledby": name, "tabindex": "0", "class": "wide"}
    whole = SubElement(SubElement(main, "div", about), "table")
    _add(whole, "caption", table.caption, id=name)
    head = SubElement(SubElement(whole, "thead"), "tr")
    for cell in table.head:
        _add(head, "th", cell, scope="col")
    body = SubElement(whole, "tbody")
    for row in table.rows:
        line = SubElement(body, "tr")
        first, *rest = row
        _add(line, "th", first, scope="row")
        for cell in rest:
            _add(line, "td", cell)


def _add(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = text.translate(CONTROLS)
