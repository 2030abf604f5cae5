"""What the command line gives to finance, and takes back from it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from secrets import token_hex

from bot.domain.money_refusals import WhichWorkspace
from bot.domain.organisation import Organisation
from bot.store import credits
from bot.store.transaction import Store
from bot.usecases import batches, money_review
from messages.money_review import review_lines

BY: str = "finance"


async def credits_csv(
    database_url: str,
    organisation: Organisation,
    *,
    workspace: str | None,
    batch: int | None,
    now: datetime,
) -> str:
    """Return a new batch, or the very bytes of an old one."""
    async with _opened(database_url) as store:
        place = workspace or await _only_workspace(store)
        if batch is not None:
            return await batches.again(store, place, batch)
        _, csv = await batches.export(store, organisation, workspace=place, by=BY, now=now)
        return csv


async def take_return(
    database_url: str,
    organisation: Organisation,
    *,
    workspace: str | None,
    batch: int,
    text: str,
    now: datetime,
) -> list[str]:
    """Mark what finance paid; return a line for each mark, and for each line still unmatched."""
    async with _opened(database_url) as store:
        place = workspace or await _only_workspace(store)
        marked = await batches.take_return(
            store, organisation, workspace=place, number=batch, text=text, now=now
        )
        late = await batches.unmatched(store, place, now=now)
    return [
        *(f"CR-{one.credit}\t{one.outcome}\t{one.reference}" for one in marked),
        *(f"CR-{one.credit}\tunmatched\tbatch {one.batch}" for one in late),
    ]


async def review(
    database_url: str,
    organisation: Organisation,
    *,
    workspace: str | None,
    about: str,
) -> list[str]:
    """Return what somebody outside the team reads of a month or an incident, line by line."""
    period = money_review.period_of(about, organisation.time_zone)
    async with _opened(database_url) as store:
        place = workspace or await _only_workspace(store)
        found = await money_review.of_period(store, place, period, draw=token_hex())
    return review_lines(found.to_read, found.marks, found.measures, organisation)


async def _only_workspace(store: Store) -> str:
    async with store.reading() as reader:
        found = await credits.workspaces(reader)
    if len(found) != 1:
        raise WhichWorkspace(tuple(found))
    return found[0]


@asynccontextmanager
async def _opened(database_url: str) -> AsyncIterator[Store]:
    store = await Store.open(database_url)
    try:
        yield store
    finally:
        await store.close()
