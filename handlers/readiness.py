"""Whether the bot can serve, part by part, and its figures for Prometheus. No customer data."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from prometheus_client import generate_latest
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from bot import meters
from bot.store.failures import NotRead
from bot.store.transaction import Store
from bot.usecases.operations import Standing, standing

SILENT_S: Final = 30
"""A socket that has not answered a ping for so long does not count as connected."""
IDLE_S: Final = 30
"""A worker looks for work at least every half second."""
STUCK: Final = timedelta(seconds=60)
"""A timer waits for nothing but the database."""
OK: Final = "ok"


@dataclass(frozen=True, slots=True)
class Health:
    """`sockets`: none when Slack comes over HTTP; then `slack` says what its last answer was.

    `looked_s`: how long ago the worker last looked for work; None where this process has none.
    """

    store: Store
    now: Callable[[], datetime]
    kinds: Sequence[str]
    """Of jobs, those that this version knows: a newer one's are not for it to do."""
    sockets: Sequence[SocketModeClient]
    slack: Callable[[], str]
    looked_s: Callable[[], float] | None

    async def parts(self) -> dict[str, str]:
        """Return each part with `ok`, or with what is wrong."""
        found = await self._standing()
        return {
            **_database(found),
            "slack": await self._slack(),
            **({} if self.looked_s is None else {"jobs": _jobs(found, self.looked_s())}),
        }

    async def figures(self) -> bytes:
        """Return all that is counted, in Prometheus' text."""
        found = await self._standing()
        meters.DATABASE_UP.set(found is not None)
        # What is not known is told as such, not as it was the last time.
        unknown = float("nan")
        meters.DEAD_LETTERS.set(unknown if found is None else found.dead_letters)
        meters.OPEN_INCIDENTS.set(unknown if found is None else found.open_incidents)
        meters.TIMERS_BEHIND.set(unknown if found is None else found.timers_behind.total_seconds())
        return generate_latest(meters.REGISTRY)

    async def _standing(self) -> Standing | None:
        try:
            return await standing(self.store, now=self.now(), kinds=self.kinds)
        except NotRead:
            return None

    async def _slack(self) -> str:
        if not self.sockets:
            return self.slack()
        heard = any([await _is_heard(socket) for socket in self.sockets])
        return OK if heard else "no connection to Slack"


def faults(parts: dict[str, str]) -> list[str]:
    """Return what stands in the way of serving."""
    return [said for said in parts.values() if not said.startswith(OK)]


def _database(found: Standing | None) -> dict[str, str]:
    if found is None:
        return {"database": "the database does not answer"}
    migrated = OK if found.is_migrated else "the schema is older than this version"
    return {"database": OK, "migrations": migrated}


def _jobs(found: Standing | None, looked_s: float) -> str:
    if looked_s > IDLE_S:
        return f"nobody has looked for jobs for {looked_s:.0f} s"
    if found is not None and found.timers_behind > STUCK:
        return f"a timer is due for {found.timers_behind.total_seconds():.0f} s"
    return OK


async def _is_heard(socket: SocketModeClient) -> bool:
    last = socket.last_ping_pong_time
    heard = last is None or time.time() - last < SILENT_S
    return heard and await socket.is_connected()
