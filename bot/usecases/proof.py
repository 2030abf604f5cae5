"""Reading words once more in the transaction that records them: on what is known at that moment."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from bot.domain.addressee import Addressee
from bot.domain.bookkeeping import REFERENCE
from bot.domain.credit import GRANTED, Credit, pseudonym
from bot.domain.fact import Fact, Known, stale
from bot.domain.incident import Incident
from bot.domain.letter import Letter
from bot.domain.missed import Missed
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from bot.domain.promise import MADE_AT_THE_END
from bot.domain.refusals import WordsAreBlocked
from bot.domain.update import Approval, Kind, Update
from bot.store import credits, customers, entitlements, incidents, promises, updates
from bot.store import facts as facts_store
from bot.store.transaction import Reader, Store
from bot.usecases import drafts
from bot.usecases.addressees import addressee
from bot.usecases.sending import Words
from messages.drafts.letter import terms_are_cleared
from messages.tone.apology import says_sorry
from messages.tone.check import ToneContext, findings

NOBODY: Final[Mapping[str, Sequence[str]]] = {}
WATCHED = "monitoring"
"""The form of a status page's entry for a fix that is in place, and watched."""
MOST_APOLOGIES: Final = 50
"""Texts looked at to learn whether customers were told that we are sorry; the first one says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What words stand on: the incident, and what is known, was said and was granted."""

    incident: Incident
    known: Known
    versions: Sequence[Fact] = ()
    """All that was ever said of it, the oldest first; `known` is the newest of each subject."""
    said: Mapping[str, Update] = field(default_factory=dict)
    """The last public words on each channel."""
    is_answered: bool = False
    """Whether a post was answered in public."""
    granted: Sequence[Credit] = ()
    """The credits that were granted for it."""
    cause_due: datetime | None = None
    """When the cause will be told, as it was promised when it ended; None if nothing was."""
    names: Mapping[str, Sequence[str]] = field(default_factory=lambda: NOBODY)
    """How customers are logged of whom a credit only gives the reference, in small letters."""
    letter: Letter | None = None
    """What a letter about money rests on."""
    to: Addressee | None = None
    """Whom words to one customer are for, where that is known."""
    missed: Missed | None = None
    """The promise that they are about, where they are about one that was missed."""
    booked: Sequence[datetime] = ()
    """When what stands in the book of promises, still to be kept, is due."""


async def record(
    reader: Reader,
    incident: Incident,
    kind: Kind,
    *,
    letter: Letter | None = None,
    to: int | None = None,
) -> Record:
    """Return what words of a kind stand on; what it costs does not grow with what was said.

    `letter` is what one about money rests on; `to` is the customer whom words are for.
    """
    versions = await facts_store.every(reader, incident)
    known, booked = facts_store.newest(versions), await _booked(reader, incident)
    bare = Record(incident=incident, known=known, versions=versions, booked=booked)
    if kind.is_public:
        said = await updates.last_on_each(reader, incident.workspace, incident.number)
        return replace(bare, said=said, cause_due=await _cause_due(reader, incident))
    granted = await _granted(reader, incident)
    return replace(
        bare,
        granted=granted,
        names=await _names(reader, incident, granted),
        letter=letter,
        to=None if to is None else await addressee(reader, incident, to),
    )


async def _granted(reader: Reader, incident: Incident) -> list[Credit]:
    asked = await credits.of_incident(reader, incident.workspace, incident.number)
    return [one for one in asked if one.state in GRANTED]


async def _cause_due(reader: Reader, incident: Incident) -> datetime | None:
    if incident.is_open:
        return None
    made = await promises.made_in(reader, incident.workspace, incident.number, MADE_AT_THE_END)
    return made.due if made and made.is_live else None


async def _names(
    reader: Reader, incident: Incident, granted: Sequence[Credit]
) -> Mapping[str, Sequence[str]]:
    asked = {one.customer.lower() for one in granted if REFERENCE.fullmatch(one.customer)}
    place = (reader, incident.workspace, incident.number)
    return await customers.names_of(*place, asked) if asked else NOBODY


