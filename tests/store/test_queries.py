"""Incidents are read back as they were kept, found by what is typed, and counted without gaps."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.ending import fixed
from bot.domain.refusals import NoSuchIncident
from bot.store import batches, counters, incidents, postings
from bot.store.postings import Posting
from bot.store.transaction import Store
from tests.store.rows import INCIDENT, MINUTE, NINE, RESOLVED, do, keep


async def found(store: Store, words: str, *, most: int = 9) -> list[int]:
    async with store.reading() as reader:
        return [one.number for one in await incidents.search(reader, "T1", words, most=most)]


async def test_an_incident_is_read_as_it_was_kept(store: Store) -> None:
    await keep(store, INCIDENT, RESOLVED)
    async with store.reading() as reader:
        assert await incidents.read(reader, "T1", 7) == INCIDENT
        assert await incidents.read(reader, "T1", 8) == RESOLVED


async def test_a_change_is_kept_and_touches_no_other_incident(store: Store) -> None:
    elsewhere = replace(INCIDENT, workspace="T2")
    await keep(store, INCIDENT, RESOLVED, elsewhere)
    async with store.transaction() as tx:
        changed = fixed(await incidents.lock(tx, "T1", 7), by="U-ann", now=NINE + 40 * MINUTE)
        await incidents.save(tx, changed)
    async with store.reading() as reader:
        assert await incidents.read(reader, "T1", 7) == changed
        assert await incidents.read(reader, "T1", 8) == RESOLVED
        assert await incidents.read(reader, "T2", 7) == elsewhere


@pytest.mark.parametrize(("workspace", "number"), [("T1", 9), ("T2", 7)])
async def test_what_is_not_there_is_refused_by_name(
    store: Store, workspace: str, number: int
) -> None:
    await keep(store, INCIDENT)
    with pytest.raises(NoSuchIncident) as refused:
        await do(store, lambda tx: incidents.lock(tx, workspace, number))
    assert refused.value.asked_for == f"INC-{number}"


async def test_an_incident_is_read_with_the_place_of_its_card(store: Store) -> None:
    await keep(store, INCIDENT, RESOLVED)
    card = Posting(place="C1", message="C1:1", told=3)
    await do(store, lambda tx: postings.add(tx, "T1", INCIDENT.name, card))
    async with store.glancing() as reader:
        assert await incidents.read_posted(reader, "T1", 7) == (INCIDENT, card)
        assert await incidents.read_posted(reader, "T1", 8) == (RESOLVED, None)
        with pytest.raises(NoSuchIncident):
            await incidents.read_posted(reader, "T2", 7)


async def test_many_are_locked_and_changed_at_once(store: Store) -> None:
    elsewhere = replace(INCIDENT, workspace="T2")
    await keep(store, RESOLVED, INCIDENT, elsewhere)
    async with store.transaction() as tx:
        locked = await incidents.lock_free(tx, "T1", [8, 7, 9])
        assert locked == [INCIDENT, RESOLVED]
        await incidents.save(tx, *(one.noted() for one in locked))
    async with store.reading() as reader:
        assert (await incidents.read(reader, "T1", 7)).entries == INCIDENT.entries + 1
        assert (await incidents.read(reader, "T1", 8)).entries == RESOLVED.entries + 1
        assert await incidents.read(reader, "T2", 7) == elsewhere


async def test_whoever_locks_an_incident_has_it_alone(store: Store) -> None:
    await keep(store, INCIDENT)

    async def note() -> None:
        async with store.transaction() as tx:
            await incidents.save(tx, (await incidents.lock(tx, "T1", 7)).noted())

    await asyncio.gather(*(note() for _ in range(20)))
    async with store.reading() as reader:
        assert (await incidents.read(reader, "T1", 7)).entries == INCIDENT.entries + 20


async def test_the_open_one_that_is_due_first_stands_in_front(store: Store) -> None:
    later = replace(INCIDENT, number=1, next_update_due=NINE + 50 * MINUTE)
    twin = replace(INCIDENT, number=9)
    await keep(store, later, twin, INCIDENT, RESOLVED, replace(INCIDENT, workspace="T2"))
    async with store.reading() as reader:
        assert await incidents.open_ones(reader, "T1", most=9) == [INCIDENT, twin, later]
        assert await incidents.open_ones(reader, "T1", most=2) == [INCIDENT, twin]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("%", [1]),
        ("100%", [1]),
        ("_", [2]),
        ("\\", [3]),
        ("a_b", [2]),
        ("aXb", [4]),
        ("AXB", [4]),
        ("5", [5]),
        ("", [6, 5, 4, 3, 2, 1]),
        ("ÜBERW", [6]),
        ("stören", [6]),
        ("'; DROP TABLE incidents; --", []),
    ],
)
async def test_a_search_takes_what_is_typed_at_its_word(
    store: Store, words: str, numbers: list[int]
) -> None:
    titles = ["100% of cards fail", "a_b fails", "C:\\ fails", "aXb fails", "Phones ring out"]
    titles.append("Überweisungen STÖREN")
    kept = enumerate(titles, start=1)
    await keep(store, *(replace(INCIDENT, number=n, what_fails=title) for n, title in kept))
    assert await found(store, words) == numbers


async def test_a_search_shows_open_ones_first_then_the_newest_and_no_more_than_asked(
    store: Store,
) -> None:
    others = (replace(INCIDENT, number=n) for n in (5, 6))
    await keep(store, *others, INCIDENT, RESOLVED, replace(INCIDENT, workspace="T2", number=9))
    assert await found(store, "zahlen") == [7, 6, 5, 8]
    assert await found(store, "zahlen", most=2) == [7, 6]


async def test_a_number_is_given_back_when_nothing_comes_of_it(store: Store) -> None:
    async def take(*, and_refuse: bool = False) -> int:
        async with store.transaction() as tx:
            number = await counters.next_number(tx, "T1", "incident")
            if and_refuse:
                raise NoSuchIncident("INC-1")
        return number

    assert await take() == 1
    with pytest.raises(NoSuchIncident):
        await take(and_refuse=True)
    assert sorted(await asyncio.gather(*(take() for _ in range(9)))) == list(range(2, 11))


async def test_each_workspace_and_noun_counts_for_itself(store: Store) -> None:
    async with store.transaction() as tx:
        for workspace, noun in [("T1", "incident"), ("T1", "credit"), ("T2", "incident")]:
            assert await counters.next_number(tx, workspace, noun) == 1
        assert await counters.next_number(tx, "T1", "credit") == 2


async def test_it_is_told_of_any_number_of_credits_which_finance_has(store: Store) -> None:
    async with store.reading() as reader:
        assert await batches.sent(reader, "T1", range(100_000)) == set()
