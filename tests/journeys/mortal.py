"""A replica that is killed: at its next commit but so many, in the midst of what it was doing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Self

from slack_sdk.web.async_client import AsyncWebClient

from bot.app import deliveries
from bot.jobs.deliver import Post
from bot.jobs.slack import SlackChat
from bot.jobs.worker import Worker
from bot.store.failures import LIMIT_S
from bot.store.transaction import Reader, Store, Transaction
from tests.driver import SIGNED, Bot, settings_for

GONE_AT_ONCE = timedelta(0)
"""The lease of whoever is killed: nobody has to wait until it runs out."""


class Killed(Exception):
    """The process ended here: what it had not committed is rolled back."""


class MortalStore(Store):
    commits_left = 0

    @classmethod
    async def of(cls, url: str, *, commits: int) -> Self:
        store = await cls.open(url)
        store.commits_left = commits
        return store

    @asynccontextmanager
    async def transaction(self, *, limit_s: float = LIMIT_S) -> AsyncIterator[Transaction]:
        async with super().transaction(limit_s=limit_s) as tx:
            yield tx
            self.commits_left -= 1
            self._die()

    @asynccontextmanager
    async def reading(self, *, limit_s: float | None = LIMIT_S) -> AsyncIterator[Reader]:
        self._die()
        async with super().reading(limit_s=limit_s) as reader:
            yield reader

    @asynccontextmanager
    async def glancing(self) -> AsyncIterator[Reader]:
        self._die()
        async with super().glancing() as reader:
            yield reader

    def _die(self) -> None:
        if self.commits_left < 0:
            raise Killed


async def work_until_killed(bot: Bot, database_url: str, *, commits: int) -> None:
    """Run what is due in another replica, which is killed at a commit, unless it is done before."""
    settings = settings_for(bot.practice, database_url, **SIGNED)
    token = settings.slack_bot_token.get_secret_value()
    chat = SlackChat(AsyncWebClient(token, base_url=settings.slack_api_url, retry_handlers=[]))
    store = await MortalStore.of(database_url, commits=commits)
    post = Post(store, chat, settings.organisation, bot.clock.now)
    worker = Worker(
        store, deliveries(post), bot.clock.now, timers=1, deliveries=1, lease=GONE_AT_ONCE
    )
    try:
        with suppress(Killed):
            await worker.run_due()
    finally:
        await store.close()
