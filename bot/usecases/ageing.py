"""The clock of what may be told: when some of it grows too old, the card is drawn again."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.fact import Known, ageings
from bot.domain.incident import Incident
from bot.store import facts, owed
from bot.store.owed import NewJob
from bot.store.transaction import Transaction
from bot.usecases import change


def timers(incident: Incident, known: Known, *, now: datetime) -> Sequence[NewJob]:
    """Return the incident's one timer of this kind, set to what ages next; none if nothing will."""
    due_at = min((at for at in ageings(known) if at > now), default=None)
    if due_at is None or not incident.is_open:
        return ()
    timer = NewJob(
        kind=change.AGEING,
        args={"incident": incident.number},
        workspace=incident.workspace,
        due_at=due_at,
        dedupe_key=change.key(change.AGEING, incident),
    )
    return (timer,)


async def begin_again(tx: Transaction, incident: Incident, *, now: datetime) -> Sequence[NewJob]:
    """Return the timer of an incident that is open again: what was known ages as before."""
    return timers(incident, await facts.known(tx, incident), now=now)


async def strike(tx: Transaction, incident: Incident, *, now: datetime) -> None:
    """Owe the card, and set the timer to what ages next.

    The incident is locked, and the timer that struck is finished.
    """
    if not incident.is_open:
        return
    await change.show(tx, incident, now=now)
    await owed.enqueue_all(tx, timers(incident, await facts.known(tx, incident), now=now))
