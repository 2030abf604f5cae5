"""Silence, measured from what is kept: when we spoke, and when the incident was open."""

from datetime import datetime

from bot.domain.incident import Incident
from bot.domain.rhythm import ENDS, Rhythm
from bot.domain.timeline import Event
from bot.store import timeline, updates
from bot.store.transaction import Reader


async def measured(reader: Reader, incident: Incident, *, now: datetime) -> Rhythm:
    sent = await updates.times(reader, incident.workspace, incident.number)
    ends = await timeline.turns(
        reader, incident.workspace, incident.number, (*ENDS, Event.REOPENED)
    )
    return Rhythm.of(incident, sent, ends, now)
