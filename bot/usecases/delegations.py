"""Standing in for somebody, until a day that was named."""

from bot.domain.decision import check_insider
from bot.domain.delegation import Delegation, until
from bot.domain.money_refusals import NothingToDelegate, OwnStandIn
from bot.domain.organisation import Organisation
from bot.store import delegations, done
from bot.store.transaction import Store
from bot.usecases.acting import Acting


async def delegate(
    store: Store, organisation: Organisation, acting: Acting, *, to: str, until_typed: str
) -> Delegation:
    """Let `to` decide in the place of who acts; whoever did so before no longer does.

    Raises `OutsiderMayNotDecide`, `NothingToDelegate`, `OwnStandIn` or `UnclearUntil`.
    """
    if to == acting.by:
        raise OwnStandIn
    now = acting.approvers_alone()
    for one in (acting.by, to):
        check_insider(one, now)
    if now.functions_of(acting.by) == {acting.by}:
        raise NothingToDelegate
    end = until(until_typed, organisation.time_zone, now=acting.now)
    new = Delegation(workspace=acting.workspace, of=acting.by, to=to, since=acting.now, until=end)
    async with store.transaction() as tx:
        await done.once(tx, acting.workspace, acting.deed, now=acting.now)
        await delegations.end(tx, acting.workspace, acting.by, now=acting.now)
        await delegations.add(tx, new)
    return new


async def end(store: Store, acting: Acting) -> bool:
    """Decide oneself again; return whether somebody stood in."""
    async with store.transaction() as tx:
        return await delegations.end(tx, acting.workspace, acting.by, now=acting.now)
