"""A record as a file: the four formats."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.organisation import Organisation
from bot.domain.record import Record
from messages.report.charts import charts
from messages.report.data import as_csv, as_json
from messages.report.document import document
from messages.report.html import html
from messages.report.markdown import markdown


class Format(StrEnum):
    HTML = "html"
    MD = "md"
    CSV = "csv"
    JSON = "json"


def written(record: Record, organisation: Organisation, wanted: Format) -> str:
    """Return the whole file. HTML holds drawings, which take a second of one core."""
    return WRITTEN[wanted](record, organisation)


def _html(record: Record, organisation: Organisation) -> str:
    return html(document(record, organisation), charts(record, organisation))


def _markdown(record: Record, organisation: Organisation) -> str:
    return markdown(document(record, organisation))


WRITTEN: Final[Mapping[Format, Callable[[Record, Organisation], str]]] = MappingProxyType(
    {Format.HTML: _html, Format.MD: _markdown, Format.CSV: as_csv, Format.JSON: as_json}
)
