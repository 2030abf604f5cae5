"""What finance is given: one line for each credit, without names or free text."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.approval import Approval
from bot.domain.bookkeeping import Bookkeeping
from bot.domain.credit import Credit
from bot.domain.money_refusals import ReturnIsWrong

FORMULA: Final = re.compile(r"^[=+\-@\t\r]")
UNMATCHED_AFTER: Final = timedelta(days=3)


class Kind(StrEnum):
    GRANT = "grant"
    UNDO = "undo"
    """A void or a reversal: a line of its own, with the sum below zero."""


class Outcome(StrEnum):
    PAID = "paid"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line as finance reads it, the columns in this order."""

    batch_id: int
    credit_id: str
    incident_id: str
    customer_ref: str
    layer: str
    reason_code: str
    remedy_form: str
    amount_minor: int
    currency: str
    tax_treatment: str
    ledger_account: str
    period: str
    requested_by: str
    approved_by_1: str
    approved_by_2: str
    approved_at_utc: str
    hash: str


COLUMNS: Final = tuple(field.name for field in fields(Row))


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What finance says became of a line."""

    credit: int
    outcome: Outcome
    on: date
    reference: str


@dataclass(frozen=True, slots=True)
class Marked:
    """What finance says, once it is kept; `is_in_vain` if what they paid was taken back before."""

    line: Returned
    is_in_vain: bool = False


def row(
    credit: Credit,
    kind: Kind,
    yes: Sequence[Approval],
    books: Bookkeeping,
    *,
    batch: int,
    period: str,
) -> Row:
    """Return the line for a credit. `yes` are the approvals of what the line stands for."""
    by = [one.by for one in yes] or [credit.decided_by or ""]
    at = yes[-1].at if yes else credit.decided_at
    sign = 1 if kind is Kind.GRANT else -1
    return Row(
        batch_id=batch,
        credit_id=credit.name,
        incident_id=f"INC-{credit.incident}",
        customer_ref=books.customer_ref(credit),
        layer=credit.layer,
        reason_code=credit.code,
        remedy_form=credit.remedy,
        amount_minor=sign * credit.amount.minor,
        currency=credit.amount.currency,
        tax_treatment=books.tax_treatment(credit.remedy),
        ledger_account=books.account(credit.code),
        period=period,
        requested_by=credit.asked_by,
        approved_by_1=by[0],
        approved_by_2=" ".join(by[1:]),
        approved_at_utc="" if at is None else f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        hash=yes[-1].seal if yes else credit.seal,
    )


def written(rows: Iterable[Row]) -> str:
    return as_csv(COLUMNS, ([getattr(one, name) for name in COLUMNS] for one in rows))


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """Return the lines as CSV; no cell of text can be read as a formula."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(head)
    table.writerows([defused(cell) for cell in row] for row in rows)
    return out.getvalue()


def defused(cell: str | int) -> str:
    """Return a cell that a spreadsheet takes as words; our own numbers stay numbers."""
    text = str(cell)
    return f"'{text}" if isinstance(cell, str) and FORMULA.match(text) else text


def read_return(text: str, *, batch: int) -> list[Returned]:
    """Return the lines of a return file: batch_id, credit_id, paid or failed, date, reference.

    Raises `ReturnIsWrong` for the first one that cannot be used.
    """
    found = []
    for number, cells in enumerate(csv.reader(io.StringIO(text)), start=1):
        if not any(cells) or cells[0].strip() == "batch_id":
            continue
        found.append(_returned([cell.strip() for cell in cells], number, batch))
    return found


def _returned(cells: list[str], number: int, batch: int) -> Returned:
    wrong = ReturnIsWrong(number, ",".join(cells))
    try:
        of, name, outcome, on, reference = cells
        credit = int(name.upper().removeprefix("CR-"))
        line = Returned(
            credit=credit,
            outcome=Outcome(outcome.lower()),
            on=date.fromisoformat(on),
            reference=reference,
        )
    except ValueError as error:
        raise wrong from error
    if of != str(batch):
        raise wrong
    return line
