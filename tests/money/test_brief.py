"""What those who decide see of a request, once it is decided too."""

from bot.store.transaction import Store
from bot.usecases import briefs, decisions
from tests.money.office import OFFICE, acting, ask, open_office


async def test_what_is_decided_waits_for_nobody_though_its_customer_gets_more(
    store: Store,
) -> None:
    workspace = await open_office(store)
    small = await ask(store, workspace, "£40")
    await decisions.approve(store, OFFICE, acting("mara", workspace), 1, seal=small.seal)
    await ask(store, workspace, "£900")

    known = [await briefs.read(store, OFFICE, workspace, number) for number in (1, 2)]

    assert [len(brief.missing) for brief in known] == [0, 2]
