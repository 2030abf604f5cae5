"""A record in words: its chapters, for those who work here or fit to publish."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.organisation import Organisation
from bot.domain.record import Inside, Record
from messages.report import figures
from messages.report.parts import Document, Section, Table
from messages.report.review import review_section
from messages.report.roles import roles_in
from messages.report.times import utc
from messages.report.told import said_sections, timeline_section
from messages.words import DRILL

UTC_ZONE: Final = ZoneInfo("UTC")
INTERNAL: Final = (
    "Internal record, for those who work here. It says what happened and blames nobody."
)
PUBLIC: Final = "What we told customers, and when. All times are in UTC."


def document(record: Record, organisation: Organisation) -> Document:
    """Return the report; all its times are in UTC."""
    at_utc = replace(organisation, time_zone=UTC_ZONE)
    return Document(title(record), _lead(record), list(_sections(record, at_utc)))


def title(record: Record) -> str:
    name = f"{record.incident.name}: {record.title}" if record.title else record.incident.name
    return f"{DRILL} · {name}" if record.incident.is_drill else name


def _lead(record: Record) -> str:
    kind = PUBLIC if record.is_public else INTERNAL
    return f"{kind} It goes up to {utc(record.through)}."


def _sections(record: Record, organisation: Organisation) -> Iterator[Section]:
    roles = roles_in(record, organisation)
    yield figures.in_short(record, organisation)
    yield figures.rhythm_section(record)
    yield from said_sections(record, organisation)
    if record.inside is not None:
        yield from _inside(record, record.inside, organisation)
        yield review_section(record.inside)
    if record.inside is not None or record.prevention:
        yield figures.prevention_section(record)
    yield timeline_section(record, organisation, roles)
    if record.inside is not None:
        yield _people(roles)


def _inside(record: Record, inside: Inside, organisation: Organisation) -> Iterator[Section]:
    yield figures.promise_section(record, inside)
    yield figures.customer_section(record, inside)
    yield figures.credit_section(inside, organisation)


def _people(roles: Mapping[str, str]) -> Section:
    rows = [(role, person) for person, role in roles.items()]
    return Section("Who is who", [Table("People by their roles", ("Role", "Id in chat"), rows)])
