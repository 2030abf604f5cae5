"""Finance is given each credit once, can have the same bytes again, and says what became of it."""

import csv
import io
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.batch import COLUMNS, defused
from bot.domain.credit import Credit, State
from bot.domain.ledger import Balance
from bot.domain.money_refusals import NoSuchBatch, NothingToExport, ReturnIsWrong
from bot.store import ledger
from bot.store.transaction import Store
from bot.usecases import batches, decisions, returns
from tests.money.office import NOON, OFFICE, acting, ask, now_of, open_office

LATER = NOON + timedelta(hours=1)


async def approved(
    store: Store, workspace: str, amount: str = "£400", customer: str = "ACC-1"
) -> Credit:
    credit = await ask(store, workspace, amount, customer=customer)
    return await decisions.approve(
        store, OFFICE, acting("mara", workspace), credit.number, seal=credit.seal
    )


async def export(store: Store, workspace: str) -> tuple[int, str]:
    return await batches.export(store, OFFICE, workspace=workspace, by="finn", now=LATER)


async def take(store: Store, workspace: str, text: str, *, number: int = 1) -> int:
    marked = await returns.take(
        store, OFFICE, workspace=workspace, number=number, text=text, now=LATER
    )
    return len(marked)


def lines(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


async def sums(store: Store, workspace: str) -> Balance:
    async with store.reading() as reader:
        return await ledger.of_incident(reader, workspace, 1, "GBP")


async def test_a_credit_is_in_one_batch_and_the_bytes_come_again(store: Store) -> None:
    workspace = await open_office(store)
    credit = await approved(store, workspace)
    number, text = await export(store, workspace)
    [line] = lines(text)
    assert tuple(line) == COLUMNS
    assert (line["credit_id"], line["amount_minor"], line["currency"]) == ("CR-1", "40000", "GBP")
    assert (line["requested_by"], line["approved_by_1"], line["approved_by_2"]) == (
        "dan",
        "mara",
        "",
    )
    assert (line["customer_ref"], line["hash"]) == ("ACC-1", credit.seal)
    assert line["approved_at_utc"] == "2026-03-04T12:00:00Z"
    assert "late fee" not in text
    with pytest.raises(NothingToExport):
        await export(store, workspace)
    assert await batches.again(store, workspace, number) == text
    with pytest.raises(NoSuchBatch):
        await batches.again(store, workspace, 9)


async def test_what_finance_paid_is_spent_and_the_same_file_again_changes_nothing(
    store: Store,
) -> None:
    workspace = await open_office(store)
    credit = await approved(store, workspace)
    await export(store, workspace)
    assert await sums(store, workspace) == Balance(0, 40_000, 0)
    back = "batch_id,credit_id,status,date,reference\r\n1,CR-1,paid,2026-03-05,BACS 17\r\n"
    assert await take(store, workspace, back) == 1
    assert await take(store, workspace, back) == 0
    assert (await now_of(store, credit)).state is State.PAID
    assert await sums(store, workspace) == Balance(0, 0, 40_000)


@pytest.mark.parametrize(
    "line",
    [
        "2,CR-1,paid,2026-03-05,x",
        "1,CR-9,paid,2026-03-05,x",
        "1,CR-1,perhaps,2026-03-05,x",
        "1,CR-1,paid,yesterday,x",
        "1,CR-1,paid",
    ],
)
async def test_a_wrong_return_marks_nothing(store: Store, line: str) -> None:
    workspace = await open_office(store)
    credit = await approved(store, workspace)
    await export(store, workspace)
    with pytest.raises(ReturnIsWrong):
        await take(store, workspace, f"1,CR-1,paid,2026-03-05,x\n{line}\n")
    assert (await now_of(store, credit)).state is State.EXPORTED


async def test_what_finance_does_not_answer_shows_on_day_three(store: Store) -> None:
    workspace = await open_office(store)
    await approved(store, workspace)
    await export(store, workspace)
    days = [LATER + timedelta(days=many) for many in (2, 3)]
    found = [await batches.unmatched(store, workspace, now=day) for day in days]
    assert [len(one) for one in found] == [0, 1]


async def test_a_void_and_a_reversal_are_lines_of_their_own(store: Store) -> None:
    workspace = await open_office(store)
    for customer in ("ACC-1", "ACC-2"):
        await approved(store, workspace, "£150", customer)
    await export(store, workspace)
    await take(store, workspace, "1,CR-2,paid,2026-03-05,x")
    for number in (1, 2):
        asked = await decisions.ask_undo(
            store, OFFICE, acting("dan", workspace), number, why="Paid twice"
        )
        after = await decisions.approve(
            store, OFFICE, acting("max", workspace), number, seal=asked.seal
        )
        assert after.state is (State.VOIDED if number == 1 else State.REVERSED)
    _, text = await export(store, workspace)
    columns = ("credit_id", "amount_minor", "approved_by_1")
    assert [tuple(line[name] for name in columns) for line in lines(text)] == [
        ("CR-1", "-15000", "max"),
        ("CR-2", "-15000", "max"),
    ]
    assert await sums(store, workspace) == Balance()


async def test_a_line_that_takes_back_is_answered_like_every_other(store: Store) -> None:
    workspace = await open_office(store)
    for customer in ("ACC-1", "ACC-2"):
        await approved(store, workspace, "£150", customer)
    await export(store, workspace)
    await take(store, workspace, "1,CR-1,paid,2026-03-05,x\n1,CR-2,failed,2026-03-05,x")
    asked = await decisions.ask_undo(store, OFFICE, acting("dan", workspace), 1, why="Twice")
    await decisions.approve(store, OFFICE, acting("max", workspace), 1, seal=asked.seal)
    await approved(store, workspace, "£150", "ACC-3")
    await export(store, workspace)

    back = "2,CR-1,paid,2026-03-06,booked back\n2,CR-3,paid,2026-03-06,x"

    assert await take(store, workspace, back, number=2) == 2
    assert await take(store, workspace, back, number=2) == 0
    states = [(await now_of(store, replace(asked, number=number))).state for number in (1, 2, 3)]
    assert states == [State.REVERSED, State.FAILED, State.PAID]
    assert await batches.unmatched(store, workspace, now=LATER + timedelta(days=3)) == []
    with pytest.raises(ReturnIsWrong):
        await take(store, workspace, "2,CR-2,paid,2026-03-06,x", number=2)


async def test_what_was_never_given_to_finance_needs_no_line(store: Store) -> None:
    workspace = await open_office(store)
    credit = await approved(store, workspace)
    asked = await decisions.ask_undo(store, OFFICE, acting("dan", workspace), 1, why="Twice")
    with pytest.raises(NothingToExport):
        await export(store, workspace)
    await decisions.approve(store, OFFICE, acting("max", workspace), 1, seal=asked.seal)
    with pytest.raises(NothingToExport):
        await export(store, workspace)
    assert replace(asked, undo=None).seal == credit.seal


@given(st.text())
def test_no_words_in_a_cell_are_a_formula(cell: str) -> None:
    assert defused(cell)[:1] not in {*"=+-@\t\r"} or not cell
    assert defused(-4000) == "-4000"
