"""Importing the customers of one incident from a file of 100,000 tickets, some of them wrong."""

import asyncio
import csv
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bench.databases import BOTH
from bench.stage import Stage
from bot.domain.organisation import Organisation
from bot.domain.severity import Severity
from bot.store import customers
from bot.store.transaction import Store
from bot.usecases import incidents

ROWS: Final = 100_000
WRONG_EACH: Final = 500
WORKSPACE: Final = "T01"
HEADER: Final = ("Ticket", "Requester", "Description", "Mood", "Minutes waited", "Answered")
IMPACT: Final = "The card machine said no three times, and the queue behind me was long. " * 2
KIB_IN_A_MB: Final = 1024


async def measure(stage: Stage) -> None:
    stage.table.begin(f"candour import, {ROWS:,} rows")
    tickets = stage.folder / "tickets.csv"
    _write(tickets)
    for kind in BOTH:
        await _import(stage, tickets, kind)


def _write(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADER)
        for number in range(ROWS):
            mood = "cross" if number % WRONG_EACH == 0 else ("angry", "worried")[number % 2]
            answered = "yes" if number % 3 == 0 else ""
            rows.writerow([f"T-{number}", f"Person {number}", IMPACT, mood, number % 90, answered])


async def _import(stage: Stage, tickets: Path, on: str) -> None:
    url = await stage.databases.fresh(on)
    store = await Store.open(url)
    await incidents.open_incident(
        store,
        Organisation(),
        workspace=WORKSPACE,
        place="C01",
        what_fails="Customers cannot pay by card",
        severity=Severity.SEV2,
        by="U01",
        owner="U01",
        now=datetime(2026, 3, 4, 12, tzinfo=UTC),
    )
    stage.tell(f"importing: {on}")
    took_s, memory_mb, refused = await asyncio.to_thread(_run, url, tickets)
    began = time.perf_counter()
    async with store.reading() as reader:
        tally = await customers.tally(reader, WORKSPACE, 1)
    counted_s = time.perf_counter() - began
    await store.close()
    assert tally.logged + refused == ROWS
    stage.table.note("in all", "s", took_s, on=on)
    stage.table.note("most resident", "MB", memory_mb, on=on)
    stage.table.note("rows refused", "rows", refused, on=on)
    stage.table.note("counting them for the card", "ms", counted_s * 1000, on=on)


def _run(url: str, tickets: Path) -> tuple[float, float, int]:
    command = [sys.executable, "-m", "bot", "import", "customers", "INC-1", str(tickets)]
    environ = {**os.environ, "DATABASE_URL": url}
    began = time.perf_counter()
    with (tickets.parent / "told.txt").open("w+", encoding="utf-8") as told:
        process = subprocess.Popen(  # noqa: S603 - our own command
            command, env=environ, stdout=told, stderr=subprocess.DEVNULL
        )
        _, _, used = os.wait4(process.pid, 0)
        took_s = time.perf_counter() - began
        process.returncode = 0
        told.seek(0)
        refused = sum(line.startswith("row ") for line in told)
    return took_s, used.ru_maxrss / KIB_IN_A_MB, refused
