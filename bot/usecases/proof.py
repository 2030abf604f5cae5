"""Reading words once more in the transaction that records them: on what is known at that moment."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from bot.domain.addressee import Addressee
from bot.domain.credit import GRANTED, Credit
from bot.domain.fact import Known, stale
from bot.domain.incident import Incident
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from bot.domain.promise import MADE_AT_THE_END
from bot.domain.refusals import WordsAreBlocked
from bot.domain.said import last_words
from bot.domain.update import Approval, Update
from bot.store import credits, incidents, promises, updates
from bot.store import facts as facts_store
from bot.store.transaction import Reader, Store
from bot.usecases import drafts
from bot.usecases.addressees import addressee
from bot.usecases.sending import Words
from messages.tone.check import ToneContext, findings

WATCHED = "monitoring"
"""The form of a status page's entry for a fix that is in place, and watched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What words stand on: the incident, and what is known, was said and was granted."""

    incident: Incident
    known: Known
    sent: Sequence[Update] = ()
    granted: Sequence[Credit] = ()
    """The credits that were granted for it."""
    cause_due: datetime | None = None
    """When the cause will be told, as it was promised when it ended; None if nothing was."""
    to: Addressee | None = None
    """Whom words to one customer are for, where that is known."""


async def record(reader: Reader, incident: Incident, *, to: int | None = None) -> Record:
    asked = await credits.of_incident(reader, incident.workspace, incident.number)
    return Record(
        incident=incident,
        known=await facts_store.known(reader, incident),
        sent=await updates.every(reader, incident.workspace, incident.number),
        granted=[one for one in asked if one.state in GRANTED],
        cause_due=await _cause_due(reader, incident),
        to=None if to is None else await addressee(reader, incident, to),
    )


async def _cause_due(reader: Reader, incident: Incident) -> datetime | None:
    if incident.is_open:
        return None
    made = await promises.made_in(reader, incident.workspace, incident.number, MADE_AT_THE_END)
    return made.due if made and made.is_live else None


async def read_record(
    store: Store, workspace: str, number: int, *, to: int | None = None
) -> Record:
    """Raises `NoSuchIncident`, or `NoSuchCustomer` where the words are for one."""
    async with store.reading() as reader:
        return await record(reader, await incidents.read(reader, workspace, number), to=to)


def moment(
    organisation: Organisation, words: Words, stands_on: Record, *, now: datetime
) -> ToneContext:
    """Return all that the rules must know of words sent at `now`.

    Channels that are down are not among it: they are never offered, and refused by name.
    """
    incident, known = stands_on.incident, stands_on.known
    last = last_words(stands_on.sent) if words.kind.is_public else {}
    return ToneContext(
        kind=words.kind,
        facts=drafts.known_facts(incident, words.promised, known, now=now),
        organisation=organisation,
        now=now,
        is_whole=words.is_whole,
        is_watched=words.variant == WATCHED,
        customer=words.customer,
        agent=words.agent,
        stale=stale(known, now),
        said={channel: update.text for channel, update in last.items()},
        channels=words.channels or (),
        promised=() if words.promised is None else (words.promised,),
        approved=_approved(words, stands_on.granted),
        question_is_open=words.question_is_open,
        review_is_done=stands_on.to is not None and stands_on.to.findings.is_done,
        may_market=stands_on.to is not None and stands_on.to.case.wishes.may_market,
    )


def _approved(words: Words, granted: Sequence[Credit]) -> tuple[Money, ...]:
    """Return the sums that words to one customer may name: only what this customer was granted."""
    if words.kind.is_public or not words.customer.name:
        return ()
    theirs = (one for one in granted if one.is_for(words.customer.name))
    return tuple(one.amount for one in theirs if one.cohort is None)


def read(words: Words, context: ToneContext, *, held: AbstractSet[Approval] = frozenset()) -> None:
    """Raises `WordsAreBlocked` when a rule stops the words.

    `held` are the roles by which their author may pass over rules; some nobody may.
    """
    lead = Approval.INCIDENT_LEAD in held
    stopped = [
        finding.rule.id
        for finding in findings(words.text, context)
        if finding.is_block
        and not (finding.rule.id in words.passed and finding.rule.may_be_overridden_by(lead=lead))
    ]
    if stopped:
        raise WordsAreBlocked(tuple(stopped), words.text)
