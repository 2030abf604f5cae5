"""The steps of requests as rows. Rows are added and never changed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Row

from bot.domain.credit import Credit
from bot.domain.trail import Footprint, Trace
from bot.store.money_tables import credit_steps
from bot.store.rows import row_of
from bot.store.transaction import Reader, Transaction

MINE = (
    credit_steps.c.workspace == sa.bindparam("ws"),
    credit_steps.c.credit == sa.bindparam("n"),
)
ALL = (
    sa.select(*(credit_steps.c[one.name] for one in fields(Footprint)))
    .where(*MINE)
    .order_by(credit_steps.c.number)
)
NEWEST = sa.select(sa.func.coalesce(sa.func.max(credit_steps.c.number), 0)).where(*MINE)

SAID = (
    sa.select(credit_steps.c.credit, credit_steps.c.event)
    .where(
        credit_steps.c.workspace == sa.bindparam("ws"),
        credit_steps.c.credit.in_(sa.bindparam("credits", expanding=True)),
        credit_steps.c.event.in_([Trace.QUESTION.value, Trace.ANSWER.value]),
    )
    .order_by(credit_steps.c.credit, credit_steps.c.number)
)

OF_CREDITS = (
    sa.select(credit_steps)
    .where(
        credit_steps.c.workspace == sa.bindparam("ws"),
        credit_steps.c.credit.in_(sa.bindparam("credits", expanding=True)),
        credit_steps.c.event.in_(sa.bindparam("events", expanding=True)),
    )
    .order_by(credit_steps.c.credit, credit_steps.c.number)
)
HAS_OPENED = sa.select(
    sa.exists().where(
        *MINE,
        credit_steps.c.event == Trace.OPENED.value,
        credit_steps.c.by == sa.bindparam("who"),
        credit_steps.c.at >= sa.bindparam("asked_at"),
    )
)
PAID = sa.select(credit_steps.c.credit, credit_steps.c.at).where(
    credit_steps.c.workspace == sa.bindparam("ws"),
    credit_steps.c.credit.in_(sa.bindparam("credits", expanding=True)),
    credit_steps.c.event == Trace.PAID.value,
)


async def unanswered(reader: Reader, workspace: str, numbers: Sequence[int]) -> set[int]:
    """Return which of these credits have a question that nobody has answered."""
    rows = await reader.rows(SAID, {"ws": workspace, "credits": list(numbers)}) if numbers else ()
    newest = {row.credit: row.event for row in rows}
    return {credit for credit, event in newest.items() if event == Trace.QUESTION.value}


async def paid_at(reader: Reader, workspace: str, numbers: Sequence[int]) -> dict[int, datetime]:
    """Return when finance said that it had paid those of these credits that it has."""
    rows = await reader.rows(PAID, {"ws": workspace, "credits": list(numbers)}) if numbers else ()
    return {row.credit: row.at for row in rows}


async def of_credits(
    reader: Reader, workspace: str, numbers: Sequence[int], *events: Trace
) -> dict[int, list[Footprint]]:
    """Return the steps of these kinds, oldest first, by the number of the credit."""
    asked = {"ws": workspace, "credits": list(numbers), "events": [one.value for one in events]}
    found: dict[int, list[Footprint]] = defaultdict(list)
    for row in await reader.rows(OF_CREDITS, asked) if numbers else ():
        step = row._asdict()
        del step["workspace"]
        found[step.pop("credit")].append(_footprint(step))
    return found


async def has_opened(reader: Reader, credit: Credit, person: str) -> bool:
    """Return whether they opened the evidence of what is asked now."""
    asked = {"ws": credit.workspace, "n": credit.number, "who": person}
    return bool(await reader.scalar(HAS_OPENED, {**asked, "asked_at": credit.asked_at}))


async def add(tx: Transaction, credit: Credit, step: Footprint) -> int:
    """Keep the step as the credit's next one, and return its number."""
    of = {"workspace": credit.workspace, "credit": credit.number}
    number = 1 + int(await tx.scalar(NEWEST, {"ws": credit.workspace, "n": credit.number}))
    row = {**row_of(step), **of, "number": number, "details": dict(step.details)}
    await tx.execute(credit_steps.insert(), row)
    return number


async def every(reader: Reader, credit: Credit) -> list[Footprint]:
    rows = await reader.rows(ALL, {"ws": credit.workspace, "n": credit.number})
    return [_from(row) for row in rows]


def _from(row: Row[Any]) -> Footprint:
    return _footprint(row._asdict())


def _footprint(step: dict[str, Any]) -> Footprint:
    return Footprint(**{**step, "event": Trace(step["event"])})
