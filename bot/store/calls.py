"""Calls with customers, as rows; what callers answer has rows of its own, so that it adds up."""

from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Row

from bot.domain.call import Alike, Call, Figures, NotYourCall, Turn, alike
from bot.store.call_tables import call_answers, calls
from bot.store.rows import row_of
from bot.store.transaction import Reader, Transaction

OF_INCIDENT: Final = (
    calls.c.workspace == sa.bindparam("ws"),
    calls.c.incident == sa.bindparam("i"),
)
THIS: Final = (calls.c.workspace == sa.bindparam("ws"), calls.c.number == sa.bindparam("n"))
ONE: Final = sa.select(calls).where(*THIS)
GOING_ON: Final = sa.select(calls).where(
    *OF_INCIDENT, calls.c.by == sa.bindparam("who"), calls.c.ended_at.is_(None)
)
KEPT: Final = ("stage", "notes", "turns", "waited", "customer", "ended_at")
SAVE: Final = calls.update().where(*THIS).values({name: sa.bindparam(name) for name in KEPT})
FIGURES: Final = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(calls.c.waited), 0)).where(
    *OF_INCIDENT
)
ANSWERS: Final = sa.select(call_answers.c.question, call_answers.c.answer).where(
    call_answers.c.workspace == sa.bindparam("ws"), call_answers.c.call == sa.bindparam("n")
)
FORGET: Final = call_answers.delete().where(
    call_answers.c.workspace == sa.bindparam("ws"), call_answers.c.call == sa.bindparam("n")
)
MANY: Final = sa.func.count().label("many")
SAME: Final = (
    sa.select(call_answers.c.question, sa.func.min(call_answers.c.answer).label("answer"), MANY)
    .where(
        call_answers.c.workspace == sa.bindparam("ws"),
        call_answers.c.incident == sa.bindparam("i"),
    )
    .group_by(call_answers.c.question, call_answers.c.alike)
    .having(sa.func.count() >= sa.bindparam("least"))
    .order_by(MANY.desc(), call_answers.c.question, call_answers.c.alike)
    .limit(sa.bindparam("most"))
)


async def read(reader: Reader, workspace: str, number: int) -> Call:
    """Raises `NotYourCall`. Whoever changes a call holds the lock of its incident."""
    row = await reader.first(ONE, {"ws": workspace, "n": number})
    if row is None:
        raise NotYourCall
    return _from(row)


async def going_on(reader: Reader, workspace: str, incident: int, person: str) -> Call | None:
    """Return the call that the person has begun and not ended; there is at most one."""
    row = await reader.first(GOING_ON, {"ws": workspace, "i": incident, "who": person})
    return None if row is None else _from(row)


async def add(tx: Transaction, call: Call) -> None:
    await tx.execute(calls.insert(), {**row_of(call), **_json(call)})


async def save(tx: Transaction, call: Call) -> None:
    values = {name: getattr(call, name) for name in KEPT}
    await tx.execute(SAVE, {"ws": call.workspace, "n": call.number, **values, **_json(call)})


async def answers(reader: Reader, call: Call) -> dict[str, str]:
    """Return what the caller answered, by the question."""
    rows = await reader.rows(ANSWERS, {"ws": call.workspace, "n": call.number})
    return {row.question: row.answer for row in rows}


async def set_answers(tx: Transaction, call: Call, said: Mapping[str, str]) -> None:
    await tx.execute(FORGET, {"ws": call.workspace, "n": call.number})
    for question, answer in said.items():
        row = {
            "workspace": call.workspace,
            "call": call.number,
            "question": question,
            "incident": call.incident,
            "answer": answer,
            "alike": alike(answer),
        }
        await tx.execute(call_answers.insert(), row)


async def figures(reader: Reader, workspace: str, incident: int) -> Figures:
    row = await reader.first(FIGURES, {"ws": workspace, "i": incident})
    return Figures() if row is None else Figures(*map(int, row))


async def same(
    reader: Reader, workspace: str, incident: int, *, least: int, most: int
) -> list[Alike]:
    """Return the answers that `least` calls gave, the most frequent first."""
    asked = {"ws": workspace, "i": incident, "least": least, "most": most}
    rows = await reader.rows(SAME, asked)
    return [Alike(row.question, row.answer, int(row.many)) for row in rows]


def _json(call: Call) -> dict[str, Any]:
    return {"notes": dict(call.notes), "turns": [turn.value for turn in call.turns]}


def _from(row: Row[Any]) -> Call:
    return Call(**{**row._asdict(), "turns": tuple(map(Turn, row.turns))})
