"""Moments that a line of the timeline holds, as each reader's own clock shows them."""

from datetime import datetime

from bot.domain.organisation import Organisation
from bot.domain.timeline import Entry
from messages.words import chat_time


def next_due(entry: Entry, organisation: Organisation) -> str:
    due = moment(entry, "next_due", organisation)
    return f" Next update due {due}." if due else ""


def moment(entry: Entry, name: str, organisation: Organisation) -> str | None:
    written = entry.details.get(name)
    if written is None:
        return None
    return chat_time(datetime.fromisoformat(written), organisation.time_zone)
