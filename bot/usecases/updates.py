"""Telling customers: what was sent is recorded, and the clock starts again."""

from datetime import datetime

from bot.domain.facts import facts_of
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.refusals import IncidentIsResolved, SomeoneWasFirst, WordsAreBlocked
from bot.domain.timeline import Event
from bot.domain.update import Kind, Update, sayable
from bot.store import done, incidents, updates
from bot.store.transaction import Store, Transaction
from bot.usecases import change, drafts
from messages.tone.check import ToneContext, findings

EVENTS = {Kind.HOLDING: Event.HELD, Kind.APOLOGY: Event.APOLOGISED}


async def post_update(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    kind: Kind | None,
    text: str,
    by: str,
    seen: int | None,
    now: datetime,
    promised: datetime | None = None,
    deed: str | None = None,
) -> tuple[Incident, Update]:
    """Record `text` as sent to customers and restart the clock.

    Without a `kind` it is the first word, or progress after that.
    `promised` is the next-update time that the draft behind `text` named, if there was one.

    `seen` is how many updates there were when the person began; when somebody else was faster,
    raises `SomeoneWasFirst`. Raises `WordsAreBlocked` when a rule stops the text.
    """
    words = sayable(text)
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        incident = await incidents.lock(tx, workspace, number)
        await _refuse_if_overtaken(tx, incident, seen=seen, text=words)
        kind = kind or drafts.likely_kind(incident)
        _refuse_if_blocked(incident, organisation, kind, words, now=now)
        after = _after(incident, organisation, kind, promised=promised, now=now)
        return await _send(tx, incident, after, kind, words, by=by, now=now)


async def hold(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    by: str,
    seen: int | None,
    now: datetime,
    deed: str | None = None,
) -> tuple[Incident, Update]:
    """Record the next "no news yet" text as sent. Before the first word, that is what it is.

    Raises `WordsAreBlocked` when a rule stops it: it holds what somebody typed at the opening.
    """
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        incident = await incidents.lock(tx, workspace, number)
        await _refuse_if_overtaken(tx, incident, seen=seen, text="")
        if not incident.is_open:
            raise IncidentIsResolved(incident.name)
        kind = Kind.FIRST_WORD if incident.first_word_at is None else Kind.HOLDING
        promised = drafts.next_promise(incident, organisation, now=now)
        text = drafts.next_words(incident, organisation, kind, promised=promised, now=now)
        _refuse_if_blocked(incident, organisation, kind, text, now=now)
        after = _after(incident, organisation, kind, promised=promised, now=now)
        return await _send(tx, incident, after, kind, text, by=by, now=now)


async def _send(
    tx: Transaction,
    before: Incident,
    incident: Incident,
    kind: Kind,
    text: str,
    *,
    by: str,
    now: datetime,
) -> tuple[Incident, Update]:
    update = Update(
        workspace=incident.workspace,
        incident=incident.number,
        number=incident.sent,
        kind=kind,
        text=text,
        sent_by=by,
        sent_at=now,
        promised_by=before.next_update_due,
    )
    await updates.add(tx, update)
    details = _details(incident, update)
    event = EVENTS.get(kind, Event.UPDATED)
    await change.keep(tx, incident, event, by=by, now=now, details=details)
    return incident, update


def _after(
    before: Incident,
    organisation: Organisation,
    kind: Kind,
    *,
    promised: datetime | None,
    now: datetime,
) -> Incident:
    if not kind.is_public:
        return before.after_letter()
    cadence = organisation.cadences[before.severity]
    holding = kind is Kind.HOLDING
    return before.after_update(cadence, holding=holding, promised=promised, now=now)


def _details(incident: Incident, update: Update) -> dict[str, str]:
    """An apology names a person, so its words stay out of the thread."""
    if not update.kind.is_public or incident.next_update_due is None:
        return {}
    late = max(0, int((update.sent_at - (update.promised_by or update.sent_at)).total_seconds()))
    return {
        "text": update.text,
        "kind": update.kind.value,
        "next_due": incident.next_update_due.isoformat(),
        "late_by_s": str(late),
    }


async def _refuse_if_overtaken(
    tx: Transaction, incident: Incident, *, seen: int | None, text: str
) -> None:
    if seen is None or seen == incident.updates:
        return
    last = await updates.newest(tx, incident.workspace, incident.number)
    if last is not None:
        raise SomeoneWasFirst(incident.name, last.sent_by, last.sent_at, text)


def _refuse_if_blocked(
    incident: Incident, organisation: Organisation, kind: Kind, text: str, *, now: datetime
) -> None:
    context = ToneContext(kind=kind, facts=facts_of(incident), organisation=organisation, now=now)
    found = findings(text, context)
    if found:
        raise WordsAreBlocked(tuple(finding.rule.id for finding in found), text)
