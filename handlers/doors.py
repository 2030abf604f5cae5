"""How Slack reaches the bot: over Socket Mode, or over HTTP with signed requests.

The HTTP port is open in both cases: it tells whether the bot is alive and ready.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.store.failures import NotRead
from bot.store.transaction import Store
from bot.usecases import incidents

CONNECTIONS: Final = 2
"""With one, a reset loses commands for seconds; with two, none was lost (measured)."""
PING_EVERY_S: Final = 2
SILENT_S: Final = 30
"""A socket that has not answered a ping for so long does not count as connected."""
LARGEST_BODY: Final = 1024 * 1024
"""Bytes: a form with every input full is well below."""

Handle = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Health:
    store: Store
    workspace: str
    sockets: Sequence[SocketModeClient]
    """None of them when Slack comes over HTTP."""

    async def faults(self) -> list[str]:
        """Return what stands in the way of serving, in words; nothing when ready."""
        found = []
        try:
            await incidents.open_ones(self.store, self.workspace)
        except NotRead:
            found.append("the database does not answer")
        if self.sockets and not any([await _is_heard(socket) for socket in self.sockets]):
            found.append("no connection to Slack")
        return found


@asynccontextmanager
async def socket_doors(
    app: AsyncApp, app_token: str, client: AsyncWebClient
) -> AsyncIterator[list[SocketModeClient]]:
    """Hold two connections to Slack; each payload comes over one of them."""
    handlers = [
        AsyncSocketModeHandler(app, app_token, web_client=client, ping_interval=PING_EVERY_S)
        for _ in range(CONNECTIONS)
    ]
    try:
        for handler in handlers:
            await handler.connect_async()  # type: ignore[no-untyped-call]
        yield [handler.client for handler in handlers]
    finally:
        for handler in handlers:
            await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def http_doors(
    app: AsyncApp | None, health: Health, *, host: str, port: int
) -> AsyncIterator[str]:
    """Listen until the block ends; return the address. `app` None: Slack comes by socket."""
    server = web.Application(client_max_size=LARGEST_BODY)
    server.add_routes([web.get("/healthz", _alive), web.get("/readyz", _ready(health))])
    if app is not None:
        server.add_routes([web.post("/slack/events", _events(app))])
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        bound = runner.addresses[0]
        yield f"http://{bound[0]}:{bound[1]}"
    finally:
        await runner.cleanup()


def _events(app: AsyncApp) -> Handle:
    async def handle(request: web.Request) -> web.StreamResponse:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    return handle


def _ready(health: Health) -> Handle:
    async def handle(_request: web.Request) -> web.StreamResponse:
        faults = await health.faults()
        return web.json_response(
            {"ready": not faults, "faults": faults}, status=503 if faults else 200
        )

    return handle


async def _alive(_request: web.Request) -> web.StreamResponse:
    return web.json_response({"alive": True})


async def _is_heard(socket: SocketModeClient) -> bool:
    last = socket.last_ping_pong_time
    heard = last is None or time.time() - last < SILENT_S
    return heard and await socket.is_connected()
