"""Telling customers: what was sent is recorded, and the clock starts again."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.channel import check_reach, reaching
from bot.domain.fact import Known
from bot.domain.facts import Facts
from bot.domain.incident import Incident
from bot.domain.long_run import cadence_of
from bot.domain.organisation import Organisation
from bot.domain.refusals import (
    IncidentIsResolved,
    PromiseIsWrong,
    SaidAlready,
    SomeoneWasFirst,
)
from bot.domain.release import NeedsRelease
from bot.domain.timeline import Event
from bot.domain.update import NOTHING_PASSED, Approval, Kind, Update, sayable
from bot.store import done, facts, incidents, updates
from bot.store.transaction import Reader, Store, Transaction
from bot.usecases import change, drafts, proof, releases
from messages.named_time import next_update_named

EVENTS = {Kind.HOLDING: Event.HELD, Kind.APOLOGY: Event.APOLOGISED}


@dataclass(frozen=True, slots=True)
class Words:
    """What goes out. `channels` are those that get it; None for all that still reach customers."""

    kind: Kind
    text: str
    promised: datetime | None
    channels: tuple[str, ...] | None = None
    leader: str | None = None
    passed: Mapping[str, str] = field(default_factory=lambda: NOTHING_PASSED)
    """The rules that the author passes over, by id, and why."""
    released_by: str | None = None
    corrects: int | None = None


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
    channels: tuple[str, ...] | None = None,
    leader: str | None = None,
    held: AbstractSet[Approval] = frozenset(),
    passed: Mapping[str, str] = NOTHING_PASSED,
    corrects: int | None = None,
    deed: str | None = None,
) -> tuple[Incident, Update]:
    """Record `text` as sent to customers and restart the clock.

    Without a `kind` it is the first word, or progress after that.
    `promised` is the next-update time that the draft behind `text` named, if there was one; a
    time that `text` itself names comes before it.
    `channels` are those that got it; None for all that still reach customers. `leader` speaks.
    `held` are the roles by which the person may release words; without the one that these need
    somebody else must have released them, or `NeedsRelease` is raised.
    `corrects` is the number of the update that they take back.

    `seen` is how many updates there were when the person began; when somebody else was faster,
    raises `SomeoneWasFirst`. Raises `WordsAreBlocked` when a rule stops the text, `SaidAlready`
    when there is no news and the words are the last ones, `PromiseIsWrong` when the words name a
    next-update time that cannot be, `ChannelIsDown` when one of the `channels` is.
    """
    text = sayable(text)
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        incident = await incidents.lock(tx, workspace, number)
        await _refuse_if_overtaken(tx, incident, seen=seen, text=text)
        kind = kind or drafts.likely_kind(incident)
        await _refuse_if_said(tx, incident, kind, text)
        promised = _promise_in(text, incident, organisation, kind, now=now) or promised
        told = await proof.told(tx, incident, promised, now=now)
        lead = Approval.INCIDENT_LEAD in held
        proof.read(organisation, kind, text, facts=told, now=now, passed=passed, lead=lead)
        words = Words(kind, text, promised, channels, leader, passed=passed, corrects=corrects)
        words = await _let_out(tx, organisation, incident, words, told=told, held=held, now=now)
        return await _send(tx, organisation, incident, words, by=by, now=now)


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
        last = await _last_words(tx, incident)
        text = drafts.next_words(
            incident,
            organisation,
            kind,
            promised=promised,
            now=now,
            last=last,
            known=await facts.known(tx, incident),
        )
        told = await proof.told(tx, incident, promised, now=now)
        proof.read(organisation, kind, text, facts=told, now=now)
        words = Words(kind, text, promised)
        return await _send(tx, organisation, incident, words, by=by, now=now)


async def read_to_hold(
    store: Store, *, workspace: str, number: int, seen: int
) -> tuple[Incident, Known, str]:
    """Return the incident that has no news, what is known, and what everybody was told last.

    Raises `SomeoneWasFirst` when there were not `seen` updates, `IncidentIsResolved`.
    """
    async with store.reading() as reader:
        incident = await incidents.read(reader, workspace, number)
        await _refuse_if_overtaken(reader, incident, seen=seen, text="")
        if not incident.is_open:
            raise IncidentIsResolved(incident.name)
        known = await facts.known(reader, incident)
        return incident, known, await _last_words(reader, incident)


async def _send(
    tx: Transaction,
    organisation: Organisation,
    before: Incident,
    words: Words,
    *,
    by: str,
    now: datetime,
) -> tuple[Incident, Update]:
    kind = words.kind
    after = _after(before, organisation, kind, promised=words.promised, now=now)
    incident = replace(after, leader=words.leader or before.leader)
    update = Update(
        workspace=incident.workspace,
        incident=incident.number,
        number=incident.sent,
        kind=kind,
        text=drafts.as_rehearsed(incident, words.text),
        sent_by=by,
        sent_at=now,
        channels=_reach(before, organisation, words),
        facts=before.facts,
        promised_by=before.next_update_due,
        released_by=words.released_by,
        overrides=words.passed,
        corrects=words.corrects,
    )
    await updates.add(tx, update)
    details = _details(incident, update)
    event = EVENTS.get(kind, Event.UPDATED)
    await change.keep(tx, organisation, incident, event, by=by, now=now, details=details)
    return incident, update


def _reach(incident: Incident, organisation: Organisation, words: Words) -> tuple[str, ...]:
    if not words.kind.is_public or incident.is_drill:
        return ()
    if words.channels is None:
        return reaching(incident, organisation.channels)
    check_reach(words.channels, incident, organisation.channels)
    return words.channels


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
    cadence = cadence_of(before, organisation, since=now, now=now)
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
        "channels": ", ".join(update.channels),
        "next_due": incident.next_update_due.isoformat(),
        "late_by_s": str(late),
        "released_by": update.released_by or "",
        "passed": " ".join(update.overrides),
        "corrects": str(update.corrects or ""),
    }


async def _refuse_if_overtaken(
    reader: Reader, incident: Incident, *, seen: int | None, text: str
) -> None:
    if seen is None or seen == incident.updates:
        return
    last = await updates.newest(reader, incident.workspace, incident.number)
    if last is not None:
        raise SomeoneWasFirst(incident.name, last.sent_by, last.sent_at, text)


async def _refuse_if_said(tx: Transaction, incident: Incident, kind: Kind, text: str) -> None:
    words = drafts.as_rehearsed(incident, text)
    if kind is Kind.HOLDING and words == await _last_words(tx, incident):
        raise SaidAlready(incident.name, text)


async def _last_words(reader: Reader, incident: Incident) -> str:
    last = await updates.newest(reader, incident.workspace, incident.number)
    return "" if last is None else last.text


def _promise_in(
    text: str, incident: Incident, organisation: Organisation, kind: Kind, *, now: datetime
) -> datetime | None:
    """Return the next-update time that words to everybody name."""
    latest = drafts.next_promise(incident, organisation, now=now)
    named = next_update_named(text, organisation, now) if kind.is_public else None
    if named is not None and latest is not None and not now < named <= latest:
        raise PromiseIsWrong(incident.name, named, latest, is_past=named <= now)
    return named


async def _let_out(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    words: Words,
    *,
    told: Facts,
    held: AbstractSet[Approval],
    now: datetime,
) -> Words:
    """Return the words with who released them, if their author may not. Raises `NeedsRelease`."""
    kind, text = words.kind, words.text
    approval = releases.needed(kind, text, told, organisation, now=now)
    if approval is Approval.NONE or approval in held:
        return words
    released_by = await releases.let_out_by(tx, incident, kind, text, told)
    if released_by is None:
        raise NeedsRelease(incident.name, approval, text)
    return replace(words, released_by=released_by)
