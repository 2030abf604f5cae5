"""What is known is kept version by version; the newest of each subject counts, and none changes."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.domain.fact import Fact, Key, State
from bot.store import facts
from bot.store.failures import NotSaved
from bot.store.transaction import Store
from tests.store.rows import INCIDENT, NINE, do, keep

SCOPE = Fact(
    workspace="T1",
    incident=7,
    version=1,
    key=Key.SCOPE,
    value={"words": 'Wir prüfen: "alle" 🎉'},
    state=State.CHECKING,
    is_public=False,
    said_by="U-dan",
    said_at=NINE,
    fresh_until=NINE + timedelta(hours=1),
)
CAUSE = replace(
    SCOPE,
    key=Key.CAUSE,
    state=State.CONFIRMED,
    is_public=True,
    approved_by="U-amira",
    fresh_until=None,
)
SURER = replace(SCOPE, version=2, state=State.CONFIRMED, is_public=True)
KNOWN = replace(INCIDENT, facts=2)
LIE = sa.text("UPDATE facts SET is_public = true")


@pytest.fixture
async def outage(store: Store) -> Store:
    await keep(store, KNOWN)
    await do(store, lambda tx: facts.add(tx, [SCOPE, CAUSE]))
    await do(store, lambda tx: facts.add(tx, [SURER]))
    return store


async def test_the_newest_of_each_subject_counts(outage: Store) -> None:
    async with outage.reading() as reader:
        assert await facts.known(reader, KNOWN) == {Key.SCOPE: SURER, Key.CAUSE: CAUSE}


async def test_what_was_known_before_can_be_read(outage: Store) -> None:
    async with outage.reading() as reader:
        before = await facts.known(reader, KNOWN, through=1)
        assert before == {Key.SCOPE: SCOPE, Key.CAUSE: CAUSE}
        assert await facts.known(reader, KNOWN, through=0) == {}
        assert await facts.known(reader, replace(KNOWN, workspace="T2")) == {}


async def test_nobody_changes_what_was_said(outage: Store) -> None:
    with pytest.raises(NotSaved) as refused:
        await do(outage, lambda tx: tx.execute(LIE))
    assert "append-only" in str(refused.value.__cause__)
