"""What goes out: recorded with what it stood on, who let it out, and when we speak next."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from bot.domain.channel import check_reach, reaching
from bot.domain.credit import Credit
from bot.domain.heat import LONGEST_LESSON
from bot.domain.incident import Incident
from bot.domain.long_run import cadence_of
from bot.domain.organisation import Organisation
from bot.domain.refusals import IncidentIsResolved, PromiseIsWrong
from bot.domain.timeline import Event
from bot.domain.update import ABOUT_MONEY, NOTHING_PASSED, SAID_AT_THE_END, Kind, Update
from bot.store import updates
from bot.store.transaction import Transaction
from bot.usecases import care, change, drafts, notes
from messages.named_time import next_update_named
from messages.tone.context import Customer

NOBODY: Final = Customer()
LATE_UPDATE: Final = "T05"
"""The rule on a next update that comes too late; somebody may have leave to pass over it."""
EVENTS: Final = {
    Kind.HOLDING: Event.HELD,
    Kind.APOLOGY: Event.APOLOGISED,
    **dict.fromkeys(ABOUT_MONEY, Event.CREDIT_TOLD),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What goes out. `channels` are those that get it; None for all that still reach customers."""

    kind: Kind
    text: str
    promised: datetime | None = None
    """The next-update time that the draft behind the text named, if there was one."""
    channels: tuple[str, ...] | None = None
    leader: str | None = None
    """Who speaks, with their role."""
    variant: str = ""
    passed: Mapping[str, str] = field(default_factory=lambda: NOTHING_PASSED)
    """The rules that the author passes over, by id, and why."""
    released_by: str | None = None
    corrects: int | None = None
    """The number of the update that they take back."""
    to: int | None = None
    """The number of the customer whom they are for, where that is known."""
    is_whole: bool = False
    """Whether it is all that customers read, and no part of it or note of it."""
    customer: Customer = NOBODY
    agent: str = ""
    """Who signs."""
    question_is_open: bool = False
    """Whether a question that others share has no answer in public yet."""
    about: Credit | None = None
    """The request that a letter about money tells of."""
    lesson: str = ""
    """What the team can learn from the customer; it stands on the timeline."""


def with_promise(
    words: Words, incident: Incident, organisation: Organisation, *, now: datetime
) -> Words:
    """Return the words with the next-update time that they name themselves, if they do.

    Raises `PromiseIsWrong` for one that has passed, or comes later than the clock allows without
    leave.
    """
    latest = drafts.next_promise(incident, organisation, now=now)
    named = next_update_named(words.text, organisation, now) if words.kind.is_public else None
    is_late = named is not None and latest is not None and named > latest
    if (
        named is not None
        and latest is not None
        and (named <= now or (is_late and LATE_UPDATE not in words.passed))
    ):
        raise PromiseIsWrong(incident.name, named, latest, is_past=named <= now)
    return words if named is None else replace(words, promised=named)


async def send(
    tx: Transaction,
    organisation: Organisation,
    before: Incident,
    words: Words,
    *,
    by: str,
    now: datetime,
) -> tuple[Incident, Update]:
    """Record the words, and owe what must be told. Raises `ChannelIsDown`, `IncidentIsResolved`."""
    kind = words.kind
    after = _after(before, organisation, words, now=now)
    incident = replace(after, leader=words.leader) if words.leader else after
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
        variant=words.variant,
        released_by=words.released_by,
        overrides=words.passed,
        corrects=words.corrects,
    )
    await updates.add(tx, update)
    details = _details(incident, update) | ({} if words.about is None else sum_told(words.about))
    event = EVENTS.get(kind, Event.UPDATED if kind.is_public else Event.WROTE)
    await change.keep(tx, organisation, incident, event, by=by, now=now, details=details)
    if words.lesson:
        incident = await _learn(tx, organisation, incident, words.lesson, by=by, now=now)
    if kind is Kind.PUBLIC_ANSWER:
        await care.hard_contact(tx, organisation, incident.workspace, by=by, now=now)
    return incident, update


async def _learn(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    lesson: str,
    *,
    by: str,
    now: datetime,
) -> Incident:
    """Note on the timeline what the team can learn. Raises `NoteIsBlocked` for a label."""
    after = incident.noted()
    details = {"note": notes.note("lesson", lesson, limit=LONGEST_LESSON)}
    await change.keep(tx, organisation, after, Event.LEARNED, by=by, now=now, details=details)
    return after


def _reach(incident: Incident, organisation: Organisation, words: Words) -> tuple[str, ...]:
    if not words.kind.is_public or incident.is_drill:
        return ()
    if words.channels is None:
        return reaching(incident, organisation.channels)
    check_reach(words.channels, incident, organisation.channels)
    return words.channels


def _after(
    before: Incident, organisation: Organisation, words: Words, *, now: datetime
) -> Incident:
    if not words.kind.is_public:
        return before.after_letter()
    if not before.is_open:
        if words.kind not in SAID_AT_THE_END:
            raise IncidentIsResolved(before.name)
        return before.after_last_words(now=now)
    cadence = cadence_of(before, organisation, since=now, now=now)
    holding = words.kind is Kind.HOLDING
    return before.after_update(cadence, holding=holding, promised=words.promised, now=now)


def sum_told(credit: Credit) -> dict[str, str]:
    """Return what a thread may hear of a request: its name and its sum, never for whom or why."""
    return {
        "credit": credit.name,
        "amount_minor": str(credit.amount.minor),
        "currency": credit.amount.currency,
    }


def _details(incident: Incident, update: Update) -> dict[str, str]:
    """What is written to one person stays out of the thread."""
    if not update.kind.is_public:
        return {"kind": update.kind.value, "released_by": update.released_by or ""}
    due = incident.next_update_due
    late = max(0, int((update.sent_at - (update.promised_by or update.sent_at)).total_seconds()))
    return {
        "text": update.text,
        "kind": update.kind.value,
        "channels": ", ".join(update.channels),
        **({"next_due": due.isoformat()} if due else {}),
        "late_by_s": str(late),
        "released_by": update.released_by or "",
        "passed": " ".join(update.overrides),
        "because": "; ".join(dict.fromkeys(update.overrides.values())),
        "corrects": str(update.corrects or ""),
    }
