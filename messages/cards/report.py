"""The record of an incident in chat: a summary in its thread, and the words above its file."""

from datetime import datetime

from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.record import Record
from messages.card import Card, copyable, fields, section, sections
from messages.cards.answers import plain
from messages.report.figures import people_figures
from messages.report.times import utc
from messages.rhythm import rhythm_words
from messages.words import named, title


def report_asked(incident: Incident) -> Card:
    return plain(
        f"The record of {named(incident)} comes into its thread within a minute: a summary, and "
        "a file for a browser or for print."
    )


def summary_card(record: Record, organisation: Organisation) -> Card:
    """Return the figures; names and words of customers stand nowhere in a record."""
    incident = record.incident
    lead = f"Record of {title(incident)}, up to {utc(record.through)}."
    waits = rhythm_words(record.rhythm, incident)
    return Card(
        f"{lead} {waits}",
        [section(f"*{lead}*\n{waits}"), fields(people_figures(record, organisation))],
    )


def management_summary(incident: Incident, words: str) -> Card:
    """Return the page for management, to be copied; it was sent to nobody."""
    lead = (
        f"{named(incident)}: a page for management, for you to copy. Add what nobody has noted, "
        "for example harm and decisions wanted; the incident's lead passes it on."
    )
    return Card(lead, [section(lead), *sections(copyable(words))])


def file_words(incident: Incident, asked_at: datetime) -> str:
    """Return what stands above the file: the same for one request, and for no other."""
    return f"The whole record of {named(incident)} as of {utc(asked_at)}, internal."


def file_name(incident: Incident) -> str:
    return f"{incident.name}-record.html"
