"""A practice server and a real Bolt app to try it with."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.acts import Actor
from bot.sandbox.clock import PracticeClock
from bot.sandbox.ids import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from bot.sandbox.installation import Installation, Shortcut
from bot.sandbox.server import PracticeServer
from bot.sandbox.tickets import Limits

Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]
Serve = Callable[[AsyncApp], Awaitable[str]]

INSTALLATION = Installation(
    events=frozenset({"app_home_opened", "message.channels", "message.im", "app_mention"}),
    shortcuts=(
        Shortcut("keep", "Keep this message"),
        Shortcut("start", "Start an incident", "global"),
    ),
)


@pytest.fixture
def limits() -> Limits:
    return Limits()


@pytest.fixture
def installation() -> Installation:
    return INSTALLATION


@pytest.fixture
async def slack(limits: Limits, installation: Installation) -> AsyncIterator[PracticeServer]:
    clock = PracticeClock(rate=0)
    async with PracticeServer(clock=clock, limits=limits, installation=installation) as server:
        yield server


@pytest.fixture
def client(slack: PracticeServer) -> AsyncWebClient:
    return AsyncWebClient(BOT_TOKEN, base_url=slack.api_url, retry_handlers=[])


@pytest.fixture
def app(client: AsyncWebClient) -> AsyncApp:
    return AsyncApp(client=client, signing_secret=SIGNING_SECRET)


@pytest.fixture
async def connect(slack: PracticeServer) -> AsyncIterator[Connect]:
    """Connect an app by Socket Mode, as often as asked."""
    handlers: list[AsyncSocketModeHandler] = []

    async def connected(app: AsyncApp) -> AsyncSocketModeHandler:
        before = len(slack.connections)
        handler = AsyncSocketModeHandler(app, APP_TOKEN, ping_interval=1)
        handlers.append(handler)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await slack.workspace.until(lambda: len(slack.connections) > before)
        return handler

    yield connected
    for handler in handlers:
        await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.fixture
async def serve(slack: PracticeServer) -> AsyncIterator[Serve]:
    """Serve an app over HTTP and let Slack call it there."""
    runners: list[web.AppRunner] = []

    async def served(app: AsyncApp) -> str:
        async def answer(request: web.Request) -> web.Response:
            response = await app.async_dispatch(await to_bolt_request(request))
            return await to_aiohttp_response(response)

        site_app = web.Application()
        site_app.router.add_post("/slack/events", answer)
        runner = web.AppRunner(site_app)
        runners.append(runner)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
        slack.deliver_over_http(url)
        return url

    yield served
    for runner in runners:
        await runner.cleanup()


@pytest.fixture
def dan(slack: PracticeServer) -> Actor:
    return slack.workspace.as_person("U01DAN")


@pytest.fixture
def mara(slack: PracticeServer) -> Actor:
    return slack.workspace.as_person("U03MARA")
