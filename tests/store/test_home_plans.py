"""However many incidents there were, App Home and the insights read the few rows they show."""

import re
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Executable
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement

from bench import home
from bot.domain.period import last_week
from bot.store.statement import Answer, Params
from bot.store.transaction import Reader, Store
from bot.usecases import insights
from bot.usecases.home.sections import drawn

MANY, YEARS = 2_000, 5
"""So that a week is as small a part of it as of 10,000 in a year."""
LARGE = (
    "incidents|updates|timeline|promises|customers|cases|credits|releases|ledger|credit_steps"
    "|prevention"
)
FILLED = "incidents|updates|timeline|promises|customers|cases"
"""PostgreSQL reads a table without rows as it likes."""
PARTIAL = "ix_incidents_open|ix_promises_live|ix_releases_asked|ix_credits_waiting"
"""These hold only what is open, so that reading all of one is reading little."""
WHOLE = re.compile(
    rf"Seq Scan on ({FILLED})\b|\bSCAN ({LARGE})\b"
    rf"|SEARCH ({LARGE}) USING (COVERING )?INDEX (?!{PARTIAL})\S+ \(workspace=\?\)$",
    re.MULTILINE,
)

Asked = tuple[Executable, Params]


async def read_by_home_and_insights(store: Store) -> list[Asked]:
    """Return every statement that the page of a lead, and the figures of a week, execute."""
    seen: list[Asked] = []
    async with store.reading() as reader:

        async def execute(statement: Executable, params: Params) -> Answer:
            seen.append((statement, params))
            return await reader._execute(statement, params)  # noqa: SLF001 - as it is, but noted

        noting = Reader(execute, reader.dialect)
        await drawn(noting, home.VIEWER)
        period, organisation = last_week(now=home.NOW), home.ORGANISATION
        await insights.of_period(noting, home.WORKSPACE, organisation, period, now=home.NOW)
    return seen


class Explained(Executable, ClauseElement):
    """A statement whose plan is asked for, with the values that it was executed with."""

    inherit_cache = False

    def __init__(self, statement: sa.Select[Any]) -> None:
        self.statement = statement


@compiles(Explained)
def _explained(element: Explained, compiler: SQLCompiler, **more: object) -> str:
    explain = "EXPLAIN QUERY PLAN" if compiler.dialect.name == "sqlite" else "EXPLAIN"
    written = compiler.process(element.statement, **more)
    compiler._result_columns = []  # noqa: SLF001 - a plan has columns of its own
    return f"{explain} {written}"


async def plan(store: Store, statement: Executable, params: Params) -> str:
    """Return how the database runs the statement."""
    assert isinstance(statement, sa.Select)
    async with store.reading() as reader:
        rows = await reader.rows(Explained(statement), params)
    return "\n".join(str(row[-1]) for row in rows)


async def test_no_plan_reads_a_large_table_whole(store: Store) -> None:
    await home.fill(store, MANY, over=YEARS * home.A_YEAR)
    if store.dialect == "postgresql":
        async with store.transaction(limit_s=60) as tx:
            await tx.execute(sa.text("ANALYZE"))

    asked = await read_by_home_and_insights(store)
    plans = [await plan(store, *one) for one in asked]

    assert len(plans) > len(LARGE.split("|"))
    assert [one for one in plans if WHOLE.search(one)] == []


@pytest.mark.parametrize(
    "bad",
    [
        "Seq Scan on updates  (cost=0.00..1.00 rows=1)",
        "SCAN incidents",
        "SEARCH updates USING INDEX sqlite_autoindex_updates_1 (workspace=?)",
    ],
)
def test_a_plan_that_does_is_found(bad: str) -> None:
    assert WHOLE.search(bad) is not None


def test_one_that_reads_what_is_open_is_not() -> None:
    assert WHOLE.search("SEARCH incidents USING INDEX ix_incidents_open (workspace=?)") is None
