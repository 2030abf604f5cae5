"""What stands for ever lets go of personal columns, with leave, and of nothing else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import sqlalchemy as sa

from bot.domain.forgetting import REMOVED, Names
from bot.domain.timeline import Entry, Event
from bot.store import erasing, timeline
from bot.store.every_table import TABLES
from bot.store.failures import NotSaved
from bot.store.tables import timeline as lines
from bot.store.transaction import Store, Transaction
from tests.store.rows import INCIDENT, NINE, keep

ADA = Names.of(["Ada Quill"])
NOTED = Entry(
    workspace="T1",
    incident=7,
    number=2,
    event=Event.SHIFT_NOTE,
    by="U1",
    at=NINE,
    details={"text": "Call Ada Quill"},
)


@asynccontextmanager
async def noted(store: Store) -> AsyncIterator[Transaction]:
    await keep(store, INCIDENT)
    async with store.transaction() as tx:
        await timeline.add(tx, NOTED)
    async with store.transaction() as tx:
        yield tx


async def test_without_leave_nothing_changes(store: Store) -> None:
    with pytest.raises(NotSaved):
        async with noted(store) as tx:
            await erasing.sweep(tx, lines, [("T1", 7, 2)], ADA)
    async with store.reading() as reader:
        assert await erasing.holding(reader, lines, "T1", ADA) == [("T1", 7, 2)]


async def test_with_leave_the_words_go_and_the_line_stays(store: Store) -> None:
    async with noted(store) as tx, erasing.with_leave(tx, "T1"):
        await erasing.sweep(tx, lines, [("T1", 7, 2)], ADA)
    async with store.reading() as reader:
        [line] = await timeline.after(reader, "T1", 7, number=1, most=9)
        assert await erasing.holding(reader, lines, "T1", ADA) == []
        assert (line.event, line.by, line.at) == (NOTED.event, NOTED.by, NOTED.at)
        assert line.details == {"text": f"Call {REMOVED}"}


@pytest.mark.parametrize("column", ["event", "by", "at", "number"])
async def test_even_with_leave_no_figure_and_no_time_changes(store: Store, column: str) -> None:
    new = {"event": "opened", "by": "U2", "at": sa.literal(NINE, lines.c.at.type) - 1, "number": 9}
    with pytest.raises(NotSaved):
        async with noted(store) as tx, erasing.with_leave(tx, "T1"):
            await tx.execute(lines.update().values({column: new[column]}))


async def test_leave_is_for_one_workspace_and_ends_with_its_transaction(store: Store) -> None:
    with pytest.raises(NotSaved):
        async with noted(store) as tx, erasing.with_leave(tx, "T2"):
            await erasing.sweep(tx, lines, [("T1", 7, 2)], ADA)
    async with store.reading() as reader:
        assert await reader.rows(sa.select(TABLES["erasing"])) == []


async def test_every_table_that_may_be_overwritten_is_looked_through() -> None:
    looked = {table.name for table in erasing.tables_with_words()}

    assert {"timeline", "facts", "credit_steps", "entitlements", "batches", "jobs"} <= looked
    assert {"updates", "releases", "promises", "obstacles", "incidents"} <= looked
