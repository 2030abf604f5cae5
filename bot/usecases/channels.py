"""Saying which channels still reach customers."""

from collections.abc import Collection
from datetime import datetime

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
    reach: Collection[str],
    by: str,
    now: datetime,
    deed: str | None = None,
) -> Incident:
    """Note that of the organisation's channels those in `reach` still reach customers."""
    names = tuple(one.name for one in organisation.channels if one.name in reach)
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        incident = (await incidents.lock(tx, workspace, number)).with_channels(
            names, by=by, now=now
        )
        details = {"channels": ", ".join(names)}
        await change.keep(
            tx, organisation, incident, Event.CHANNELS_CHANGED, by=by, now=now, details=details
        )
    return incident
