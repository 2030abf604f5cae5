"""What becomes of a promise: kept, moved, broken and followed, withdrawn.

Whoever changes one locks its incident first: the line on the timeline needs that anyway.
"""

from collections.abc import Callable
from datetime import datetime

from bot.domain.incident import Incident
from bot.domain.missed import Missed
from bot.domain.organisation import Organisation
from bot.domain.promise import Promise
from bot.domain.timeline import Event
from bot.store import counters, customers, done, incidents, promises
from bot.store.transaction import Store, Transaction
from bot.usecases import notes
from bot.usecases import promise_record as record

Rule = Callable[[Promise], Promise]


async def change_promise(
    store: Store,
    organisation: Organisation,
    rule: Rule,
    event: Event,
    *,
    workspace: str,
    number: int,
    by: str,
    now: datetime,
    deed: str | None = None,
) -> Promise:
    """Let `rule` decide: kept, moved, withdrawn or given to somebody else; `event` names which.

    Whoever a kept promise was made to has heard from us. Raises what the rule refuses.
    """
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        incident, before = await _locked(tx, workspace, number)
        promise = rule(before)
        noted = {"why_withdrawn": promise.why, "evidence": promise.evidence}
        notes.check({**noted, "settles": promise.settles})
        await promises.save(tx, promise)
        if event is Event.PROMISE_KEPT and promise.customer is not None:
            customer = await customers.read(tx, workspace, promise.customer)
            await customers.save(tx, customer.heard(now=now))
        await record.tell(tx, organisation, incident, promise, event, by=by, now=now)
        if event is Event.PROMISE_REASSIGNED and promise.owner != by:
            await record.owe_notes(
                tx, incident, promise, record.REASSIGNED, [promise.owner], now=now
            )
    return promise


async def renew(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    due: datetime,
    why: str,
    by: str,
    now: datetime,
    deed: str | None = None,
) -> tuple[Promise, Missed]:
    """Follow a broken promise by a new one; return that, and what to say to whom it was made.

    Raises `PromiseStillHolds`, `TimeHasPassed`, `WordsAreMissing` or `PromiseIsOver`.
    """
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        incident, broken = await _locked(tx, workspace, number)
        new = broken.renewed(
            await counters.next_number(tx, workspace, "promise"), due, by=by, now=now
        )
        over = broken.followed(why, now=now)
        notes.check({"why_not": over.why})
        await promises.save(tx, over)
        await promises.add(tx, new)
        event = Event.PROMISED
        incident = await record.tell(tx, organisation, incident, new, event, by=by, now=now)
        await record.show(tx, incident, over, now=now)
    return new, Missed.of(over, new)


async def move_with_incident(
    tx: Transaction, incident: Incident, *, before: str | None, now: datetime
) -> None:
    """Give the promises of who owned the incident `before` to its new owner."""
    if before is None or incident.owner is None or before == incident.owner:
        return
    for promise in await promises.live(tx, incident.workspace, incident.number):
        if promise.owner == before:
            moved = promise.owned_by(incident.owner)
            await promises.save(tx, moved)
            await record.show(tx, incident, moved, now=now)


async def _locked(tx: Transaction, workspace: str, number: int) -> tuple[Incident, Promise]:
    """Return the promise as it stands once nobody else can change it any more."""
    promise = await promises.read(tx, workspace, number)
    incident = await incidents.lock(tx, workspace, promise.incident)
    return incident, await promises.read(tx, workspace, number)
