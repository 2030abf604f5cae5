"""The practice server: one address for the Web API, Socket Mode, response urls and the page."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp import web

from bot.sandbox.clock import PracticeClock
from bot.sandbox.connections import Connections
from bot.sandbox.delivery import Delivery
from bot.sandbox.faults import Calls, Faults
from bot.sandbox.file_door import FileDoor
from bot.sandbox.installation import Installation
from bot.sandbox.page_door import PageDoor, fresh
from bot.sandbox.response_door import ResponseUrlDoor
from bot.sandbox.seed import TEAM_NAME, add_bot, northwind
from bot.sandbox.signed_requests import SignedRequests
from bot.sandbox.state import State
from bot.sandbox.tickets import Limits
from bot.sandbox.webapi import WebApi
from bot.sandbox.workspace import Workspace

LARGEST_REQUEST = 4 * 1024 * 1024


class PracticeServer:
    """Slack on 127.0.0.1. Port 0 takes a free one; `url` and `api_url` are known once started."""

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        clock: PracticeClock | None = None,
        seed: Callable[[State], None] = northwind,
        installation: Installation | None = None,
        limits: Limits | None = None,
        latency_s: float = 0.0,
        faults: Callable[[Callable[[], None]], Faults] = Faults,
    ) -> None:
        self._host, self._port = host, port
        self.clock = clock or PracticeClock()
        limits = limits or Limits()
        state = State(self.clock, installation or Installation(), limits, team=TEAM_NAME)
        add_bot(state)
        seed(state)
        self.connections = Connections(limits, state.changes.note)
        self.faults = faults(self.connections.drop)
        self.faults.latency_s = latency_s
        self.calls = Calls()
        self.workspace = Workspace(state, Delivery(state, self.faults, self.connections))
        self.url = ""
        self._session: aiohttp.ClientSession | None = None
        self._runner: web.AppRunner | None = None
        self.clock.on_turn(state.changes.note)

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    async def start(self) -> Self:
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        _, port, *_ = self._runner.addresses[0]
        self.url = f"http://{self._host}:{port}"
        self.workspace.state.response_urls.base_url = self.url
        self.connections.base_url = f"ws://{self._host}:{port}"
        return self

    async def stop(self) -> None:
        await self.workspace.delivery.stop()
        await self.connections.close()
        if self._session is not None:
            await self._session.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    def deliver_over_http(self, request_url: str) -> None:
        """Call the app by signed HTTP from now on, not over Socket Mode."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
        limits = self.workspace.state.limits
        self.workspace.delivery.use_http(SignedRequests(request_url, self._session, limits))

    def _app(self) -> web.Application:
        state = self.workspace.state
        api = WebApi(state, self.faults, self.calls, self.connections)
        responses = ResponseUrlDoor(state, self.faults, self.calls)
        app = web.Application(client_max_size=LARGEST_REQUEST)
        app.router.add_route("*", "/api/{method}", api.handle)
        app.router.add_get("/link/", self.connections.accept)
        app.router.add_post("/actions/{team}/{secret}", responses.handle)
        page = PageDoor(self.workspace, self.faults)
        app.add_routes(page.routes())
        app.add_routes(FileDoor(state).routes())
        app.on_response_prepare.append(fresh)
        app.on_shutdown.append(page.close)
        return app
