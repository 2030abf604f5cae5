"""Letting words out: who does not hold the role that they need asks somebody who does.

The exact words are released, on what is known at that moment: another word, or another fact, and
they must be released again.
"""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.domain.facts import Facts, facts_now
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.release import (
    LONGEST_NOTE,
    Release,
    basis_of,
    others_who_may,
)
from bot.domain.timeline import Event
from bot.domain.update import Approval, Kind, sayable
from bot.store import counters, done, incidents, owed, releases
from bot.store import facts as facts_store
from bot.store.owed import NewJob
from bot.store.transaction import Reader, Store, Transaction
from bot.usecases import change, grounds, notes, proof
from bot.usecases.sending import Words
from messages.certainty import window
from messages.tone.claims import names_cause, names_end, names_other

RELEASE_CARD: Final = "release_card"
RELEASE_NOTE: Final = "release_note"
FROM_NONE_TO_COMMS: Final = frozenset({Approval.NONE, Approval.COMMS_OWNER})


def needed(
    kind: Kind, text: str, facts: Facts, organisation: Organisation, *, now: datetime
) -> Approval:
    """Return who must release `text`: naming the cause, or when it works again, can ask for more.

    Another cause or time than what is known asks for a lead, whatever the kind. Nobody need release
    what the comms owners would, where the organisation has named none.
    """
    zone, locale = organisation.time_zone, organisation.locale
    time = None if facts.eta is None else window(facts.eta, zone, now=now, locale=locale)
    approval = kind.approval(
        names_cause=facts.cause is not None and names_cause(text, facts.cause),
        names_time=time is not None and names_end(text, time),
    )
    if approval is Approval.DECIDER:
        approval = Approval.NONE  # given with the decision, whose sum and reason the letter holds
    if approval in FROM_NONE_TO_COMMS and names_other(text, cause=facts.cause, window=time):
        return Approval.INCIDENT_LEAD
    if approval is Approval.COMMS_OWNER and not organisation.comms:
        return Approval.NONE
    return approval


async def ask(
    store: Store,
    organisation: Organisation,
    words: Words,
    *,
    workspace: str,
    number: int,
    approval: Approval,
    by: str,
    holders: AbstractSet[str],
    now: datetime,
) -> Release:
    """Show the words to all who hold the role that they need; asked twice, they are shown once.

    `holders` hold `approval` just now; the author, `by`, is not asked. Their release lets pass what
    the author passes over. Raises `NobodyMayRelease`, `NoSuchIncident` or `WordsAreBlocked`.
    """
    words = replace(words, text=sayable(words.text))
    async with store.transaction() as tx:
        incident = await incidents.lock(tx, workspace, number)
        basis = await _proofread(tx, organisation, incident, words, now=now)
        if (before := await _asked_before(tx, incident, words, basis)) is not None:
            return before
        release = Release(
            workspace=workspace,
            number=await counters.next_number(tx, workspace, "release"),
            incident=number,
            kind=words.kind,
            text=words.text,
            basis=basis,
            approval=approval,
            asked_by=by,
            asked_at=now,
            asked_of=others_who_may(approval, holders, by=by),
            corrects=words.corrects,
            customer=words.to,
        )
        return await _show(tx, organisation, incident, release)


async def _show(
    tx: Transaction, organisation: Organisation, incident: Incident, release: Release
) -> Release:
    await releases.add(tx, release)
    event, by, now = Event.RELEASE_ASKED, release.asked_by, release.asked_at
    await _keep(tx, organisation, incident, release, event, by=by, now=now)
    return release


async def _proofread(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    words: Words,
    *,
    now: datetime,
) -> str:
    """Return what the words stand on. Raises `WordsAreBlocked` for those that nobody may send."""
    stands_on = await grounds.of_words(tx, incident, words.kind, to=words.to)
    if stands_on.to is not None:
        stands_on.to.check_may_get(words.kind, incident)
    context = proof.moment(organisation, words, stands_on, now=now)
    proof.read(words, context, held=frozenset(Approval))
    return basis_of(context.facts)


async def _asked_before(
    tx: Transaction, incident: Incident, words: Words, basis: str
) -> Release | None:
    workspace, number = incident.workspace, incident.number
    before = await releases.newest_of(tx, workspace, number, words.kind, words.text, to=words.to)
    return before if before is not None and before.waits_for(basis) else None


async def decide(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    release: bool,
    by: str,
    holders: AbstractSet[str],
    note: str = "",
    now: datetime,
    deed: str | None = None,
) -> Release:
    """Release the words, or send them back with a note; once. `holders` hold the role just now.

    Raises `ReleaseIsDecided`, `NotAReleaser`, `WordsAreOld` where what is known has changed since
    they were shown, or `WordsAreMissing` for sending back without a note.
    """
    note = "" if release else notes.note("note", note, limit=LONGEST_NOTE)
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        asked = await releases.lock(tx, workspace, number)
        decided = asked.decided(release=release, by=by, holders=holders, note=note, now=now)
        incident = await incidents.lock(tx, workspace, decided.incident)
        if release:
            known = await facts_store.known(tx, incident)
            asked.check_is_current(basis_of(facts_now(incident, known, now=now)))
        await releases.save_decision(tx, decided)
        event = Event.RELEASED if release else Event.SENT_BACK
        await _keep(tx, organisation, incident, decided, event, by=by, now=now)
        await owed.enqueue_all(tx, [_job(RELEASE_NOTE, decided, decided.asked_by, now=now)])
    return decided


async def read(store: Store, workspace: str, number: int) -> tuple[Release, Incident]:
    """Return a request and the incident it is about. Raises `NoSuchRelease`."""
    async with store.reading() as reader:
        release = await releases.read(reader, workspace, number)
        return release, await incidents.read(reader, workspace, release.incident)


async def let_out_by(
    tx: Reader, incident: Incident, kind: Kind, text: str, facts: Facts, *, to: int | None
) -> str | None:
    """Return who released just these words on what is known now; None if nobody has."""
    found = await releases.newest_of(tx, incident.workspace, incident.number, kind, text, to=to)
    if found is None or not found.covers(kind, text, basis_of(facts)):
        return None
    if found.asked_at < (incident.resolved_at or incident.reopened_at or found.asked_at):
        return None  # it has ended, or begun again, since: the words were about another time
    return found.decided_by


async def released_by(
    store: Store, incident: Incident, kind: Kind, text: str, facts: Facts, *, to: int | None
) -> str | None:
    """Return the same for words that are not being sent just now."""
    async with store.reading() as reader:
        return await let_out_by(reader, incident, kind, text, facts, to=to)


async def _keep(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    release: Release,
    event: Event,
    *,
    by: str,
    now: datetime,
) -> None:
    """The thread learns who asks whom; words to one person are not for it."""
    details = {"release": release.name, "kind": release.kind.value, "approval": release.approval}
    about = incident.noted()
    await change.keep(tx, organisation, about, event, by=by, now=now, details=details)
    cards = [_job(RELEASE_CARD, release, person, now=now) for person in release.asked_of]
    await owed.enqueue_all(tx, cards)


def _job(kind: str, release: Release, person: str, *, now: datetime) -> NewJob:
    return NewJob(
        kind=kind,
        args={"release": release.number, "person": person},
        workspace=release.workspace,
        due_at=now,
        dedupe_key=f"{release.workspace}:{kind}:{release.number}:{person}",
        lane=change.lane(release.workspace, person),
    )
