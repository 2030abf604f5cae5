"""Reading words once more in the transaction that records them: on what is known at that moment."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.credit import GRANTED, Credit
from bot.domain.fact import Known, stale
from bot.domain.incident import Incident
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from bot.domain.refusals import WordsAreBlocked
from bot.domain.update import Approval, Kind, Update
from bot.store import credits, incidents, updates
from bot.store import facts as facts_store
from bot.store.transaction import Reader, Store
from bot.usecases import drafts
from bot.usecases.sending import Words
from messages.tone.check import ToneContext, findings

WATCHED = "monitoring"
"""The form of a status page's entry for a fix that is in place, and watched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What words stand on: the incident, and what is known, was said and was granted."""

    incident: Incident
    known: Known
    said: Mapping[str, Update] = field(default_factory=dict)
    """The last public words on each channel."""
    is_answered: bool = False
    """Whether a post was answered in public."""
    granted: Sequence[Credit] = ()
    """The credits that were granted for it."""


async def record(reader: Reader, incident: Incident, kind: Kind) -> Record:
    """Return what words of a kind stand on; what it costs does not grow with what was said."""
    bare = Record(incident=incident, known=await facts_store.known(reader, incident))
    workspace, number = incident.workspace, incident.number
    if kind.is_public:
        return replace(bare, said=await updates.last_on_each(reader, workspace, number))
    return replace(bare, granted=await _granted(reader, incident))


async def _granted(reader: Reader, incident: Incident) -> list[Credit]:
    asked = await credits.of_incident(reader, incident.workspace, incident.number)
    return [one for one in asked if one.state in GRANTED]


async def read_record(store: Store, workspace: str, number: int) -> Record:
    """Return what words of any kind stand on. Raises `NoSuchIncident`."""
    async with store.reading() as reader:
        incident = await incidents.read(reader, workspace, number)
        return Record(
            incident=incident,
            known=await facts_store.known(reader, incident),
            said=await updates.last_on_each(reader, workspace, number),
            is_answered=await updates.has(reader, workspace, number, Kind.PUBLIC_ANSWER),
            granted=await _granted(reader, incident),
        )


def moment(
    organisation: Organisation, words: Words, stands_on: Record, *, now: datetime
) -> ToneContext:
    """Return all that the rules must know of words sent at `now`.

    Channels that are down are not among it: they are never offered, and refused by name.
    """
    incident, known = stands_on.incident, stands_on.known
    last = stands_on.said if words.kind.is_public else {}
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
