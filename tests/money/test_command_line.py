"""`candour export` as finance types it: a real process, bytes on stdout, sentences on stderr."""

import asyncio
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.credit import State
from bot.store.transaction import Store
from bot.usecases import batches, decisions
from bot.usecases import credits as asking
from tests.money.office import NOON, OFFICE, acting, ask, now_of, open_office, wish

ROOT = Path(__file__).parents[2]


async def typed(folder: Path, url: str, *words: str) -> tuple[int, bytes, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "export",
        *words,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DATABASE_URL": url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    return process.returncode or 0, out, err.decode()


async def test_finance_exports_reads_again_and_marks(sqlite_url: str, tmp_path: Path) -> None:
    store = await Store.open(sqlite_url)
    workspace = await open_office(store)
    now = datetime.now(UTC)  # noqa: TID251 - the process looks at the clock, and at what lapsed
    dan, mara = (acting(by, workspace, now=now) for by in ("dan", "mara"))
    credit = await asking.ask(store, OFFICE, dan, wish("£400"))
    await decisions.approve(store, OFFICE, mara, 1, seal=credit.seal)
    await store.close()

    code, csv, _ = await typed(tmp_path, sqlite_url, "credits")
    assert code == 0
    assert csv.startswith(b"batch_id,credit_id,")
    assert csv.count(b"\r\n") == 2
    assert (await typed(tmp_path, sqlite_url, "credits", "--batch", "1"))[1] == csv
    code, _, err = await typed(tmp_path, sqlite_url, "credits")
    assert code == 2
    assert err.strip() == (
        "Every approved credit is in a batch already. To have one again, give its number: "
        "`/incident export 3`, or `candour export credits --batch 3`."
    )
    code, accrual, _ = await typed(tmp_path, sqlite_url, "accrual")
    assert code == 0
    assert accrual.splitlines()[:3] == [
        b"by,name,currency,credits,minor",
        b"all,,GBP,1,40000",
        b"incident,INC-1,GBP,1,40000",
    ]
    code, _, err = await typed(tmp_path, sqlite_url, "credits", "--returned", __file__)
    assert (code, err.strip()) == (
        2,
        "Name the batch that the file is about: --batch and its number.",
    )
    back = tmp_path / "back.csv"
    back.write_text("1,CR-1,paid,2026-03-05,BACS 17\n", encoding="utf-8")
    marks = await typed(tmp_path, sqlite_url, "credits", "--batch", "1", "--returned", str(back))
    assert marks[1] == b"CR-1\tpaid\tBACS 17\n"
    assert (await typed(tmp_path, sqlite_url, "accrual"))[1].count(b"\r\n") == 1
    code, review, _ = await typed(tmp_path, sqlite_url, "review", "--about", "INC-1")
    assert code == 0
    assert b"GBP: requests 1\n  1 granted (0 alone)" in review


async def test_what_was_paid_though_it_was_taken_back_is_named(
    sqlite_url: str, tmp_path: Path
) -> None:
    store = await Store.open(sqlite_url)
    workspace = await open_office(store)
    credit = await ask(store, workspace, "£400")
    await decisions.approve(store, OFFICE, acting("mara", workspace), 1, seal=credit.seal)
    await batches.export(store, OFFICE, workspace=workspace, by="finn", now=NOON)
    asked = await decisions.ask_undo(store, OFFICE, acting("dan", workspace), 1, why="Twice")
    await decisions.approve(store, OFFICE, acting("max", workspace), 1, seal=asked.seal)
    back = tmp_path / "back.csv"
    back.write_text("1,CR-1,paid,2026-03-05,BACS 17\n", encoding="utf-8")

    marks = await typed(tmp_path, sqlite_url, "credits", "--batch", "1", "--returned", str(back))

    in_vain = "It was taken back before you paid it: book it back."
    assert marks[1].decode().splitlines()[0] == f"CR-1\tpaid\tBACS 17\t{in_vain}"
    assert (await now_of(store, credit)).state is State.REVERSED
    await store.close()


async def test_where_there_is_nothing_it_says_so(sqlite_url: str, tmp_path: Path) -> None:
    code, out, err = await typed(tmp_path, sqlite_url, "credits")
    assert (code, out) == (2, b"")
    assert err.strip() == "The database holds nothing yet, so there is nothing to export."
