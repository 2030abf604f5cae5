"""How Slack reaches the bot: over Socket Mode, or over HTTP with signed requests.

The HTTP port is open in both cases: it tells whether the bot is alive and ready,
and its figures.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Final, cast

import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST as PROMETHEUS
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot import action, meters, tracing
from bot.lifetime import all_ended
from bot.store.patience import somebody_waits
from handlers.envelopes import check_envelope
from handlers.readiness import Health, faults
from handlers.response_urls import check_response_url
from handlers.shapes import NotSlacks, shaped
from handlers.signed import FORM, JSON, NotSigned, Seal, read

CONNECTIONS: Final = 2
"""With one, a reset loses commands for seconds; with two, none was lost (measured)."""
PING_EVERY_S: Final = 2
CLOSING_S: Final = 3
"""How long the port's closing waits for answers that are on their way: Slack waits no longer."""
BACKLOG: Final = 1024
"""Connections that the system holds until they are taken up; it turns away none for a second."""
LARGEST_BODY: Final = 1024 * 1024
"""Bytes: a form with every input full is well below."""

Handle = Callable[[web.Request], Awaitable[web.StreamResponse]]

log = structlog.get_logger()


class Acts:
    """What people do, from when a door takes it up until it is acknowledged."""

    def __init__(self, way: str) -> None:
        self._way = way
        self._under_way: set[asyncio.Task[Any]] = set()

    @contextmanager
    def taken_up(self) -> Iterator[None]:
        began = time.perf_counter()
        task = cast("asyncio.Task[Any]", asyncio.current_task())
        self._under_way.add(task)
        try:
            with action.begun(), tracing.span("asked", way=self._way), somebody_waits():
                yield
        finally:
            self._under_way.discard(task)
        meters.ACK.labels(self._way).observe(time.perf_counter() - began)

    async def ended(self) -> None:
        """Wait for those that are under way: the database closes after the doors."""
        await all_ended(self._under_way, within_s=CLOSING_S)


@asynccontextmanager
async def socket_doors(
    app: AsyncApp, app_token: str, client: AsyncWebClient
) -> AsyncIterator[list[SocketModeClient]]:
    """Hold two connections to Slack; each payload comes over one of them."""
    acts = Acts("socket")
    sockets = [
        Socket(app_token, app.logger, client, ping_interval=PING_EVERY_S)
        for _ in range(CONNECTIONS)
    ]
    try:
        for socket in sockets:
            socket.socket_mode_request_listeners.append(_hear(app, acts))
            await socket.connect()  # type: ignore[no-untyped-call]
        yield [*sockets]
    finally:
        for socket in sockets:
            socket.is_leaving = True
        await acts.ended()  # while there is a line to acknowledge them over
        for socket in sockets:
            await socket.close()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def http_doors(
    app: AsyncApp | None, secret: str, health: Health, *, host: str, port: int
) -> AsyncIterator[str]:
    """Listen until the block ends; return the address.

    Slack comes in only with an `app` to take it and a `secret` to know it by.
    """
    acts = Acts("http")
    server = web.Application(client_max_size=LARGEST_BODY)
    server.add_routes([web.get(path, page(health)) for path, page in PAGES.items()])
    if app is not None and secret:
        server.add_routes([web.post("/slack/events", _events(app, Seal(secret), acts))])
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=CLOSING_S)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port, backlog=BACKLOG).start()
        bound = runner.addresses[0]
        yield f"http://{bound[0]}:{bound[1]}"
    finally:
        await runner.cleanup()
        await acts.ended()


def _events(app: AsyncApp, seal: Seal, acts: Acts) -> Handle:
    async def handle(request: web.Request) -> web.StreamResponse:
        if request.content_type not in {FORM, JSON}:
            return web.Response(status=415)
        sent = await request.read()
        try:
            seal.check(sent, request.headers, now=time.time())
            body = read(sent, request.content_type)
            check_response_url(body, api_url=app.client.base_url)
        except NotSigned:
            log.warning("not signed by Slack, or not just now")
            return web.Response(status=401)
        except NotSlacks as why:
            log.warning("not a payload of Slack's", what=str(why))
            return web.Response(status=400)
        with acts.taken_up():
            return await to_aiohttp_response(await _dispatch(app, body, request.headers))

    return handle


class Socket(SocketModeClient):
    """Slack's own connection needs no signature; what comes over it is read as strictly."""

    is_leaving = False

    async def enqueue_message(self, message: str) -> None:
        """Take up what is an envelope of Slack's, and leave whatever else there is on the line."""
        if self.is_leaving:  # Slack sends an event again, and says that a command failed
            return
        try:
            check_envelope(message)
        except NotSlacks as why:
            log.warning("not an envelope of Slack's", what=str(why))
        else:
            await super().enqueue_message(message)


def _hear(
    app: AsyncApp, acts: Acts
) -> Callable[[AsyncBaseSocketModeClient, SocketModeRequest], Awaitable[None]]:
    async def handle(client: AsyncBaseSocketModeClient, req: SocketModeRequest) -> None:
        try:
            body = shaped(req.payload)
            check_response_url(body, api_url=app.client.base_url)
        except NotSlacks as why:
            log.warning("not a payload of Slack's", what=str(why))
            await _acknowledge(client, req, BoltResponse(status=200))
            return
        with acts.taken_up():
            answer = await _dispatch(app, body, build_headers(req) or {})
            await _acknowledge(client, req, answer)

    return handle


async def _acknowledge(
    client: AsyncBaseSocketModeClient, req: SocketModeRequest, answer: BoltResponse
) -> None:
    try:
        await send_async_response(client, req, answer, time.time())
    except ConnectionError as error:  # it broke meanwhile; what was committed stays
        log.warning("not acknowledged", error=type(error).__name__)


async def _dispatch(
    app: AsyncApp, body: dict[str, Any], headers: Mapping[str, Any]
) -> BoltResponse:
    """`body` is known to be Slack's, whichever way it came; so Bolt takes it as from a socket."""
    request = AsyncBoltRequest(mode="socket_mode", body=body, headers=dict(headers))
    return await app.async_dispatch(request)


def _ready(health: Health) -> Handle:
    async def handle(_request: web.Request) -> web.StreamResponse:
        parts = await health.parts()
        found = faults(parts)
        said = {"ready": not found, "faults": found, "parts": parts}
        return web.json_response(said, status=503 if found else 200)

    return handle


def _figures(health: Health) -> Handle:
    async def handle(_request: web.Request) -> web.StreamResponse:
        return web.Response(body=await health.figures(), headers={"Content-Type": PROMETHEUS})

    return handle


def _alive(_health: Health) -> Handle:
    async def handle(_request: web.Request) -> web.StreamResponse:
        return web.json_response({"alive": True})

    return handle


PAGES: Final[Mapping[str, Callable[[Health], Handle]]] = {
    "/healthz": _alive,
    "/readyz": _ready,
    "/metrics": _figures,
}
"""What anybody may read who reaches the port: nothing of customers, nothing of people."""
