"""Promises and customers come back as they were kept; the database holds what must hold."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.customer import Customer, Mood, Report, Tally
from bot.domain.customer_table import Imported
from bot.domain.organisation import Organisation
from bot.domain.people_refusals import CustomerIsLogged, NoSuchCustomer, NoSuchPromise
from bot.domain.promise import Promise, Status
from bot.store import customers, promises
from bot.store.failures import NotSaved
from bot.store.transaction import Store
from bot.usecases.customer_import import keep_imported
from tests.store.rows import INCIDENT, MINUTE, NINE, RESOLVED, do, keep

PROMISE = Promise(
    workspace="T1",
    number=3,
    incident=7,
    customer=5,
    words="ruf zurück 🎉",
    due=NINE + 90 * MINUTE,
    owner="U-dan",
    made_by="U-mara",
    made_at=NINE,
    made_in="update:3:0",
    moved_from=NINE + 60 * MINUTE,
    counted_from=NINE,
    status=Status.MOVED,
)
QUILL = Customer(
    workspace="T1",
    number=5,
    incident=7,
    report=Report(
        reference="T-1204",
        name="Frau Öztürk",
        mood=Mood.QUIET,
        contacts=3,
        waited=95,
        needs="Large print",
        may_leave=True,
    ),
    logged_by="U-dan",
    logged_at=NINE,
)


@pytest.fixture
async def outage(store: Store) -> Store:
    await keep(store, INCIDENT, RESOLVED)
    return store


async def test_a_promise_is_read_as_it_was_kept(outage: Store) -> None:
    later = replace(PROMISE, number=4, due=NINE + 99 * MINUTE, made_in="")
    over = replace(PROMISE, number=5, made_in="").kept("done", now=NINE)
    async with outage.transaction() as tx:
        for one in (later, PROMISE, over, replace(PROMISE, number=6, incident=8)):
            await promises.add(tx, one)

    async with outage.reading() as reader:
        assert await promises.read(reader, "T1", 3) == PROMISE
        assert await promises.live(reader, "T1", 7) == [PROMISE, later]
        assert await promises.made_in(reader, "T1", 7, "update:3:0") == PROMISE
        assert await promises.made_in(reader, "T1", 7, "update:3:1") is None
        with pytest.raises(NoSuchPromise):
            await promises.read(reader, "T2", 3)


async def test_nothing_is_kept_without_what_kept_it(outage: Store) -> None:
    with pytest.raises(NotSaved):
        await do(outage, lambda tx: promises.add(tx, replace(PROMISE, status=Status.KEPT)))


async def test_a_customer_is_read_found_and_counted(outage: Store) -> None:
    calm = replace(QUILL, number=6, report=Report(reference="T-9", waited=200))
    heard = replace(QUILL, number=7, report=Report(name="Ada"), heard_at=NINE)
    async with outage.transaction() as tx:
        await customers.add_all(tx, [calm, QUILL, heard, replace(QUILL, number=8, incident=8)])

    async with outage.reading() as reader:
        assert await customers.read(reader, "T1", 5) == QUILL
        assert await customers.waiting(reader, "T1", 7, most=9) == [QUILL, calm]
        assert await customers.called(reader, "T1", 7, "FRAU öztürk") == QUILL
        assert await customers.called(reader, "T1", 7, "t-9") == calm
        assert await customers.with_reference(reader, "T1", 7, "T-1204") == 5
        assert await customers.with_reference(reader, "T1", 7, "") is None
        assert await customers.tally(reader, "T1", 7) == Tally(
            logged=3, hard=1, with_needs=1, may_leave=1, waiting=2
        )
        assert await customers.tally(reader, "T1", 9) == Tally()
        with pytest.raises(NoSuchCustomer):
            await customers.read(reader, "T1", 99)


async def test_a_reference_stands_once_on_an_incident(outage: Store) -> None:
    await do(outage, lambda tx: customers.add(tx, QUILL))
    with pytest.raises(NotSaved):
        await do(outage, lambda tx: customers.add(tx, replace(QUILL, number=6)))


async def test_of_two_imports_of_one_file_one_is_kept_and_the_other_leaves_nothing(
    outage: Store,
) -> None:
    rows = [Imported(Report(reference=f"T-{n}"), has_heard=False) for n in range(3_000)]

    async def once() -> bool:
        try:
            await keep_imported(
                outage,
                Organisation(),
                rows,
                workspace="T1",
                incident=7,
                now=NINE,
                on_kept=lambda _: None,
            )
        except CustomerIsLogged:
            return False
        return True

    assert sorted(await asyncio.gather(once(), once())) == [False, True]
    async with outage.reading() as reader:
        assert (await customers.tally(reader, "T1", 7)).logged == 3_000
