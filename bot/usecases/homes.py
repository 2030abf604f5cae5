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
        await owed.enqueue(tx, _look(workspace, person, at=now))


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


def _look(workspace: str, person: str, *, at: datetime) -> NewJob:
    key = f"{workspace}:{HOME}:{person}"
    return NewJob(
        kind=HOME,
        args={"person": person},
        workspace=workspace,
        due_at=at,
        dedupe_key=key,
        lane=key,
    )
