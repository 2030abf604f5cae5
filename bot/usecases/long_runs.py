"""The clock of an incident that lasts: after a day it says so, and then each day how it went."""

from datetime import datetime
from typing import Final

from bot.domain import long_run
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.timeline import Event
from bot.store import incidents, owed
from bot.store.transaction import Store, Transaction
from bot.usecases import change, rhythms

MOST_AT_ONCE: Final = 500


async def owe_missing(store: Store) -> int:
    """Owe the timer of every open incident that has none; return how many there were.

    Those that were opened by a version without this timer have none.
    """
    count = 0
    while True:
        async with store.transaction() as tx:
            found = await incidents.without_job(tx, change.LONG_RUN, most=MOST_AT_ONCE)
            await owed.enqueue_all(
                tx,
                [change.long_run_timer(one, due_at=long_run.begins_at(one)) for one in found],
            )
        count += len(found)
        if len(found) < MOST_AT_ONCE:
            return count


async def strike(
    tx: Transaction, organisation: Organisation, incident: Incident, *, begun: bool, now: datetime
) -> None:
    """Tell the thread, and set the timer for the first of tomorrow's times.

    The incident is locked, and the timer that struck is finished.
    """
    if not long_run.is_long_run(incident, now=now):
        return
    event = Event.SUMMARISED if begun else Event.LONG_RUN
    details = {
        "times": ", ".join(f"{at:%H:%M}" for at in organisation.long_run_times),
        "contact": incident.owner or "",
        "next_due": (incident.next_update_due or now).isoformat(),
        "day": str((now - incident.opened_at).days + 1),
        **(await rhythms.measured(tx, incident, now=now)).details(),
    }
    await change.keep(tx, organisation, incident.noted(), event, by="", now=now, details=details)
    first = organisation.long_run_times[:1]
    due_at = long_run.next_time(first, organisation.time_zone, after=now)
    await owed.enqueue(tx, change.long_run_timer(incident, due_at=due_at, begun=True))
