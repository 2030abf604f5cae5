"""What who decides on a request must see."""

from datetime import datetime

from bot.domain import flags
from bot.domain.approval import open_slots
from bot.domain.brief import Brief
from bot.domain.credit import Credit
from bot.domain.customer import Customer
from bot.domain.organisation import Organisation
from bot.store import approvals, credits, customers, entitlements, incidents, promises
from bot.store.transaction import Reader, Store
from bot.usecases import accounts, books
from bot.usecases.credits import likes_of


async def read(store: Store, organisation: Organisation, workspace: str, number: int) -> Brief:
    """Return a request with what who decides must see. Raises `NoSuchCredit`."""
    async with store.reading() as reader:
        return await brief(reader, organisation, await credits.read(reader, workspace, number))


async def brief(reader: Reader, organisation: Organisation, credit: Credit) -> Brief:
    """Gather what who decides must see."""
    rules = organisation.credit_rules.of(credit.amount.currency)
    earlier = await accounts.others(reader, credit, since=credit.asked_at - books.A_YEAR)
    seen = flags.Seen(
        of_customer=earlier,
        of_evidence=await credits.of_evidence(reader, credit),
        given=await approvals.bound(reader, credit),
        likes=await likes_of(reader, credit),
        entitlement=await entitlements.of(reader, credit.workspace, credit.incident),
    )
    customer = await _logged(reader, credit)
    needed = await books.deciding(reader, organisation, credit) if credit.awaits_decision else ()
    return Brief(
        credit=credit,
        incident=await incidents.read(reader, credit.workspace, credit.incident),
        given=seen.given,
        missing=open_slots(needed, seen.given),
        likes=seen.likes,
        earlier=earlier,
        budgets=await books.budgets(reader, organisation, credit),
        entitlement=seen.entitlement,
        flags=flags.on_request(credit, rules, seen),
        customer=customer,
        promised=None if customer is None else await _promised(reader, customer),
    )


async def _logged(reader: Reader, credit: Credit) -> Customer | None:
    if credit.cohort is not None:
        return None
    return await customers.called(reader, credit.workspace, credit.incident, credit.customer)


async def _promised(reader: Reader, customer: Customer) -> datetime | None:
    live = await promises.live(reader, customer.workspace, customer.incident)
    return next((one.due for one in live if one.customer == customer.number), None)
