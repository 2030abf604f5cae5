"""Reading an incident's record, for those who work here or fit to publish."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.domain.incident import Incident
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from bot.domain.publication import published, without_names
from bot.domain.record import Record, Sources, recorded
from bot.store import credits, customers, facts, incidents, prevention, promises, timeline, updates
from bot.store.transaction import Reader, Store
from bot.usecases import books
from messages.report.summary import summary as words_of

MOST_WORRIES: Final = 3


async def read(
    store: Store,
    organisation: Organisation,
    workspace: str,
    number: int,
    *,
    now: datetime,
    public: bool = False,
) -> Record:
    """Raises `NoSuchIncident`."""
    async with store.reading() as reader:
        incident = await incidents.read(reader, workspace, number)
        of = (workspace, number)
        sources = Sources(
            incident=incident,
            entries=await timeline.every(reader, *of),
            sent=await updates.every(reader, *of),
            facts=await facts.every(reader, incident),
            promises=await promises.every(reader, *of),
            prevention=await prevention.of_incident(reader, *of),
            customers=await customers.tally(reader, *of),
            credits=await credits.of_incident(reader, *of),
        )
        names = await _hidden(reader, sources)
        if public:
            return published(recorded(sources, now=now), names)
        return recorded(await _with_inside(reader, organisation, sources, names), now=now)


async def summary(
    store: Store, organisation: Organisation, workspace: str, number: int, *, now: datetime
) -> tuple[Incident, str]:
    """Return the incident and one page on it for management. Raises `NoSuchIncident`."""
    record = await read(store, organisation, workspace, number, now=now)
    async with store.reading() as reader:
        known = await facts.known(reader, record.incident)
    return record.incident, words_of(record, known, organisation)


async def _with_inside(
    reader: Reader, organisation: Organisation, sources: Sources, names: set[str]
) -> Sources:
    """Return the sources with what only those inside may read; nobody is named in it either."""
    of = (sources.incident.workspace, sources.incident.number)
    review = await prevention.review(reader, *of)
    answers = {} if review is None else review.answers
    worries = await customers.worries(reader, *of, most=MOST_WORRIES)
    currencies = sorted({one.amount.currency for one in sources.credits})
    budgets = [await books.incident_budget(reader, organisation, *of, one) for one in currencies]
    return replace(
        sources,
        answers={question: without_names(words, names) for question, words in answers.items()},
        worries=[(without_names(words, names), many) for words, many in worries],
        left=[Money(max(one.left, 0), one.currency) for one in budgets if one.left is not None],
    )


async def _hidden(reader: Reader, sources: Sources) -> set[str]:
    """Return the names that a published record must not hold."""
    incident = sources.incident
    leader, _, _ = (incident.leader or "").partition(",")
    payees = {one.customer for one in sources.credits if one.cohort is None}
    return {leader, *payees, *await customers.names(reader, incident.workspace, incident.number)}
