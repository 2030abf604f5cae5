"""Steps that keep it from happening again: agreed, done, dropped, and what customers read of them.

Whoever changes one locks its incident first, as with promises. What their owners let customers
read becomes what is known of the incident, so that every draft finds it there. Source: P033, P035.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.fact import Key, Said, changes
from bot.domain.fact import State as Certainty
from bot.domain.facts import facts_now
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.prevention import (
    Item,
    State,
    in_words,
    item_words,
    leads_are_due,
    next_nudge_at,
    nudged,
    possible_day,
    told_to_customers,
)
from bot.domain.timeline import Event
from bot.store import counters, done, facts, incidents, owed, prevention
from bot.store.transaction import Store, Transaction
from bot.usecases import change, notes, reminding
from bot.usecases.facts import fact_of, refuse_if_blocked

Rule = Callable[[Item], Item]
TOLD = {State.DONE: Key.PREVENTION_DONE, State.OPEN: Key.PREVENTION_PLANNED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """A step as somebody typed it; `due` is a day where the organisation is."""

    words: str
    owner: str
    due: date


async def agree(
    store: Store,
    organisation: Organisation,
    agreed: Agreed,
    *,
    workspace: str,
    incident: int,
    by: str,
    now: datetime,
    deed: str | None = None,
) -> Item:
    """Keep a step with its owner and day, and set its reminders.

    Raises `WordsAreMissing`, `WordsAreTooLong`, `DayHasPassed`, `DayIsTooFar`, `NoteIsBlocked` for
    words that label a person, or `AlreadyDone`.
    """
    words = item_words(agreed.words)
    notes.note("step", words, limit=len(words))
    today = now.astimezone(organisation.time_zone).date()
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        about = await incidents.lock(tx, workspace, incident)
        item = Item(
            workspace=workspace,
            number=await counters.next_number(tx, workspace, "prevention"),
            incident=about.number,
            words=words,
            owner=agreed.owner,
            due=possible_day(agreed.due, today=today),
            made_by=by,
            made_at=now,
        )
        await prevention.add(tx, item)
        event = Event.PREVENTION_AGREED
        await _tell(tx, organisation, about.noted(), item, event, by=by, now=now)
    return item


async def read(store: Store, workspace: str, number: int) -> tuple[Item, Incident]:
    """Return a step and the incident it is about. Raises `NoSuchItem`."""
    async with store.reading() as reader:
        item = await prevention.read(reader, workspace, number)
        return item, await incidents.read(reader, workspace, item.incident)


async def change_item(
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
) -> tuple[Item, str]:
    """Let `rule` decide: done, dropped, changed or cleared for customers; `event` names which.

    Return the step, and all that customers may read of its kind by now. Raises what the rule
    refuses, or `FactIsBlocked` when a rule on words stops what customers would read.
    """
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        incident = (await _locked(tx, workspace, number)).noted()
        before = await prevention.read(tx, workspace, number)
        item = rule(before)
        if event is Event.PREVENTION_DROPPED:
            notes.note("why_dropped", item.why, limit=len(item.why))
        await prevention.save(tx, item)
        items = await prevention.of_incident(tx, workspace, incident.number)
        if before.is_for_customers or item.is_for_customers:
            incident = await _publish(tx, organisation, incident, items, by=by, now=now)
        given = item.owner if item.owner not in (before.owner, by) else None
        await _tell(tx, organisation, incident, item, event, by=by, now=now, given=given)
        told = in_words(told_to_customers(items, item.state))
    return item, told


async def strike(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    number: int,
    *,
    now: datetime,
) -> None:
    """Remind the owner of a step that is due, and the leads of one that is a week late.

    The incident is locked. Then again on the next working day, until it is done or dropped.
    """
    item = await prevention.read(tx, incident.workspace, number)
    if not item.is_live:
        return
    hours, zone = organisation.working_hours, organisation.time_zone
    first = item.first_nudge_at(hours, zone)
    if next_nudge_at(first, item, hours, zone) <= now:
        is_late = leads_are_due(first, item, now=now)
        item = nudged(item, leads=is_late, now=now)
        await prevention.save(tx, item)
        leads = organisation.leads if is_late else ()
        kind = reminding.ITEM_NOTE
        told = reminding.reminders(kind, incident, item.name, item.owner, leads, now=now)
        await owed.enqueue_all(tx, told)
    await _set_timer(tx, organisation, incident, item)


async def _locked(tx: Transaction, workspace: str, number: int) -> Incident:
    item = await prevention.read(tx, workspace, number)
    return await incidents.lock(tx, workspace, item.incident)


async def _tell(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    item: Item,
    event: Event,
    *,
    by: str,
    now: datetime,
    given: str | None = None,
) -> None:
    """Note the event, set or stop the timer, and tell who has the step from now on."""
    details = {
        "item": item.name,
        "words": item.words,
        "owner": item.owner,
        "due": item.due.isoformat(),
        **({"why": item.why} if item.why else {}),
    }
    await change.keep(tx, organisation, incident, event, by=by, now=now, details=details)
    await _set_timer(tx, organisation, incident, item)
    if event is Event.PREVENTION_AGREED and item.owner != by:
        given = item.owner
    if given is not None:
        kind, why = reminding.ITEM_NOTE, reminding.GIVEN
        told = reminding.notes_to(kind, incident, item.name, [given], why=why, now=now)
        await owed.enqueue_all(tx, told)


async def _set_timer(
    tx: Transaction, organisation: Organisation, incident: Incident, item: Item
) -> None:
    kind = reminding.ITEM_TIMER
    if not item.is_live:
        await owed.cancel(tx, reminding.key(kind, incident, item.name))
        return
    hours, zone = organisation.working_hours, organisation.time_zone
    due_at = next_nudge_at(item.first_nudge_at(hours, zone), item, hours, zone)
    await owed.enqueue(tx, reminding.timer(kind, incident, item.name, due_at=due_at))


async def _publish(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    items: list[Item],
    *,
    by: str,
    now: datetime,
) -> Incident:
    """Make what customers may read of the steps a new version of what is known."""
    known = await facts.known(tx, incident)
    said = changes(known, {key: _said(items, state) for state, key in TOLD.items()})
    told = facts_now(incident, known, now=now)
    refuse_if_blocked(said, told, organisation, now=now)
    if not said:
        return incident
    new = [fact_of(incident, organisation, key, said[key], by=by, now=now) for key in said]
    await facts.add(tx, new)
    return replace(incident, facts=incident.facts + 1)


def _said(items: list[Item], state: State) -> Said:
    told = told_to_customers(items, state)
    if not told:
        return Said()
    value = {"words": in_words(told)}
    if state is State.OPEN:
        value["on"] = max(item.due for item in told).isoformat()
    return Said(value=value, state=Certainty.CONFIRMED, is_public=True)
