"""Calls are kept as they were, one going on for each person, and their answers add up."""

from dataclasses import replace

import pytest

from bot.domain.call import Alike, Call, Figures, NotYourCall, Turn
from bot.store import calls
from bot.store.failures import NotSaved
from bot.store.transaction import Store
from tests.store.rows import INCIDENT, MINUTE, NINE, do, keep

CALL = Call(
    workspace="T1",
    number=1,
    incident=7,
    by="U-dan",
    began_at=NINE,
    stage=2,
    notes={"name": 'Frau Ö. "Quill" 🎉'},
    turns=(Turn.INSULT, Turn.THREAT),
    waited=12,
)
OTHER = replace(CALL, number=2, by="U-mara", waited=3)


@pytest.fixture
async def outage(store: Store) -> Store:
    """A store that holds INC-7, and two calls about it."""
    await keep(store, INCIDENT)
    await do(store, lambda tx: calls.add(tx, CALL))
    await do(store, lambda tx: calls.add(tx, OTHER))
    return store


async def test_a_call_comes_back_as_it_was(outage: Store) -> None:
    changed = replace(CALL, stage=9, notes={"concern": "x"}, customer=4, ended_at=NINE + MINUTE)
    async with outage.reading() as reader:
        assert await calls.read(reader, "T1", 1) == CALL
        assert await calls.going_on(reader, "T1", 7, "U-dan") == CALL
    await do(outage, lambda tx: calls.save(tx, changed))
    async with outage.reading() as reader:
        assert await calls.read(reader, "T1", 1) == changed
        assert await calls.going_on(reader, "T1", 7, "U-dan") is None
        assert await calls.figures(reader, "T1", 7) == Figures(2, 15)
        assert await calls.figures(reader, "T1", 99) == Figures()


async def test_a_call_that_never_was_is_nobodys(outage: Store) -> None:
    async with outage.reading() as reader:
        with pytest.raises(NotYourCall):
            await calls.read(reader, "T1", 99)


async def test_nobody_takes_two_calls_at_once(outage: Store) -> None:
    with pytest.raises(NotSaved):
        await do(outage, lambda tx: calls.add(tx, replace(CALL, number=3)))


async def test_answers_add_up_whatever_their_case(outage: Store) -> None:
    await do(outage, lambda tx: calls.set_answers(tx, CALL, {"When?": "At noon", "Why?": "x"}))
    await do(outage, lambda tx: calls.set_answers(tx, CALL, {"When?": "At noon"}))
    await do(outage, lambda tx: calls.set_answers(tx, OTHER, {"When?": "at  noon."}))

    async with outage.reading() as reader:
        [same] = await calls.same(reader, "T1", 7, least=1, most=9)
        assert (same.question, same.calls) == ("When?", 2)
        assert same.answer in ("At noon", "at  noon.")
        assert await calls.same(reader, "T1", 7, least=3, most=9) == list[Alike]()
        assert await calls.answers(reader, CALL) == {"When?": "At noon"}
