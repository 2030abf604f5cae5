"""The books: what every step of a request moves, checks and keeps, in the caller's transaction.

Money of a workspace moves in one transaction at a time, whoever asks and wherever: that is what
keeps a budget from being passed by two requests at the same instant.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain import booking, ledger
from bot.domain.approval import Approval
from bot.domain.approvers import Approvers
from bot.domain.budget import Budget, Scope
from bot.domain.credit import COUNTED, LOOK_BACK, Credit
from bot.domain.incident import Incident
from bot.domain.ledger import Line, Step
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from bot.domain.tiers import OWED, Authority, Slots
from bot.domain.trail import Footprint, Trace
from bot.store import approvals, credits, delegations, done, incidents, trail
from bot.store import ledger as kept_ledger
from bot.store.transaction import Reader, Transaction
from bot.usecases import accounts
from bot.usecases.acting import Acting

A_YEAR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A request as it stands, with all that a decision on it needs. The request is locked."""

    organisation: Organisation
    acting: Acting
    credit: Credit
    incident: Incident
    rules: Authority
    slots: Slots
    given: Sequence[Approval]
    approvers: Approvers


async def begin(tx: Transaction, acting: Acting) -> None:
    """Take the turn in which money moves. Raises `AlreadyDone`."""
    await kept_ledger.take_turn(tx, acting.workspace)
    await done.once(tx, acting.workspace, acting.deed, now=acting.now)


async def opened(tx: Transaction, organisation: Organisation, acting: Acting, number: int) -> Case:
    """Begin, and return the request locked. Raises `NoSuchCredit`."""
    await begin(tx, acting)
    return await found(tx, organisation, acting, number)


async def found(tx: Transaction, organisation: Organisation, acting: Acting, number: int) -> Case:
    """Return the request locked, in the turn that was taken. Raises `NoSuchCredit`."""
    credit = await credits.lock(tx, acting.workspace, number)
    return Case(
        organisation=organisation,
        acting=acting,
        credit=credit,
        incident=await incidents.lock(tx, acting.workspace, credit.incident),
        rules=organisation.credit_rules.of(credit.amount.currency),
        slots=await deciding(tx, organisation, credit),
        given=await approvals.bound(tx, credit),
        approvers=await approvers(tx, acting),
    )


async def approvers(reader: Reader, acting: Acting) -> Approvers:
    standing_in = await delegations.current(reader, acting.workspace, now=acting.now)
    return Approvers(acting.holders, standing_in, acting.outsiders)


async def total(reader: Reader, credit: Credit) -> Money:
    """Return what the customer gets in all, over this incident and 90 days, in its currency."""
    others = await accounts.others(reader, credit, since=credit.asked_at - LOOK_BACK)
    counted = [
        one.amount.minor
        for one in others
        if one.state in COUNTED and one.amount.currency == credit.amount.currency
    ]
    return Money(credit.amount.minor + sum(counted), credit.amount.currency)


async def needed(reader: Reader, organisation: Organisation, credit: Credit) -> Slots:
    """Return the approvals that the customer's sum needs. Raises `NobodyForSum`."""
    if credit.is_owed:
        return OWED
    rules = organisation.credit_rules.of(credit.amount.currency)
    return rules.needed(await total(reader, credit))


async def deciding(reader: Reader, organisation: Organisation, credit: Credit) -> Slots:
    """Return the approvals that what was asked for waits for.

    What the customer gets in all may have passed the last tier since: nobody can approve it then,
    but who holds that tier is reminded and can decline it, and it lapses like every other.
    """
    if credit.is_owed:
        return OWED
    rules = organisation.credit_rules.of(credit.amount.currency)
    return rules.nearest(await total(reader, credit))


async def book(
    tx: Transaction,
    organisation: Organisation,
    before: Credit | None,
    after: Credit,
    *,
    by: str,
    now: datetime,
) -> int | None:
    """Move the money to where the request stands now.

    Returns the mark (70, 90, 100 per cent) that a budget has passed by it, if one has. Raises
    `BudgetIsSpent`.
    """
    left = booking.leaving(before, after)
    if before is not None and left is not None:
        await _write(tx, before, left, by=by, now=now)
    climbed = booking.climbing(before, after)
    passed = None
    if Step.HELD in climbed and not after.is_owed:
        for budget in await budgets(tx, organisation, after):
            budget.check(after.amount)
            passed = max(passed or 0, budget.warning(after.amount) or 0) or None
    for step in climbed:
        await _write(tx, after, step, by=by, now=now)
    return passed


async def budgets(
    reader: Reader, organisation: Organisation, credit: Credit
) -> tuple[Budget, Budget]:
    """Return the budgets that pay: the incident's, and the month's of the team."""
    of_month = await month_budget(
        reader,
        organisation,
        credit.workspace,
        team=credit.team,
        month=credit.month,
        currency=credit.amount.currency,
    )
    return await incident_budget(
        reader, organisation, credit.workspace, credit.incident, credit.amount.currency
    ), of_month


async def incident_budget(
    reader: Reader, organisation: Organisation, workspace: str, number: int, currency: str
) -> Budget:
    cap = organisation.credit_rules.of(currency).per_incident
    balance = await kept_ledger.of_incident(reader, workspace, number, currency)
    budget = Budget(
        scope=Scope.INCIDENT, key=str(number), currency=currency, cap=cap, balance=balance
    )
    return await _as_raised(reader, workspace, budget)


async def month_budget(
    reader: Reader,
    organisation: Organisation,
    workspace: str,
    *,
    team: str,
    month: str,
    currency: str,
) -> Budget:
    cap = _month_cap(organisation, team, currency)
    balance = await kept_ledger.of_month(reader, workspace, team, month, currency)
    budget = Budget(
        scope=Scope.MONTH, key=f"{team}:{month}", currency=currency, cap=cap, balance=balance
    )
    return await _as_raised(reader, workspace, budget)


async def _as_raised(reader: Reader, workspace: str, budget: Budget) -> Budget:
    """Return the budget with what finance has added to its cap."""
    if budget.cap is None:
        return budget
    raised = await kept_ledger.raised(reader, workspace, budget.scope, budget.key, budget.currency)
    return replace(budget, cap=budget.cap + raised)


async def note(
    tx: Transaction,
    credit: Credit,
    event: Trace,
    *,
    by: str,
    now: datetime,
    words: str = "",
    details: Mapping[str, str] | None = None,
) -> int:
    """Keep the step on the request's trail, and return its number there."""
    step = Footprint(
        number=0,
        event=event,
        state=credit.state,
        by=by,
        at=now,
        words=words,
        details=details or {},
    )
    return await trail.add(tx, credit, step)


def _month_cap(organisation: Organisation, team: str, currency: str) -> int | None:
    rules = organisation.credit_rules
    own = [one.per_month for one in rules.teams if one.name == team]
    if own and currency == organisation.currency and own[0] is not None:
        return own[0]
    return rules.of(currency).per_month


async def _write(tx: Transaction, credit: Credit, step: Step, *, by: str, now: datetime) -> None:
    change = ledger.moved(step, credit.amount.minor)
    line = Line(
        workspace=credit.workspace,
        number=await kept_ledger.next_number(tx, credit.workspace),
        credit=credit.number,
        incident=credit.incident,
        team=credit.team,
        month=credit.month,
        step=step,
        held=change.held,
        committed=change.committed,
        spent=change.spent,
        currency=credit.amount.currency,
        is_owed=credit.is_owed,
        by=by,
        at=now,
    )
    await kept_ledger.add(tx, [line])
