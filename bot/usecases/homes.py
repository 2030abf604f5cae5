"""App Home: opened, looked after for a while, and told what is shown there."""

from datetime import datetime
from typing import Final

from bot.domain.home import next_look
from bot.store import homes, owed
from bot.store.homes import Home
from bot.store.owed import NewJob
from bot.store.transaction import Store

HOME: Final = "home"


async def opened(store: Store, workspace: str, person: str, *, now: datetime) -> None:
    """Owe the person their page: they have opened it, or pressed something there."""
    async with store.transaction() as tx:
        await homes.opened(tx, workspace, person, now=now)
        await owed.enqueue(tx, _look(workspace, person, at=now, is_opened=True))


async def put_off(store: Store, workspace: str, person: str, *, at: datetime) -> None:
    """Owe the look that would be due now at another time."""
    async with store.transaction() as tx:
        await owed.enqueue(tx, _look(workspace, person, at=at, is_put_off=True))


async def shown(
    store: Store, workspace: str, person: str, home: Home, *, mark: str, now: datetime
) -> None:
    """Remember what stands there, and owe another look while it is likely to be read."""
    at = next_look(home.opened_at, now=now)
    async with store.transaction() as tx:
        if mark != home.shown:
            await homes.shown(tx, workspace, person, home.opened_at, mark)
        if at is not None:
            await owed.enqueue(tx, _look(workspace, person, at=at))


def _look(workspace: str, person: str, *, at: datetime, **how: bool) -> NewJob:
    """`how`: `is_opened` if the person waits for it, `is_put_off` if it has waited for others."""
    key = f"{workspace}:{HOME}:{person}"
    return NewJob(
        kind=HOME,
        args={"person": person, **how},
        workspace=workspace,
        due_at=at,
        dedupe_key=key,
        lane=key,
    )
