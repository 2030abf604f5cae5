"""Which rules people overruled, and as what: counted for who reviews, and nobody is ranked."""

from dataclasses import replace

from bot.domain.credit import Credit
from bot.store.transaction import Store
from bot.usecases import credits as asking
from bot.usecases import decisions, money_review
from messages.money_review import measures_line
from tests.money.office import OFFICE, acting, now_of, open_office, wish
from tests.money.test_stops import put_on_list


async def given(
    store: Store, workspace: str, amount: str, *by: str, asker: str = "dan", **more: str
) -> Credit:
    """Ask, and let these people approve one after the other."""
    wanted = replace(wish(amount), **more)  # type: ignore[arg-type]
    credit = await asking.ask(store, OFFICE, acting(asker, workspace), wanted)
    for one in by:
        who = acting(one, workspace)
        await decisions.approve(store, OFFICE, who, credit.number, seal=credit.seal)
    return await now_of(store, credit)


async def measures(store: Store, workspace: str) -> str:
    found = await money_review.of_period(store, OFFICE, workspace, 1, draw="x")
    [one] = found.measures
    return measures_line(one, OFFICE)


async def test_what_was_granted_past_a_rule_is_counted_by_role(store: Store) -> None:
    workspace = await open_office(store)
    shown = {"evidence": "The receipt"}
    await given(store, workspace, "£50", "amira", customer="ACC-1", **shown)
    assert " by " not in await measures(store, workspace)

    await given(store, workspace, "£400", "mara", customer="ACC-2", **shown)
    await given(store, workspace, "£900", "hope", "finn", customer="ACC-3")
    await given(store, workspace, "£300", customer="ACC-4", **shown)

    said = await measures(store, workspace)
    assert "2 above what is usual for the reason (1 by a manager, 1 by finance)" in said
    assert "2 over twice what like cases got (1 by a manager, 1 by finance)" in said
    assert "1 with nothing to show it (1 by finance)" in said


async def test_what_is_given_alone_overrules_nothing_by_itself(store: Store) -> None:
    workspace = await open_office(store)
    await given(store, workspace, "£20")

    assert " by " not in await measures(store, workspace)


async def test_a_lead_who_adds_to_the_list_is_counted(store: Store) -> None:
    workspace = await open_office(store)
    await put_on_list(store, workspace, "ACC-1")
    await given(store, workspace, "£90", "mara", asker="amira", customer="ACC-2", evidence="x")

    said = await measures(store, workspace)
    assert "1 for a customer who was not on the list (1 by a team lead)" in said


async def test_an_amount_that_was_asked_anew_counts_as_it_is_now(store: Store) -> None:
    workspace = await open_office(store)
    await given(store, workspace, "£30", "amira", customer="ACC-1", evidence="x")
    far = await given(store, workspace, "£90", customer="ACC-2", evidence="x")
    near = replace(wish("£40", customer="ACC-2"), evidence="x")
    after = await asking.ask_anew(store, OFFICE, acting("dan", workspace), far.number, near)
    who = acting("amira", workspace)
    await decisions.approve(store, OFFICE, who, far.number, seal=after.seal)

    assert "over twice" not in await measures(store, workspace)
