"""Credits as rows."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Row

from bot.domain.credit import Credit, State
from bot.domain.money import Money
from bot.domain.refusals import NoSuchCredit
from bot.store.rows import row_of
from bot.store.tables import credits_
from bot.store.transaction import Reader, Transaction

ONE = sa.select(credits_).where(
    credits_.c.workspace == sa.bindparam("ws"), credits_.c.number == sa.bindparam("n")
)
ONE_LOCKED = ONE.with_for_update()
WAITING = (
    sa.select(credits_)
    .where(
        credits_.c.workspace == sa.bindparam("ws"),
        credits_.c.incident == sa.bindparam("i"),
        credits_.c.state == State.ASKED.value,
    )
    .order_by(credits_.c.number)
)
DECIDE = (
    credits_.update()
    .where(credits_.c.workspace == sa.bindparam("ws"), credits_.c.number == sa.bindparam("n"))
    .values({name: sa.bindparam(name) for name in ("state", "decided_by", "decided_at")})
)


async def read(reader: Reader, workspace: str, number: int) -> Credit:
    """Raises `NoSuchCredit`."""
    return _found(await reader.first(ONE, {"ws": workspace, "n": number}), number)


async def lock(tx: Transaction, workspace: str, number: int) -> Credit:
    """Return the credit; nobody else decides it before this transaction ends.

    Raises `NoSuchCredit`.
    """
    return _found(await tx.first(ONE_LOCKED, {"ws": workspace, "n": number}), number)


async def waiting(reader: Reader, workspace: str, incident: int) -> list[Credit]:
    """Return the incident's requests that nobody has decided, oldest first."""
    return [_from(row) for row in await reader.rows(WAITING, {"ws": workspace, "i": incident})]


async def add(tx: Transaction, credit: Credit) -> None:
    values = row_of(credit)
    del values["amount"]
    money = {"amount_minor": credit.amount.minor, "currency": credit.amount.currency}
    asked_of = {"asked_of": list(credit.asked_of)}
    await tx.execute(credits_.insert(), {**values, **money, **asked_of})


async def save_decision(tx: Transaction, credit: Credit) -> None:
    decision = {
        "state": credit.state,
        "decided_by": credit.decided_by,
        "decided_at": credit.decided_at,
    }
    await tx.execute(DECIDE, {"ws": credit.workspace, "n": credit.number, **decision})


def _found(row: Row[Any] | None, number: int) -> Credit:
    if row is None:
        raise NoSuchCredit(f"CR-{number}")
    return _from(row)


def _from(row: Row[Any]) -> Credit:
    values = row._asdict()
    amount = Money(values.pop("amount_minor"), values.pop("currency"))
    typed = {"amount": amount, "state": State(row.state), "asked_of": tuple(row.asked_of)}
    return Credit(**{**values, **typed})
