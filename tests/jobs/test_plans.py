"""With 100,000 timers waiting, a claim reads the few rows it needs."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.store import job_statements as sql
from bot.store.metadata import to_ms
from bot.store.transaction import Store
from tests.jobs.workbench import NINE, Workbench

DUE, WAITING = 1_000, 100_000
NUMBERS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {most})",
    "postgresql": "WITH n(i) AS (SELECT generate_series(0, {most}))",
}
FILL = """
INSERT INTO jobs (workspace, kind, args, lane, due_at, run_at)
{numbers} SELECT 'T1', 'say', '{{"name": "a"}}', 'L' || (i % 300), {at} + i, {at} + i FROM n
"""
ANALYZE = sa.text("ANALYZE jobs")
ASKED = {"now": NINE, "timers": 16, "deliveries": 16, "kinds": ["say", "ask"]}


async def fill(store: Store) -> None:
    async with store.transaction(limit_s=60) as tx:
        for many, at in ((DUE, NINE - timedelta(minutes=1)), (WAITING, NINE + timedelta(hours=1))):
            numbers = NUMBERS[store.dialect].format(most=many - 1)
            await tx.execute(sa.text(FILL.format(numbers=numbers, at=to_ms(at))))
        await tx.execute(ANALYZE)


async def plan(store: Store, statement: sa.Select[tuple[object, ...]]) -> str:
    """Return how the database would run the statement."""
    dialect = sa.make_url(f"{store.dialect}://").get_dialect()()
    bound = statement.params(ASKED)
    written = bound.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    explain = "EXPLAIN QUERY PLAN" if store.dialect == "sqlite" else "EXPLAIN"
    async with store.transaction() as tx:
        rows = await tx.rows(sa.text(f"{explain} {written}".replace(":", r"\:")))
    return "\n".join(str(row[-1]) for row in rows)


@pytest.mark.parametrize("statement", [sql.READY, sql.NEXT_RUN_AT], ids=["claim", "next"])
async def test_no_plan_reads_all_the_jobs(
    bench: Workbench, statement: sa.Select[tuple[object, ...]]
) -> None:
    await fill(bench.store)
    steps = await plan(bench.store, statement)
    assert "ix_jobs_timers" in steps
    assert "ix_jobs_deliveries" in steps
    for scan in ("Seq Scan on jobs", "SCAN jobs", "SCAN earlier"):
        assert scan not in steps


async def test_claims_empty_what_is_due_and_leave_what_waits(bench: Workbench) -> None:
    await fill(bench.store)
    assert await bench.worker(concurrency=100).run_due() == DUE
    assert await bench.how_many() == WAITING
