"""The least that a Bolt app can do: check the signature and acknowledge. Nobody is faster.

As it comes, Bolt looks every 10 ms whether a listener has acknowledged; `--at-once` lets it answer
when the listener ends, as Candour does.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bench.lines import answer_all, say
from bot.sandbox.ids import BOT_TOKEN, BOT_USER, SIGNING_SECRET, TEAM


async def authorize() -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=None, team_id=TEAM, bot_token=BOT_TOKEN, bot_user_id=BOT_USER
    )


async def acknowledge(ack: Callable[..., Awaitable[Any]]) -> None:
    await ack(response_type="ephemeral", text="Noted as sent.")


async def main() -> None:
    app = AsyncApp(
        client=AsyncWebClient(retry_handlers=[]),
        process_before_response="--at-once" in sys.argv,
        authorize=authorize,
        signing_secret=SIGNING_SECRET,
    )
    app.command("/incident")(acknowledge)

    async def handle(request: web.Request) -> web.StreamResponse:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    server = web.Application()
    server.add_routes([web.post("/slack/events", handle)])
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    say(f"http://127.0.0.1:{runner.addresses[0][1]}")
    await answer_all({})


if __name__ == "__main__":
    asyncio.run(main())
