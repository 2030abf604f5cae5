"""What is known of an incident: noted by subject, in versions, and confirmed again when old."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain.authority import Roles, may_approve, may_say, named_to_say, speakers
from bot.domain.fact import Fact, Key, Known, Said, changes, stale
from bot.domain.facts import Facts, facts_now
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.timeline import Event
from bot.domain.unsaid import (
    FactIsBlocked,
    MayNotSay,
    NeitherLeads,
    NothingToApprove,
    NothingToConfirm,
    OwnCause,
)
from bot.domain.update import Kind
from bot.store import done, facts, incidents, owed
from bot.store.owed import NewJob
from bot.store.transaction import Store, Transaction
from bot.usecases import ageing, change, promise_record
from messages.tone.check import ToneContext, findings

STALE_FACTS: Final = "stale_facts"
STALE_FACTS_OF_OTHERS: Final = "stale_facts_of_others"
A_MINUTE: Final = timedelta(minutes=1)
"""Next-update times are told without seconds, and words are sent a little after them."""


async def read(
    store: Store, workspace: str, number: int, *, through: int | None = None
) -> tuple[Incident, Known]:
    """Return the incident and what is known of it; or was, at the version `through`.

    Raises `NoSuchIncident`.
    """
    async with store.reading() as reader:
        incident = await incidents.read(reader, workspace, number)
        return incident, await facts.known(reader, incident, through=through)


async def note(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    said: Mapping[Key, Said],
    seen: int,
    by: str,
    roles: Roles,
    now: datetime,
    deed: str | None = None,
) -> dict[Key, Said]:
    """Keep what differs from version `seen`, the one the person had before them; return that.

    What others noted meanwhile stays. Raises `MayNotSay` for what is not theirs to say, and
    `FactIsBlocked` when a rule on words stops what customers may know.
    """
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        incident = await incidents.lock(tx, workspace, number)
        changed = changes(await facts.known(tx, incident, through=seen), said)
        for key in changed:
            if not may_say(key, by, incident, roles):
                raise MayNotSay(incident.name, key, speakers(key, roles))
        known = await facts.known(tx, incident)
        refuse_if_blocked(changed, facts_now(incident, known, now=now), organisation, now=now)
        new = [
            fact_of(incident, organisation, key, changed[key], by=by, now=now) for key in changed
        ]
        if new:
            event = Event.FACTS_CHANGED
            await _keep(tx, organisation, incident, new, event, before=known, by=by, now=now)
    return changed


async def confirm(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    by: str,
    roles: Roles,
    keys: Collection[Key],
    now: datetime,
) -> tuple[Key, ...]:
    """Note that what is old, or will be at the next update, is still true; return of what.

    `keys` are the subjects that the person was shown. What only others may say is left to them.
    Raises `NothingToConfirm`.
    """
    async with store.transaction() as tx:
        incident = await incidents.lock(tx, workspace, number)
        known = await facts.known(tx, incident)
        new = [
            fact_of(incident, organisation, fact.key, fact.said, by=by, now=now)
            for fact in stale_before_update(incident, known, now=now)
            if fact.key in keys and may_say(fact.key, by, incident, roles)
        ]
        if not new:
            raise NothingToConfirm(incident.name)
        event = Event.FACTS_CONFIRMED
        await _keep(tx, organisation, incident, new, event, before=known, by=by, now=now)
    return tuple(fact.key for fact in new)


async def approve(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    version: int,
    by: str,
    roles: Roles,
    now: datetime,
) -> None:
    """Note that a second person agrees with the cause that was said in `version`.

    Raises `NothingToApprove`, `OwnCause`, or `NeitherLeads` when none of the two leads it.
    """
    async with store.transaction() as tx:
        incident = await incidents.lock(tx, workspace, number)
        known = await facts.known(tx, incident)
        cause = known.get(Key.CAUSE)
        if cause is None or not cause.needs_approval or cause.version != version:
            raise NothingToApprove(incident.name)
        if by == cause.said_by:
            raise OwnCause(incident.name)
        if not may_approve(cause, by, incident, roles):
            raise NeitherLeads(incident.name)
        agreed = replace(cause, version=incident.facts + 1, approved_by=by)
        event = Event.CAUSE_APPROVED
        await _keep(tx, organisation, incident, [agreed], event, before=known, by=by, now=now)


async def whether_true(
    tx: Transaction, organisation: Organisation, incident: Incident, *, now: datetime
) -> list[NewJob]:
    """Return the questions whether facts that age before the next update still hold.

    The owner is asked, without one the thread; in the thread, too, whoever alone may say a fact.
    """
    old = stale_before_update(incident, await facts.known(tx, incident), now=now)
    theirs = [fact for fact in old if named_to_say(fact.key, organisation)]
    questions = []
    if len(theirs) < len(old):
        questions.append(_question(incident, STALE_FACTS, incident.owner or incident.place, now))
    if theirs:
        questions.append(_question(incident, STALE_FACTS_OF_OTHERS, incident.place, now))
    return questions


def _question(incident: Incident, kind: str, place: str, now: datetime) -> NewJob:
    due = incident.next_update_due
    return NewJob(
        kind=kind,
        args={
            "incident": incident.number,
            "place": place,
            "entry": incident.entries,
            "due": None if due is None else due.isoformat(),
        },
        workspace=incident.workspace,
        due_at=now,
        dedupe_key=change.key(kind, incident),
        lane=change.lane(incident.workspace, place),
    )


def stale_before_update(incident: Incident, known: Known, *, now: datetime) -> tuple[Fact, ...]:
    """Return what is too old now, or will be when customers must next hear from us."""
    return stale(known, max(now, incident.next_update_due or now) + A_MINUTE)


def refuse_if_blocked(
    said: Mapping[Key, Said], told: Facts, organisation: Organisation, *, now: datetime
) -> None:
    """The failure itself is never refused: it is what customers reported."""
    context = ToneContext(kind=Kind.PROGRESS, facts=told, organisation=organisation, now=now)
    for key, one in said.items():
        if key is Key.WHAT_FAILS or not one.is_for_customers:
            continue
        if found := findings(one.value.get("words", ""), context):
            raise FactIsBlocked(key, tuple(finding.rule.id for finding in found))


async def _keep(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    new: Sequence[Fact],
    event: Event,
    *,
    before: Known,
    by: str,
    now: datetime,
) -> None:
    after = incident.with_facts(incident.facts + 1)
    for fact in new:
        if fact.key is Key.WHAT_FAILS:
            after = replace(after, what_fails=fact.value["words"])
    await facts.add(tx, new)
    details = {"version": str(after.facts), "keys": " ".join(fact.key for fact in new)}
    known = {**before, **{fact.key: fact for fact in new}}
    timers = ageing.timers(after, known, now=now)
    await change.keep(tx, organisation, after, event, by=by, now=now, details=details, also=timers)
    if not timers:
        await owed.cancel(tx, change.key(change.AGEING, after))
    if after.what_fails != incident.what_fails:
        await promise_record.show_live(tx, after, now=now)


def fact_of(
    incident: Incident,
    organisation: Organisation,
    key: Key,
    said: Said,
    *,
    by: str,
    now: datetime,
) -> Fact:
    """Return what is said as a fact of the next version."""
    lasts = organisation.fresh_for.get(key)
    return Fact(
        workspace=incident.workspace,
        incident=incident.number,
        version=incident.facts + 1,
        key=key,
        value=said.value,
        state=said.state,
        is_public=said.is_public,
        said_by=by,
        said_at=now,
        fresh_until=None if lasts is None else now + lasts,
    )
