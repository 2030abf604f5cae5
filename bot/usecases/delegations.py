"""Standing in for somebody, until a day that was named; who does is told, and told when it ends."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from bot.domain.decision import check_insider
from bot.domain.delegation import Delegation, until
from bot.domain.money_refusals import NothingToDelegate, OwnStandIn
from bot.domain.organisation import Organisation
from bot.store import delegations, done, owed
from bot.store.owed import NewJob
from bot.store.transaction import Reader, Store
from bot.usecases import change
from bot.usecases.acting import Acting

STAND_IN_NOTE: Final = "stand_in_note"


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
        before = await delegations.end(tx, acting.workspace, acting.by, now=acting.now)
        await delegations.add(tx, new)
        await owed.enqueue_all(tx, _notes(acting, dict.fromkeys((*before, to))))
    return new


async def end(store: Store, acting: Acting) -> bool:
    """Decide oneself again; return whether somebody stood in."""
    async with store.transaction() as tx:
        before = await delegations.end(tx, acting.workspace, acting.by, now=acting.now)
        await owed.enqueue_all(tx, _notes(acting, before))
    return bool(before)


async def standing_in(
    reader: Reader, workspace: str, *, of: str, to: str, now: datetime
) -> Delegation | None:
    """Return how `to` stands in for `of` now, if they do."""
    current = await delegations.current(reader, workspace, now=now)
    return next((one for one in current if (one.of, one.to) == (of, to)), None)


async def stood_in_for(store: Store, workspace: str, person: str, *, now: datetime) -> list[str]:
    """Return those in whose places somebody acts now, whatever they hold themselves."""
    async with store.glancing() as reader:
        current = await delegations.current(reader, workspace, now=now)
    return [one.of for one in current if one.to == person and one.holds(now)]


def _notes(acting: Acting, people: Iterable[str]) -> list[NewJob]:
    """Return what is owed to each: whether they stand in for who acts, as it is when it is told."""
    return [
        NewJob(
            kind=STAND_IN_NOTE,
            args={"of": acting.by, "person": person},
            workspace=acting.workspace,
            due_at=acting.now,
            dedupe_key=f"{acting.workspace}:{STAND_IN_NOTE}:{acting.by}:{person}",
            lane=change.lane(acting.workspace, person),
        )
        for person in people
    ]
