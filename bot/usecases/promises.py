"""Promises: made by hand, from an update, or where nobody knows the answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.domain.call import Figures
from bot.domain.customer import Tally
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.people_refusals import NoSuchPromise
from bot.domain.promise import Promise, possible_due, promised_words
from bot.domain.timeline import Event
from bot.domain.update import Update
from bot.store import calls, counters, done, incidents, promises, updates
from bot.store import customers as kept_customers
from bot.store.transaction import Reader, Store, Transaction
from bot.usecases import customers, notes
from bot.usecases import promise_record as record
from messages.proposals import Proposal, proposed

MOST_SHOWN: Final = 10


def made_in_update(update: int, place: int) -> str:
    """Return the name of where a promise stands in what was sent, `place` counting from 0."""
    return f"update:{update}:{place}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was promised, as somebody typed or pressed it.

    `to` is the name or the reference of one customer, empty for the public; `customer` is their
    number where that is known. `made_in` names what it was made in; there it is made once.
    """

    words: str
    due: datetime
    owner: str
    to: str = ""
    customer: int | None = None
    made_in: str = ""


async def make(
    store: Store,
    organisation: Organisation,
    made: Made,
    *,
    workspace: str,
    incident: int,
    by: str,
    now: datetime,
    deed: str | None = None,
) -> Promise:
    """Keep the promise and set its timer; return the one that still stands from the same place.

    A customer who was not known is logged. Raises `WordsAreMissing`, `WordsAreTooLong`,
    `TimeHasPassed`, `TimeIsTooFar`, `NoteIsBlocked` or `AlreadyDone`.
    """
    notes.check({"promise_words": promised_words(made.words)})
    possible_due(made.due, now=now)
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        about = await incidents.lock(tx, workspace, incident)
        return await keep(tx, organisation, about, made, by=by, now=now)


async def make_proposed(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    incident: int,
    update: int,
    place: int,
    by: str,
    now: datetime,
) -> Promise:
    """Keep the promise that stands in the words of an update, `place` counting from 0; once.

    Raises `NoSuchPromise`, or `TimeHasPassed` if the button is an old one.
    """
    async with store.transaction() as tx:
        about = await incidents.lock(tx, workspace, incident)
        _, found = await _in_update(tx, organisation, workspace, incident, update)
        if place >= len(found):
            raise NoSuchPromise(f"PR-{update}.{place}")
        where = made_in_update(update, place)
        logged = await promises.made_in(tx, workspace, incident, where)
        if logged is not None:
            return logged
        possible_due(found[place].due, now=now)
        made = Made(words=found[place].words, due=found[place].due, owner=by, made_in=where)
        return await keep(tx, organisation, about, made, by=by, now=now)


async def read(store: Store, workspace: str, number: int) -> tuple[Promise, Incident]:
    """Return a promise and the incident it was made in. Raises `NoSuchPromise`."""
    async with store.reading() as reader:
        promise = await promises.read(reader, workspace, number)
        return promise, await incidents.read(reader, workspace, promise.incident)


async def standing(
    store: Store, workspace: str, incident: int
) -> tuple[Tally, Figures, list[Promise]]:
    """Return how many customers an incident hurts, how many called, and all that was promised."""
    async with store.reading() as reader:
        tally = await kept_customers.tally(reader, workspace, incident)
        figures = await calls.figures(reader, workspace, incident)
        return tally, figures, await promises.every(reader, workspace, incident)


async def of_person(store: Store, workspace: str, person: str) -> list[Promise]:
    """Return what the person has still to keep, the one due first in front."""
    async with store.reading() as reader:
        return await promises.of_person(reader, workspace, person, most=MOST_SHOWN)


async def live(store: Store, incident: Incident) -> list[Promise]:
    """Return what was promised about the incident, and is still to be kept."""
    async with store.reading() as reader:
        return await promises.live(reader, incident.workspace, incident.number)


async def in_update(
    store: Store, organisation: Organisation, *, workspace: str, incident: int, update: int
) -> tuple[Update, tuple[Proposal, ...]]:
    """Return what was sent, and the promises in it. Raises `NoSuchPromise` where nothing was."""
    async with store.reading() as reader:
        return await _in_update(reader, organisation, workspace, incident, update)


async def _in_update(
    reader: Reader, organisation: Organisation, workspace: str, incident: int, update: int
) -> tuple[Update, tuple[Proposal, ...]]:
    sent = await updates.numbered(reader, workspace, incident, update)
    if sent is None:
        raise NoSuchPromise(f"PR-{update}")
    return sent, proposed(sent.text, organisation, now=sent.sent_at)


async def keep(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    made: Made,
    *,
    by: str,
    now: datetime,
) -> Promise:
    """Keep the promise, as `make` does, on an incident that is locked."""
    if made.made_in:
        same = await promises.made_in(tx, incident.workspace, incident.number, made.made_in)
        if same is not None and same.is_live:
            return same
    customer = made.customer
    if made.to.strip():
        known, incident = await customers.called(
            tx, organisation, incident, made.to, by=by, now=now
        )
        customer = known.number
    promise = Promise(
        workspace=incident.workspace,
        number=await counters.next_number(tx, incident.workspace, "promise"),
        incident=incident.number,
        customer=customer,
        words=promised_words(made.words),
        due=made.due,
        owner=made.owner,
        made_by=by,
        made_at=now,
        made_in=made.made_in,
        counted_from=now,
    )
    await promises.add(tx, promise)
    event = Event.PROMISED
    incident = await record.tell(tx, organisation, incident, promise, event, by=by, now=now)
    if promise.owner != by:
        await record.owe_notes(tx, incident, promise, record.REASSIGNED, [promise.owner], now=now)
    return promise
