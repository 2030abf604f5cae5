"""What the command line gives to finance, and takes back from it."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from bot.domain.money_refusals import WhichWorkspace
from bot.domain.organisation import Organisation
from bot.store import credits
from bot.store.transaction import Store
from bot.usecases import batches, money_review, returns
from messages.money_review import review_lines
from messages.returned import marked_line, unmatched_line

BY: str = "finance"


@dataclass(frozen=True, slots=True)
class Place:
    """`workspace` is None where the database holds only one."""

    database_url: str
    organisation: Organisation
    workspace: str | None
    now: datetime


async def credits_csv(place: Place, *, batch: int | None) -> str:
    """Return a new batch, or the very bytes of an old one."""
    async with _opened(place) as (store, workspace):
        if batch is not None:
            return await batches.again(store, workspace, batch)
        _, csv = await batches.export(
            store, place.organisation, workspace=workspace, by=BY, now=place.now
        )
        return csv


async def take_return(place: Place, *, batch: int, text: str) -> str:
    """Mark what finance paid; return a line for each mark, and for each line still unmatched."""
    async with _opened(place) as (store, workspace):
        marked = await returns.take(
            store, place.organisation, workspace=workspace, number=batch, text=text, now=place.now
        )
        late = await batches.unmatched(store, workspace, now=place.now)
    return _lines(
        [
            *(marked_line(one) for one in marked),
            *(unmatched_line(one.credit, one.batch) for one in late),
        ]
    )


async def accrual(place: Place) -> str:
    """Return what is approved and not paid yet, as CSV."""
    async with _opened(place) as (store, workspace):
        return await batches.accrual(store, place.organisation, workspace)


async def review(place: Place, *, about: str) -> str:
    """Return what somebody outside the team reads of a month or an incident, line by line."""
    period = money_review.period_of(about, place.organisation.time_zone)
    async with _opened(place) as (store, workspace):
        found = await money_review.of_period(
            store, place.organisation, workspace, period, draw=token_hex()
        )
    return _lines(review_lines(found.to_read, found.marks, found.measures, place.organisation))


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


async def _only_workspace(store: Store) -> str:
    async with store.reading() as reader:
        found = await credits.workspaces(reader)
    if len(found) != 1:
        raise WhichWorkspace(tuple(found))
    return found[0]


@asynccontextmanager
async def _opened(place: Place) -> AsyncIterator[tuple[Store, str]]:
    store = await Store.open(place.database_url)
    try:
        yield store, place.workspace or await _only_workspace(store)
    finally:
        await store.close()
