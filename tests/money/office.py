"""A support office with its people, budgets and incidents, for tests that move its money."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Final

from bot.domain.credit import Credit
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.reason import Reason
from bot.domain.remedy import Remedy
from bot.domain.severity import Severity
from bot.domain.tiers import CreditRules, usual
from bot.domain.wish import Wish
from bot.store import credits, incidents
from bot.store.transaction import Reader, Store, Transaction
from bot.usecases import credits as asking
from bot.usecases.acting import Acting

NOON: Final = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOLDERS: Final = {
    "leads": frozenset({"amira"}),
    "managers": frozenset({"mara", "max"}),
    "head_of_support": frozenset({"hope"}),
    "finance": frozenset({"finn", "fay"}),
    "directors": frozenset({"dora"}),
    "legal": frozenset({"lex"}),
}
PEOPLE: Final = ("dan", "amira", "mara", "max", "hope", "finn", "fay", "dora", "lex")
PER_INCIDENT: Final = 400_000
PER_MONTH: Final = 700_000
RULES: Final = replace(usual("GBP"), per_incident=PER_INCIDENT, per_month=PER_MONTH)
OFFICE: Final = Organisation(
    leads=("amira",),
    managers=("mara", "max"),
    head_of_support=("hope",),
    finance=("finn", "fay"),
    directors=("dora",),
    legal=("lex",),
    credit_rules=CreditRules(by_currency={"GBP": RULES, "EUR": RULES}),
)
WORKSPACES = count(1)
A_MINUTE_S: Final = 60.0


class Died(Exception):
    """The process was gone before the commit."""


class Patient(Store):
    """A store for which nobody waits: a machine that is busy elsewhere is no failure of ours."""

    @asynccontextmanager
    async def transaction(self, *, limit_s: float = A_MINUTE_S) -> AsyncIterator[Transaction]:
        async with super().transaction(limit_s=limit_s) as tx:
            yield tx

    @asynccontextmanager
    async def reading(self, *, limit_s: float | None = A_MINUTE_S) -> AsyncIterator[Reader]:
        async with super().reading(limit_s=limit_s) as reader:
            yield reader


class Dying(Patient):
    """A store whose process dies just before each commit."""

    @asynccontextmanager
    async def transaction(self, *, limit_s: float = A_MINUTE_S) -> AsyncIterator[Transaction]:
        async with super().transaction(limit_s=limit_s) as tx:
            yield tx
            raise Died


def dying(store: Store) -> Store:
    """Return the same database as seen by a process that will not live to commit."""
    return Dying(store._database)  # noqa: SLF001 - the same connections, another end


def acting(by: str, workspace: str, *, now: datetime = NOON, deed: str | None = None) -> Acting:
    return Acting(workspace=workspace, by=by, now=now, holders=HOLDERS, team="desk", deed=deed)


def wish(
    amount: str,
    *,
    incident: int = 1,
    customer: str = "ACC-1",
    code: Reason = Reason.COST_DIRECT,
    worked_out: str = "By the receipt",
) -> Wish:
    return Wish(
        incident=incident,
        customer=customer,
        reason="A late fee, because the payment failed.",
        code=code,
        remedy=Remedy.MONEY,
        amount=amount,
        worked_out=worked_out,
    )


async def open_office(store: Store, *, incidents_: int = 1) -> str:
    """Open incidents in a workspace of their own, and return its name."""
    workspace = f"T{next(WORKSPACES)}"
    async with store.transaction() as tx:
        for number in range(1, incidents_ + 1):
            await incidents.add(tx, _incident(workspace, number))
    return workspace


async def ask(
    store: Store,
    workspace: str,
    amount: str,
    *,
    by: str = "dan",
    customer: str = "ACC-1",
    code: Reason = Reason.COST_DIRECT,
) -> Credit:
    wanted = wish(amount, customer=customer, code=code)
    return await asking.ask(store, OFFICE, acting(by, workspace), wanted)


async def now_of(store: Store, credit: Credit) -> Credit:
    async with store.reading() as reader:
        return await credits.read(reader, credit.workspace, credit.number)


def _incident(workspace: str, number: int) -> Incident:
    return Incident(
        workspace=workspace,
        number=number,
        place="C1",
        what_fails="Customers cannot pay by card",
        severity=Severity.SEV2,
        owner="dan",
        opened_by="dan",
        opened_at=NOON - timedelta(hours=1),
        next_update_due=NOON + timedelta(hours=1),
        entries=1,
    )
