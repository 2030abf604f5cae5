"""What nobody may ask for, whoever would approve it."""

from dataclasses import replace

import pytest

from bot.domain.credit import Credit
from bot.domain.customer import Customer, Report
from bot.domain.money_refusals import AccountIsClosed, AskedAlready, NotOnList, StaffAccount
from bot.domain.reason import Reason
from bot.domain.tiers import CreditRules
from bot.store import customers
from bot.store.transaction import Store
from bot.usecases import credits as asking
from bot.usecases import decisions
from tests.money.office import NOON, OFFICE, acting, ask, open_office, wish

STRICT = replace(
    OFFICE,
    credit_rules=CreditRules(
        OFFICE.credit_rules.by_currency,
        staff_accounts=frozenset({"acc-7"}),
        closed_accounts=frozenset({"acc-8"}),
    ),
)


async def ask_for(store: Store, workspace: str, customer: str, *, by: str = "dan") -> Credit:
    wanted = wish("£40", customer=customer)
    return await asking.ask(store, STRICT, acting(by, workspace), wanted)


@pytest.mark.parametrize(
    ("customer", "refusal"), [(" acc-7", StaffAccount), ("ACC-8", AccountIsClosed)]
)
async def test_for_some_accounts_nobody_asks(
    store: Store, customer: str, refusal: type[Exception]
) -> None:
    workspace = await open_office(store)
    for by in ("dan", "hope"):
        with pytest.raises(refusal):
            await ask_for(store, workspace, customer, by=by)
    assert (await ask_for(store, workspace, "ACC-1")).number == 1


async def test_what_waits_for_the_same_reason_is_the_same_request(store: Store) -> None:
    workspace = await open_office(store)
    await ask(store, workspace, "£40")
    with pytest.raises(AskedAlready) as refused:
        await ask(store, workspace, "£60", by="amira", customer=" acc-1 ")
    assert (refused.value.credit, refused.value.asked_by) == ("CR-1", "dan")
    await ask(store, workspace, "£60", code=Reason.FEE_REFUND)
    await ask(store, workspace, "£60", customer="ACC-2")


async def test_what_was_granted_is_not_granted_again(store: Store) -> None:
    workspace = await open_office(store)
    credit = await ask(store, workspace, "£40")
    await decisions.approve(store, OFFICE, acting("amira", workspace), 1, seal=credit.seal)
    with pytest.raises(AskedAlready):
        await ask(store, workspace, "£40")
    await ask(store, workspace, "£45")


async def test_asking_anew_is_no_second_request(store: Store) -> None:
    workspace = await open_office(store)
    await ask(store, workspace, "£40")
    again = await asking.ask_anew(store, OFFICE, acting("dan", workspace), 1, wish("£50"))
    assert again.amount.minor == 5000


async def test_an_account_is_known_by_the_name_in_the_log_too(store: Store) -> None:
    workspace = await open_office(store)
    await put_on_list(store, workspace, "ACC-7", by="amira")
    with pytest.raises(StaffAccount):
        await ask_for(store, workspace, "ms quill")


async def put_on_list(store: Store, workspace: str, reference: str, *, by: str = "") -> None:
    """Without `by` as an import does."""
    customer = Customer(
        workspace=workspace,
        number=9 if by else 8,
        incident=1,
        report=Report(reference=reference, name="Ms Quill"),
        logged_by=by,
        logged_at=NOON,
    )
    async with store.transaction() as tx:
        await customers.add(tx, customer)


async def test_where_nobody_was_imported_nobody_is_missing(store: Store) -> None:
    workspace = await open_office(store)
    await put_on_list(store, workspace, "ACC-1", by="dan")
    assert (await ask(store, workspace, "£40", customer="ACC-2")).number == 1


async def test_once_a_list_was_imported_only_leads_add_to_it(store: Store) -> None:
    workspace = await open_office(store)
    await put_on_list(store, workspace, "ACC-1")
    await ask(store, workspace, "£40", customer="acc-1")
    await ask(store, workspace, "£40", customer="Ms Quill", code=Reason.FEE_REFUND)
    with pytest.raises(NotOnList):
        await ask(store, workspace, "£40", customer="ACC-2")

    await ask(store, workspace, "£40", customer="ACC-2", by="amira")

    async with store.reading() as reader:
        added = await customers.called(reader, workspace, 1, "acc-2")
    assert added is not None
    assert added.logged_by == "amira"
    await ask(store, workspace, "£40", customer="ACC-2", code=Reason.FEE_REFUND)


async def test_nobody_puts_a_customer_on_the_list_and_asks_for_them(store: Store) -> None:
    workspace = await open_office(store)
    await put_on_list(store, workspace, "ACC-1")
    await put_on_list(store, workspace, "ACC-2", by="dan")
    with pytest.raises(NotOnList):
        await ask(store, workspace, "£40", customer="ACC-2")
    await ask(store, workspace, "£40", customer="ACC-2", by="fay")
