"""Saying which channels still reach customers."""

from collections.abc import Collection
from datetime import datetime

from bot.domain.channel import marked
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.timeline import Event
from bot.store import done, incidents
from bot.store.transaction import Store
from bot.usecases import change


async def mark_channels(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    works: Collection[str],
    unsure: Collection[str],
    by: str,
    now: datetime,
    deed: str | None = None,
) -> Incident:
    """Note that of the organisation's channels those in `works` still reach customers.

    Those in `unsure` perhaps do, and the others are down.
    """
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        before = await incidents.lock(tx, workspace, number)
        incident = marked(before, works, unsure, organisation.channels, by=by, now=now)
        details = {
            "channels": ", ".join(incident.channels or ()),
            "unsure": ", ".join(incident.unsure),
        }
        await change.keep(
            tx, organisation, incident, Event.CHANNELS_CHANGED, by=by, now=now, details=details
        )
    return incident
