"""Raising a budget, and reading how much is left of it."""

from bot.domain.budget import Budget, Scope
from bot.domain.money import parse_money
from bot.domain.organisation import Organisation
from bot.domain.tiers import Function
from bot.store import credits, ledger
from bot.store.transaction import Store
from bot.usecases import books
from bot.usecases.acting import Acting


async def raise_for(
    store: Store,
    organisation: Organisation,
    acting: Acting,
    number: int,
    *,
    scope: Scope,
    amount: str,
) -> Budget:
    """Add to the budget that a request is paid from; only finance may.

    Raises `NotInThatFunction`, `OutsiderMayNotDecide`, `BadAmount`, `NoSuchCredit` or
    `AlreadyDone`.
    """
    acting.check_is(Function.FINANCE)
    async with store.transaction() as tx:
        await books.begin(tx, acting)
        credit = await credits.read(tx, acting.workspace, number)
        currency = credit.amount.currency
        more = parse_money(amount, currency=currency, locale=organisation.locale)
        before = {one.scope: one for one in await books.budgets(tx, organisation, credit)}
        values = {"scope": scope, "key": before[scope].key, "currency": currency}
        by = {"minor": more.minor, "by": acting.by, "at": acting.now}
        await ledger.raise_budget(tx, acting.workspace, {**values, **by})
        after = {one.scope: one for one in await books.budgets(tx, organisation, credit)}
    return after[scope]


async def of_incident(
    store: Store, organisation: Organisation, workspace: str, incident: int, currency: str
) -> Budget:
    async with store.reading() as reader:
        return await books.incident_budget(reader, organisation, workspace, incident, currency)
