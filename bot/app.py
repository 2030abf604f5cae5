"""The composition root: the only module that knows all the others."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

import aiohttp
import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.jobs.afterwards import Afterwards
from bot.jobs.calls import Calls
from bot.jobs.care import CareJobs
from bot.jobs.clocks import Clocks
from bot.jobs.credits import Credits
from bot.jobs.deliver import Post
from bot.jobs.finance import Finance
from bot.jobs.follow_ups import FollowUps
from bot.jobs.handovers import Handovers
from bot.jobs.homes import Homes
from bot.jobs.letters import Letters
from bot.jobs.notes import Notes
from bot.jobs.promises import Promises
from bot.jobs.questions import Questions
from bot.jobs.releases import Releases
from bot.jobs.reminders import Reminders
from bot.jobs.reports import Reports
from bot.jobs.roles import Directory
from bot.jobs.slack import SlackChat
from bot.jobs.slack_client import CountedClient
from bot.jobs.stand_ins import StandIns
from bot.jobs.threats import Threats
from bot.jobs.undelivered import tell_whose_work
from bot.jobs.worker import Handler, Worker
from bot.settings import Settings
from bot.slack_errors import error_name
from bot.store import migrating
from bot.store.transaction import Store
from bot.usecases import long_runs
from handlers.bolt import connect
from handlers.desk import Desk
from handlers.doors import http_doors, socket_doors
from handlers.readiness import Health
from handlers.screen import screen

SLACK_TIMEOUT_S: Final = 30

log = structlog.get_logger()


class NotMigrated(Exception):
    """The database does not have the tables that this version expects."""


class SlackSaidNo(Exception):
    """Slack did not accept the bot token; the text is Slack's own name for the reason."""


@dataclass(frozen=True, slots=True)
class Candour:
    """The running bot. `url` is where it listens; None if it has no port."""

    url: str | None
    workspace: str
    store: Store
    worker: Worker

    def wake(self) -> None:
        """Look at once for what is due: the clock was turned."""
        self.worker.wake()


@asynccontextmanager
async def running(
    settings: Settings, *, now: Callable[[], datetime], jobs: bool = True, mouth: bool = True
) -> AsyncIterator[Candour]:
    """Run the bot until the block ends. `mouth`: answer people; `jobs`: do what is owed.

    Raises `NotMigrated`, `SlackSaidNo`, or OSError when Slack or the port cannot be had.
    """
    if not await migrating.fits(settings.database_url):
        raise NotMigrated
    async with AsyncExitStack() as stack:
        store = await Store.open(settings.database_url)
        stack.push_async_callback(store.close)
        await long_runs.owe_missing(store)
        timeout = aiohttp.ClientTimeout(total=SLACK_TIMEOUT_S)
        session = await stack.enter_async_context(aiohttp.ClientSession(timeout=timeout))
        client = _client(settings, session)
        identity = await _identity(client)
        chat = SlackChat(client)
        post = Post(store, chat, settings.organisation, now)
        on_buried = partial(tell_whose_work, organisation=settings.organisation)
        handlers, batches = deliveries(post), Clocks(post).batches()
        worker = Worker(store, handlers, now, batches=batches, on_buried=on_buried)
        home = identity.team_id or ""
        desk = Desk(home, store, settings.organisation, now, Directory(chat, home))
        if jobs:
            await stack.enter_async_context(_working(worker))
        looked_s = worker.looked_s if jobs else None
        health = Health(store, now, tuple(handlers), [], client.standing, looked_s)
        url = None
        if mouth:
            bolt = _bolt(settings, identity)
            connect(bolt, desk, await stack.enter_async_context(screen(client)))
            url = await _open_mouth(stack, settings, bolt, client, health)
        elif "port" in settings.model_fields_set:  # nobody needs one here unless it is asked for
            url = await stack.enter_async_context(_doors(None, health, settings))
        if jobs:
            stack.callback(worker.stop)  # first of all, while the doors close
        yield Candour(url, desk.workspace, store, worker)


def deliveries(post: Post) -> Mapping[str, Handler]:
    """Return what is done about each kind of job."""
    return {
        **post.handlers(),
        **Clocks(post).handlers(),
        **Reminders(post).handlers(),
        **Handovers(post).handlers(),
        **Credits(post).handlers(),
        **StandIns(post).handlers(),
        **Finance(post).handlers(),
        **Reports(post).handlers(),
        **Letters(post).handlers(),
        **Releases(post).handlers(),
        **Calls(post).handlers(),
        **Threats(post).handlers(),
        **Notes(post).handlers(),
        **Questions(post).handlers(),
        **Promises(post).handlers(),
        **FollowUps(post).handlers(),
        **Afterwards(post).handlers(),
        **Homes(post).handlers(),
        **CareJobs(post).handlers(),
    }


async def _open_mouth(
    stack: AsyncExitStack,
    settings: Settings,
    bolt: AsyncApp,
    client: AsyncWebClient,
    health: Health,
) -> str:
    sockets: list[SocketModeClient] = []
    if settings.slack_app_token:
        token = settings.slack_app_token.get_secret_value()
        sockets = await stack.enter_async_context(socket_doors(bolt, token, client))
    return await stack.enter_async_context(_doors(bolt, replace(health, sockets=sockets), settings))


def _doors(
    app: AsyncApp | None, health: Health, settings: Settings
) -> AbstractAsyncContextManager[str]:
    secret = settings.slack_signing_secret.get_secret_value()
    return http_doors(app, secret, health, host=settings.host, port=settings.port)


def _client(settings: Settings, session: aiohttp.ClientSession) -> CountedClient:
    # No retries by the SDK: after a lost answer they post twice. Jobs look before they repeat.
    return CountedClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        session=session,
        retry_handlers=[],
    )


async def _identity(client: AsyncWebClient) -> AuthorizeResult:
    """Ask Slack once who we are, so that no command waits for it inside its three seconds."""
    try:
        said = await client.auth_test()
    except SlackApiError as error:
        if not (name := error_name(error)):
            raise ConnectionError("Slack itself does not answer") from error
        raise SlackSaidNo(name) from error
    return AuthorizeResult.from_auth_test_response(bot_token=client.token, auth_test_response=said)


def _bolt(settings: Settings, identity: AuthorizeResult) -> AsyncApp:
    async def authorize() -> AuthorizeResult:
        return identity

    return AsyncApp(
        client=AsyncWebClient(base_url=settings.slack_api_url, retry_handlers=[]),
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=False,  # handlers.doors lets nothing else through
        logger=logging.getLogger("slack_bolt.candour"),
    )


@asynccontextmanager
async def _working(worker: Worker) -> AsyncIterator[None]:
    """Should the worker break, the block ends with its error: a silent clock helps nobody."""
    holder = asyncio.current_task()
    task = asyncio.create_task(worker.run())

    def end(ended: asyncio.Task[None]) -> None:
        if not ended.cancelled() and ended.exception() is not None and holder is not None:
            holder.cancel()

    task.add_done_callback(end)
    try:
        yield
    finally:
        task.remove_done_callback(end)
        worker.stop()
        await task