async def letter(reader: Reader, incident: Incident, credit: Credit) -> Letter:
    """Return what a letter about the credit rests on."""
    workspace, number = incident.workspace, incident.number
    known = None
    if credit.cohort is None:
        known = await customers.called(reader, workspace, number, credit.customer)
    sorry = await updates.near_sorry(reader, workspace, number, most=MOST_APOLOGIES)
    return Letter(
        credit=credit,
        entitlement=await entitlements.of(reader, workspace, number),
        names=()
        if known is None
        else tuple(filter(None, (known.report.name, known.report.reference))),
        owner=incident.owner,
        is_apologised=any(map(says_sorry, sorry)),
    )


async def read_record(
    store: Store,
    workspace: str,
    number: int,
    *,
    credit: int | None = None,
    to: int | None = None,
    promise: int | None = None,
) -> Record:
    """Return what words of any kind stand on; `promise` is a missed one that they are about.

    Raises `NoSuchIncident`, `NoSuchCredit`, or `NoSuchCustomer` where the words are for one.
    """
    async with store.reading() as reader:
        incident = await incidents.read(reader, workspace, number)
        about = None if credit is None else await credits.read(reader, workspace, credit)
        granted = await _granted(reader, incident)
        versions = await facts_store.every(reader, incident)
        return Record(
            incident=incident,
            known=facts_store.newest(versions),
            versions=versions,
            said=await updates.last_on_each(reader, workspace, number),
            is_answered=await updates.has(reader, workspace, number, Kind.PUBLIC_ANSWER),
            granted=granted,
            cause_due=await _cause_due(reader, incident),
            names=await _names(reader, incident, granted),
            letter=None if about is None else await letter(reader, incident, about),
            to=None if to is None else await addressee(reader, incident, to),
            missed=None if promise is None else await _missed(reader, incident, promise),
            booked=await _booked(reader, incident),
        )


async def _booked(reader: Reader, incident: Incident) -> list[datetime]:
    return [one.due for one in await promises.live(reader, incident.workspace, incident.number)]


async def _missed(reader: Reader, incident: Incident, number: int) -> Missed | None:
    over = await promises.read(reader, incident.workspace, number)
    new = await promises.made_in(reader, incident.workspace, incident.number, over.name)
    return None if new is None else Missed.of(over, new)


def moment(
    organisation: Organisation, words: Words, stands_on: Record, *, now: datetime
) -> ToneContext:
    """Return all that the rules must know of words sent at `now`.

    Channels that are down are not among it: they are never offered, and refused by name.
    """
    incident, known = stands_on.incident, stands_on.known
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
        said=stands_on.said if words.kind.is_public else {},
        version=incident.facts,
        versions=stands_on.versions,
        channels=words.channels or (),
        promised=(*filter(None, [words.promised]), *stands_on.booked),
        **_of_money(words, stands_on, organisation),
        question_is_open=words.question_is_open,
        review_is_done=stands_on.to is not None and stands_on.to.findings.is_done,
        may_market=stands_on.to is not None and stands_on.to.case.wishes.may_market,
    )


def _of_money(words: Words, stands_on: Record, organisation: Organisation) -> dict[str, Any]:
    """Return which sums the words may name, and in which form."""
    about = stands_on.letter
    if about is None:
        return {
            "approved": _approved(words, stands_on),
            "offer_is_approved": any(one.cohort for one in stands_on.granted),
        }
    credit = about.credit
    return {
        "approved": about.sums if about.is_for(words.customer.name) else (),
        "remedy": credit.remedy if about.sums else None,
        "of_record": f"{credit.worked_out}\n{credit.reason}",
        "terms_are_cleared": terms_are_cleared(about, organisation),
        "offer_is_approved": bool(about.sums),
    }


def _approved(words: Words, stands_on: Record) -> tuple[Money, ...]:
    """Return the sums that words to one customer may name: only what this customer was granted."""
    name = words.customer.name
    if words.kind.is_public or not name:
        return ()
    own = (one for one in stands_on.granted if one.cohort is None)
    return tuple(one.amount for one in own if _is_for(one, name, stands_on.names))


def _is_for(credit: Credit, name: str, names: Mapping[str, Sequence[str]]) -> bool:
    logged = names.get(credit.customer.lower(), ())
    known = {pseudonym(credit.workspace, one) for one in (credit.customer, *logged)}
    return pseudonym(credit.workspace, name) in known


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
