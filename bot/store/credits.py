"""Credits as rows. A customer is compared by a hash; the plain words are for who decides."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from operator import attrgetter
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Row

from bot.domain.cohort import Cohort
from bot.domain.credit import Credit, State, pseudonym
from bot.domain.decline import Decline, Undo, Why
from bot.domain.money import Money
from bot.domain.reason import Reason
from bot.domain.refusals import NoSuchCredit
from bot.domain.remedy import Remedy
from bot.store import told
from bot.store.incidents import OPENED
from bot.store.money_tables import credits_
from bot.store.rows import row_of
from bot.store.statement import SCANS
from bot.store.transaction import Reader, Transaction

MINE = credits_.c.workspace == sa.bindparam("ws")
# Without an order, which SQLite would follow through every credit.
ALL = sa.select(credits_).where(MINE)
ONE = sa.select(credits_).where(MINE, credits_.c.number == sa.bindparam("n"))
ONE_LOCKED = ONE.with_for_update()
WAITING = ALL.where(credits_.c.incident == sa.bindparam("i"), credits_.c.state == State.ASKED.value)
OF_INCIDENT = ALL.where(credits_.c.incident == sa.bindparam("i"))
OF_CUSTOMER = ALL.where(
    credits_.c.customer_hash.in_(sa.bindparam("hashes", expanding=True)),
    sa.or_(credits_.c.asked_at >= sa.bindparam("since"), credits_.c.incident == sa.bindparam("i")),
)
OF_EVIDENCE = ALL.where(credits_.c.evidence == sa.bindparam("evidence"))
GIVEN_ALONE = ALL.where(
    credits_.c.asked_by == sa.bindparam("by"),
    credits_.c.asked_at >= sa.bindparam("since"),
    credits_.c.is_own,
)
UNDECIDED = ALL.where(
    sa.or_(credits_.c.state == State.ASKED.value, credits_.c.undo.is_not(None))
).order_by(credits_.c.number)
ASKED_BY = ALL.where(
    credits_.c.asked_by == sa.bindparam("by"),
    credits_.c.asked_at >= sa.bindparam("since"),
    credits_.c.state.in_([State.ASKED.value, State.CHANGED.value]),
)
# Without an order: SQLite would follow it through every credit.
OF_OPENED = (
    sa.select(credits_).where(MINE, credits_.c.incident.in_(OPENED)).execution_options(**SCANS)
)
DECIDED = ALL.where(
    credits_.c.decided_at >= sa.bindparam("since"), credits_.c.decided_at < sa.bindparam("until")
)
IN_STATES = ALL.where(credits_.c.state.in_(sa.bindparam("states", expanding=True)))
WORKSPACES = sa.select(credits_.c.workspace).distinct().order_by(credits_.c.workspace)
KEPT: Final = frozenset({"workspace", "number", "incident"})
SAVE = (
    credits_.update()
    .where(MINE, credits_.c.number == sa.bindparam("n"))
    .values({one.name: sa.bindparam(one.name) for one in credits_.c if one.name not in KEPT})
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
    return await _all(reader, WAITING, ws=workspace, i=incident)


async def of_incident(reader: Reader, workspace: str, incident: int) -> list[Credit]:
    return await _all(reader, OF_INCIDENT, ws=workspace, i=incident)


async def of_customer(
    reader: Reader, credit: Credit, names: Iterable[str], *, since: datetime
) -> list[Credit]:
    """Return the other requests for who is called so: of this incident, or since then."""
    hashes = sorted({pseudonym(credit.workspace, name) for name in names})
    asked = {"hashes": hashes, "since": since, "i": credit.incident}
    found = await _all(reader, OF_CUSTOMER, ws=credit.workspace, **asked)
    return [one for one in found if one.number != credit.number]


async def of_evidence(reader: Reader, credit: Credit) -> list[Credit]:
    """Return other requests that rest on the same evidence."""
    if not credit.evidence:
        return []
    found = await _all(reader, OF_EVIDENCE, ws=credit.workspace, evidence=credit.evidence)
    return [one for one in found if one.number != credit.number]


async def given_alone(reader: Reader, workspace: str, by: str, *, since: datetime) -> list[Credit]:
    """Return what somebody gave without asking since then."""
    return await _all(reader, GIVEN_ALONE, ws=workspace, by=by, since=since)


async def asked_of(reader: Reader, workspace: str, person: str) -> list[Credit]:
    """Return what waits for a decision of this person among others, oldest first."""
    found = await _all(reader, UNDECIDED, ws=workspace)
    return [one for one in found if person in one.asked_of]


async def under_way(reader: Reader, workspace: str, by: str, *, since: datetime) -> list[Credit]:
    """Return what somebody has asked for since then that is neither granted nor refused."""
    return await _all(reader, ASKED_BY, ws=workspace, by=by, since=since)


async def of_opened(
    reader: Reader, workspace: str, *, since: datetime, until: datetime
) -> list[Credit]:
    """Return the credits of incidents opened from `since` on, before `until`; in no order."""
    return await _all(reader, OF_OPENED, ws=workspace, since=since, until=until)


async def decided(
    reader: Reader, workspace: str, *, since: datetime, until: datetime
) -> list[Credit]:
    return await _all(reader, DECIDED, ws=workspace, since=since, until=until)


async def in_states(reader: Reader, workspace: str, states: Iterable[State]) -> list[Credit]:
    return await _all(reader, IN_STATES, ws=workspace, states=[one.value for one in states])


async def workspaces(reader: Reader) -> list[str]:
    """Return every workspace that has a credit."""
    return [row.workspace for row in await reader.rows(WORKSPACES)]


async def add(tx: Transaction, credit: Credit) -> None:
    await tx.execute(credits_.insert(), _values(credit))


async def save(tx: Transaction, credit: Credit) -> None:
    values = {name: one for name, one in _values(credit).items() if name not in KEPT}
    await tx.execute(SAVE, {"ws": credit.workspace, "n": credit.number, **values})


async def _all(reader: Reader, statement: sa.Select[Any], **asked: object) -> list[Credit]:
    rows = await reader.rows(statement, asked)
    return sorted((_from(row) for row in rows), key=attrgetter("number"))


def _found(row: Row[Any] | None, number: int) -> Credit:
    if row is None:
        raise NoSuchCredit(f"CR-{number}")
    return _from(row)


def _values(credit: Credit) -> dict[str, Any]:
    values = row_of(credit)
    amount, proposed = values.pop("amount"), values.pop("proposed")
    return {
        **values,
        "customer_hash": credit.customer_hash,
        "amount_minor": amount.minor,
        "currency": amount.currency,
        "proposed_minor": proposed and proposed.minor,
        "proposed_currency": proposed and proposed.currency,
        "asked_of": list(credit.asked_of),
        "interested": list(credit.interested),
        "cohort": credit.cohort and asdict(credit.cohort),
        "decline": _timed(credit.decline),
        "undo": _timed(credit.undo),
        "told": told.kept(credit.told),
    }


def _timed(value: Decline | Undo | None) -> dict[str, Any] | None:
    return None if value is None else {**asdict(value), "at": value.at.isoformat()}


def _from(row: Row[Any]) -> Credit:
    values = row._asdict()
    del values["customer_hash"]
    amount = Money(values.pop("amount_minor"), values.pop("currency"))
    minor, currency = values.pop("proposed_minor"), values.pop("proposed_currency")
    typed = {
        "amount": amount,
        "proposed": None if minor is None else Money(minor, currency),
        "state": State(row.state),
        "code": Reason(row.code),
        "remedy": Remedy(row.remedy),
        "asked_of": tuple(row.asked_of),
        "interested": tuple(row.interested),
        "cohort": row.cohort and Cohort(**row.cohort),
        "decline": row.decline and _decline(row.decline),
        "told": told.read(row.told),
        "undo": row.undo and Undo(**{**row.undo, "at": datetime.fromisoformat(row.undo["at"])}),
    }
    return Credit(**{**values, **typed})


def _decline(kept: dict[str, Any]) -> Decline:
    return Decline(
        why=Why(kept["why"]),
        alternative=kept["alternative"],
        by=kept["by"],
        at=datetime.fromisoformat(kept["at"]),
        of=kept.get("of"),
    )
