"""Whom a request is for: one customer may be known by a name and by a reference."""

from datetime import datetime

from bot.domain.credit import Credit
from bot.store import credits, customers
from bot.store.transaction import Reader


async def names(reader: Reader, credit: Credit) -> frozenset[str]:
    """Return every word that means this customer on the incident: as typed, and as logged."""
    if credit.cohort is not None:
        return frozenset({credit.customer})
    place = (reader, credit.workspace, credit.incident)
    return frozenset({credit.customer, *await customers.known_as(*place, credit.customer)})


async def others(reader: Reader, credit: Credit, *, since: datetime) -> list[Credit]:
    """Return the customer's other requests, by whichever name: of this incident, or since then."""
    return await credits.of_customer(reader, credit, await names(reader, credit), since=since)
