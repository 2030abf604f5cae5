"""Reading an incident's record, for those who work here or fit to publish."""

from datetime import datetime

from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.publication import published
from bot.domain.record import Record, Sources, recorded
from bot.store import credits, customers, facts, incidents, prevention, promises, timeline, updates
from bot.store.transaction import Reader, Store
from messages.report.summary import summary as words_of


async def read(
    store: Store, workspace: str, number: int, *, now: datetime, public: bool = False
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
        record = recorded(sources, now=now)
        return published(record, await _hidden(reader, sources)) if public else record


async def summary(
    store: Store, organisation: Organisation, workspace: str, number: int, *, now: datetime
) -> tuple[Incident, str]:
    """Return the incident and one page on it for management. Raises `NoSuchIncident`."""
    record = await read(store, workspace, number, now=now)
    async with store.reading() as reader:
        known = await facts.known(reader, record.incident)
    return record.incident, words_of(record, known, organisation)


async def _hidden(reader: Reader, sources: Sources) -> set[str]:
    """Return the names that a published record must not hold."""
    incident = sources.incident
    leader, _, _ = (incident.leader or "").partition(",")
    payees = {one.customer for one in sources.credits if one.cohort is None}
    return {leader, *payees, *await customers.names(reader, incident.workspace, incident.number)}
