"""How Slack reaches the bot: over Socket Mode, or over HTTP with signed requests.

The HTTP port is open in both cases: it tells whether the bot is alive and ready.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.store.failures import NotRead
from bot.store.transaction import Store
from bot.usecases import incidents
from handlers.shapes import NotSlacks, shaped
from handlers.signed import FORM, JSON, NotSigned, Seal, read

CONNECTIONS: Final = 2
"""With one, a reset loses commands for seconds; with two, none was lost (measured)."""
PING_EVERY_S: Final = 2
SILENT_S: Final = 30
"""A socket that has not answered a ping for so long does not count as connected."""
LARGEST_BODY: Final = 1024 * 1024
"""Bytes: a form with every input full is well below."""

Handle = Callable[[web.Request], Awaitable[web.StreamResponse]]

log = structlog.get_logger()


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
        Socket(app, app_token, web_client=client, ping_interval=PING_EVERY_S)
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
    app: AsyncApp, secret: str, health: Health, *, host: str, port: int
) -> AsyncIterator[str]:
    """Listen until the block ends; return the address. `secret` empty: Slack comes by socket."""
    server = web.Application(client_max_size=LARGEST_BODY)
    server.add_routes([web.get("/healthz", _alive), web.get("/readyz", _ready(health))])
    if secret:
        server.add_routes([web.post("/slack/events", _events(app, Seal(secret)))])
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        bound = runner.addresses[0]
        yield f"http://{bound[0]}:{bound[1]}"
    finally:
        await runner.cleanup()


def _events(app: AsyncApp, seal: Seal) -> Handle:
    async def handle(request: web.Request) -> web.StreamResponse:
        if request.content_type not in {FORM, JSON}:
            return web.Response(status=415)
        sent = await request.read()
        try:
            seal.check(sent, request.headers, now=time.time())
            body = read(sent, request.content_type)
        except NotSigned:
            log.warning("not signed by Slack, or not just now")
            return web.Response(status=401)
        except NotSlacks as why:
            log.warning("not a payload of Slack's", what=str(why))
            return web.Response(status=400)
        return await to_aiohttp_response(await _dispatch(app, body, request.headers))

    return handle


class Socket(AsyncSocketModeHandler):
    """Slack's own connection needs no signature; what comes over it is read as strictly."""

    async def handle(self, client: AsyncBaseSocketModeClient, req: SocketModeRequest) -> None:
        try:
            body = shaped(req.payload)
        except NotSlacks as why:
            log.warning("not a payload of Slack's", what=str(why))
            await send_async_response(client, req, BoltResponse(status=200), time.time())
            return
        answer = await _dispatch(self.app, body, build_headers(req) or {})
        await send_async_response(client, req, answer, time.time())


async def _dispatch(
    app: AsyncApp, body: dict[str, Any], headers: Mapping[str, Any]
) -> BoltResponse:
    """`body` is known to be Slack's, whichever way it came; so Bolt takes it as from a socket."""
    request = AsyncBoltRequest(mode="socket_mode", body=body, headers=dict(headers))
    return await app.async_dispatch(request)


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
