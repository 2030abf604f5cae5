"""What stops a request before anybody is asked, and who may add a customer to the list."""

from typing import Final

from bot.domain import stops
from bot.domain.credit import Credit
from bot.domain.incident import Incident
from bot.domain.money_refusals import NotOnList
from bot.domain.organisation import Organisation
from bot.domain.overruling import role_of
from bot.domain.tiers import Function
from bot.store import customers as kept_customers
from bot.store.transaction import Transaction
from bot.usecases import accounts, books, customers
from bot.usecases.acting import Acting

MAY_ADD: Final = (Function.LEADS, Function.MANAGERS, Function.HEAD_OF_SUPPORT)


async def check(
    tx: Transaction, organisation: Organisation, acting: Acting, incident: Incident, credit: Credit
) -> tuple[Incident, str | None]:
    """Raises `StaffAccount`, `AccountIsClosed`, `AskedAlready` or `NotOnList`.

    Returns the incident, since a lead who asks adds the customer to its list, and as what they
    did so; None where nobody had to.
    """
    others = await accounts.others(tx, credit, since=credit.asked_at - books.A_YEAR)
    names = await accounts.names(tx, credit)
    stops.check(credit, organisation.credit_rules, others, names)
    if credit.cohort is not None or await _is_listed(tx, incident, credit):
        return incident, None
    held = acting.approvers_alone()
    roles = [function for function in MAY_ADD if acting.by in held.holding(function)]
    if not roles:
        raise NotOnList(incident.name)
    _, after = await customers.called(
        tx, organisation, incident, credit.customer, by=acting.by, now=acting.now
    )
    return after, role_of(roles)


async def _is_listed(tx: Transaction, incident: Incident, credit: Credit) -> bool:
    """Where no list was imported, nobody can be missing from it.

    Nobody puts a customer there and asks for them as well.
    """
    place = (tx, incident.workspace, incident.number)
    if not await kept_customers.has_list(*place):
        return True
    known = await kept_customers.called(*place, credit.customer)
    return known is not None and known.logged_by != credit.asked_by
