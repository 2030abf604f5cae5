"""Steps and the five questions are read back as they were kept, each where it belongs."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.after_refusals import NoSuchItem
from bot.domain.prevention import Item, Question, Review, State
from bot.store import prevention
from bot.store.transaction import Store
from tests.store.rows import INCIDENT, MINUTE, NINE, RESOLVED, do, keep

ITEM = Item(
    workspace="T1",
    number=3,
    incident=7,
    words="A test payment: 'so' <!channel> 🎉",
    owner="U-ann",
    due=date(2026, 3, 12),
    made_by="U-dan",
    made_at=NINE,
)
LATER = replace(ITEM, number=4, due=date(2026, 4, 1), approved_at=NINE, nudged_at=NINE)
DONE = replace(
    ITEM, number=5, state=State.DONE, ended_by="U-ann", ended_at=NINE, made_at=NINE + MINUTE
)
ELSEWHERE = replace(ITEM, number=6, incident=8, owner="U-dan", leads_told_at=NINE)
REVIEW = Review(
    workspace="T1",
    incident=7,
    asked_at=NINE,
    answers={Question.HARDEST: "The wait.", Question.WHY_HAPPENED: "Ein Teil fiel aus."},
    answered_by="U-ann",
    answered_at=NINE + MINUTE,
)


@pytest.fixture
async def kept(store: Store) -> Store:
    await keep(store, INCIDENT, RESOLVED)
    async with store.transaction() as tx:
        for item in (LATER, ITEM, DONE, ELSEWHERE):
            await prevention.add(tx, item)
    return store


async def test_steps_come_back_the_one_due_first_in_front(kept: Store) -> None:
    async with kept.reading() as reader:
        assert await prevention.of_incident(reader, "T1", 7) == [ITEM, DONE, LATER]
        assert await prevention.of_incident(reader, "T2", 7) == []
        assert await prevention.of_owner(reader, "T1", "U-ann", most=9) == [ITEM, LATER]
        assert await prevention.of_owner(reader, "T1", "U-ann", most=1) == [ITEM]


async def test_a_step_is_changed_and_no_other(kept: Store) -> None:
    dropped = ITEM.dropped("Too dear.", by="U-dan", now=NINE)
    await do(kept, lambda tx: prevention.save(tx, dropped))
    async with kept.reading() as reader:
        assert await prevention.read(reader, "T1", 3) == dropped
        assert await prevention.read(reader, "T1", 4) == LATER
        with pytest.raises(NoSuchItem) as refused:
            await prevention.read(reader, "T2", 3)
    assert refused.value.asked_for == "PV-3"


async def test_a_review_is_kept_once_for_each_incident(kept: Store) -> None:
    async with kept.reading() as reader:
        assert await prevention.review(reader, "T1", 7) is None
    closed = REVIEW.closed("None.", by="U-ann", now=NINE)
    for one in (REVIEW, closed):
        async with kept.transaction() as tx:
            await prevention.keep_review(tx, one)
        async with kept.reading() as reader:
            assert await prevention.review(reader, "T1", 7) == one
            assert await prevention.review(reader, "T1", 8) is None
