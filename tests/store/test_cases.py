"""Who is asked after the outage: nobody twice, nobody who opted out, nobody whose case is open."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.case import SEASON, WEEK, Case, Later, Outcome, Reply, Wishes
from bot.domain.customer import Customer, Report
from bot.store import cases, customers, follow_ups
from bot.store.transaction import Store
from tests.store.rows import INCIDENT, MINUTE, NINE, RESOLVED, keep

ENDED = RESOLVED.resolved_at or NINE
A_WEEK_LATER = ENDED + WEEK
QUILL = Customer(
    workspace="T1",
    number=1,
    incident=8,
    report=Report(reference="T-1", name="Ms Quill"),
    logged_by="U-dan",
    logged_at=NINE,
)
CASE = Case(workspace="T1", customer=1, incident=8)


@pytest.fixture
async def outage(store: Store) -> Store:
    await keep(store, INCIDENT, replace(RESOLVED, number=8))
    return store


async def log(store: Store, *logged: Customer) -> None:
    async with store.transaction() as tx:
        await customers.add_all(tx, logged)


async def note(store: Store, *noted: Case) -> None:
    async with store.transaction() as tx:
        for case in noted:
            await cases.save(tx, case)


async def to_write(store: Store, *, whose: list[str] | None = None) -> list[int]:
    async with store.reading() as reader:
        found = await follow_ups.to_write(reader, "T1", 8, now=A_WEEK_LATER, most=10, whose=whose)
    return [customer.number for customer, _ in found]


async def test_a_case_is_read_as_it_was_kept(outage: Store) -> None:
    whole = replace(
        CASE,
        reopened_at=NINE,
        wishes=Wishes(True, True, True, date(2026, 3, 9), "a quicker check"),
        written_at=NINE,
        written_by="U-dan",
        outcome=Outcome.NOT_HAPPY,
        outcome_at=NINE,
        said="it fails again 🎉",
        rating=2,
        later=Later.LEFT,
        later_at=NINE,
        won_at=NINE,
        won_by="U-mara",
        reply=Reply.TALKING,
        reply_at=NINE,
    )
    await log(outage, QUILL)
    await note(outage, CASE)
    await note(outage, whole)

    async with outage.reading() as reader:
        assert await cases.of_customer(reader, QUILL) == whole
        fresh = await cases.of_customer(reader, replace(QUILL, number=2))
    assert fresh == replace(CASE, customer=2)


async def test_all_of_a_resolved_incident_are_asked_the_urgent_first(outage: Store) -> None:
    hurt = replace(QUILL, number=2, report=Report(reference="T-2", needs="Large print"))
    theirs = replace(QUILL, number=3, report=Report(name="Ada"), logged_by="")
    await log(outage, QUILL, hurt, theirs)

    assert await to_write(outage) == [2, 1, 3]
    assert await to_write(outage, whose=["U-dan"]) == [2, 1]
    async with outage.reading() as reader:
        asked = await follow_ups.owed_by(reader, "to_write", "T1", 8, before=ENDED)
        early = await follow_ups.owed_by(reader, "to_write", "T1", 8, before=ENDED - MINUTE)
        alone = await follow_ups.owed_by(reader, "to_write", "T1", 8, before=ENDED, customer=3)
    assert asked == {"U-dan": 2, "": 1}
    assert early == {}
    assert alone == {"": 1}


@pytest.mark.parametrize(
    "noted",
    [
        replace(CASE, wishes=Wishes(opted_out=True)),
        replace(CASE, written_at=NINE),
        replace(CASE, reopened_at=NINE),
        replace(CASE, resolved_at=ENDED + MINUTE),
    ],
)
async def test_who_must_not_or_need_not_be_asked_is_not(outage: Store, noted: Case) -> None:
    await log(outage, QUILL)
    await note(outage, noted)

    assert await to_write(outage) == []


async def test_another_open_case_or_a_wish_said_there_counts_here(outage: Store) -> None:
    other = replace(QUILL, number=5, incident=7)
    await log(outage, QUILL, other)
    assert await to_write(outage) == []
    async with outage.reading() as reader:
        assert await cases.open_elsewhere(reader, QUILL) == 5

    await note(outage, replace(CASE, customer=5, incident=7, resolved_at=NINE))
    assert await to_write(outage) == [1]

    away = Wishes(opted_out=True)
    await note(outage, replace(CASE, customer=5, incident=7, resolved_at=NINE, wishes=away))
    assert await to_write(outage) == []
    async with outage.reading() as reader:
        assert await cases.opted_out_elsewhere(reader, QUILL)


async def test_two_without_a_reference_are_not_taken_for_one(outage: Store) -> None:
    nameless = replace(QUILL, report=Report(name="Ada"))
    await log(outage, nameless, replace(nameless, number=5, incident=7))

    assert await to_write(outage) == [1]


async def test_who_waits_and_who_is_asked_after_a_season(outage: Store) -> None:
    leaving = replace(QUILL, number=2, report=Report(reference="T-2", may_leave=True))
    gone = replace(QUILL, number=3, report=Report(reference="T-3", has_left=True))
    await log(outage, QUILL, leaving, gone)
    await note(outage, replace(CASE, written_at=NINE))

    later = ENDED + SEASON + timedelta(days=1)
    async with outage.reading() as reader:
        waits = await follow_ups.waiting(reader, "T1", 8, most=9)
        asked = await follow_ups.seasoned(reader, "T1", 8, now=later, most=9)
        early = await follow_ups.seasoned(reader, "T1", 8, now=A_WEEK_LATER, most=9)
        left = await follow_ups.left(reader, "T1", 8, most=9)
    assert [customer.number for customer, _ in waits] == [1]
    assert [customer.number for customer, _ in asked] == [2, 1]
    assert early == []
    assert [customer.number for customer, _ in left] == [3]
