"""What words to customers stand on: what is known, was said, promised and granted by now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from bot.domain.addressee import Addressee
from bot.domain.bookkeeping import REFERENCE
from bot.domain.credit import GRANTED, Credit
from bot.domain.fact import Fact, Known
from bot.domain.incident import Incident
from bot.domain.letter import Letter
from bot.domain.missed import Missed
from bot.domain.promise import MADE_AT_THE_END
from bot.domain.update import Kind, Update
from bot.store import credits, customers, entitlements, incidents, promises, updates
from bot.store import facts as facts_store
from bot.store.transaction import Reader, Store
from bot.usecases.addressees import addressee
from messages.tone.apology import says_sorry

NOBODY: Final[Mapping[str, Sequence[str]]] = {}
MOST_APOLOGIES: Final = 50
"""Texts looked at to learn whether customers were told that we are sorry; the first one says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
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


async def of_words(
    reader: Reader,
    incident: Incident,
    kind: Kind,
    *,
    letter: Letter | None = None,
    to: int | None = None,
) -> Grounds:
    """Return what words of a kind stand on; what it costs does not grow with what was said.

    `letter` is what one about money rests on; `to` is the customer whom words are for.
    """
    versions = await facts_store.every(reader, incident)
    known, booked = facts_store.newest(versions), await _booked(reader, incident)
    bare = Grounds(incident=incident, known=known, versions=versions, booked=booked)
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


async def of_letter(reader: Reader, incident: Incident, credit: Credit) -> Letter:
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


async def read_all(
    store: Store,
    workspace: str,
    number: int,
    *,
    credit: int | None = None,
    to: int | None = None,
    promise: int | None = None,
) -> Grounds:
    """Return what words of any kind stand on; `promise` is a missed one that they are about.

    Raises `NoSuchIncident`, `NoSuchCredit`, or `NoSuchCustomer` where the words are for one.
    """
    async with store.reading() as reader:
        incident = await incidents.read(reader, workspace, number)
        about = None if credit is None else await credits.read(reader, workspace, credit)
        granted = await _granted(reader, incident)
        versions = await facts_store.every(reader, incident)
        return Grounds(
            incident=incident,
            known=facts_store.newest(versions),
            versions=versions,
            said=await updates.last_on_each(reader, workspace, number),
            is_answered=await updates.has(reader, workspace, number, Kind.PUBLIC_ANSWER),
            granted=granted,
            cause_due=await _cause_due(reader, incident),
            names=await _names(reader, incident, granted),
            letter=None if about is None else await of_letter(reader, incident, about),
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
