"""What the command line forgets: one customer, or what has been over for so many days."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.domain.forgetting import age
from bot.domain.money_refusals import WhichWorkspace
from bot.store import forgotten_people, migrating
from bot.store.transaction import Store
from bot.usecases import forgetting, purging
from messages import forgotten


class NoTables(Exception):
    """The database is not at this version's schema."""


@dataclass(frozen=True, slots=True)
class Place:
    """`workspace` is None where the database holds only one; without `do_it` nothing is removed."""

    database_url: str
    workspace: str | None
    now: datetime
    do_it: bool


async def forget(place: Place, customer: str, *, also: list[str]) -> list[str]:
    """Return what is kept of the customer, line by line, removed if that was asked."""
    async with _opened(place) as (store, workspace):
        them = await forgetting.plan(store, workspace=workspace, asked=customer, also=also)
        if place.do_it:
            await forgetting.forget(store, them, now=place.now)
    told = forgotten.about_person(
        them.customers,
        them.incidents,
        them.figures,
        them.exported,
        waiting=them.waiting,
        cards=them.cards,
        is_name_shared=them.is_name_shared,
        has_short_name=them.has_short_name,
    )
    return [*told, forgotten.last_line(do_it=place.do_it)]


async def purge(place: Place, older_than: str) -> list[str]:
    """Return what old incidents hold, line by line, removed if that was asked."""
    older = age(older_than)
    async with _opened(place) as (store, workspace):
        found = await purging.plan(store, workspace=workspace, older=older, now=place.now)
        if place.do_it:
            await purging.purge(store, found, workspace=workspace, older=older, now=place.now)
    told = forgotten.about_old(
        found.incidents, found.left, found.figures, exported=found.exported, days=older.days
    )
    return [*told, forgotten.last_line(do_it=place.do_it)]


@asynccontextmanager
async def _opened(place: Place) -> AsyncIterator[tuple[Store, str]]:
    if not await migrating.fits(place.database_url):
        raise NoTables
    store = await Store.open(place.database_url)
    try:
        yield store, place.workspace or await _only_workspace(store)
    finally:
        await store.close()


async def _only_workspace(store: Store) -> str:
    async with store.reading() as reader:
        found = await forgotten_people.workspaces(reader)
    if len(found) != 1:
        raise WhichWorkspace(tuple(found))
    return found[0]
