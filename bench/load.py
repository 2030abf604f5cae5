"""Commands typed by many at once: signed requests, each sent when the one before is answered."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlencode

import aiohttp

from bench.lines import answer_all, say
from bench.slack import PERSON
from bot.sandbox.ids import APP_ID, TEAM
from bot.sandbox.signed_requests import FORM, signed

GIVE_UP_S: Final = 30
TAKEN: Final = ("Noted as sent", " is open in ")
"""What only the answer to a command that was taken says."""

Typed = tuple[str, str]
"""The channel, and what follows `/incident`."""


async def type_commands(
    *, url: str, clients: Sequence[Sequence[Typed]], seconds: float = 0
) -> list[list[Any]]:
    """Let each client type its commands: once, or over and over for `seconds`.

    Returns for each command when it was sent (seconds of the monotonic clock), how many seconds
    its answer took, and whether it was taken.
    """
    timeout = aiohttp.ClientTimeout(total=GIVE_UP_S)
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(timeout=timeout, connector=connector) as session:
        until = time.monotonic() + seconds
        work = [_client(session, url, typed, until) for typed in clients]
        return [one for answers in await asyncio.gather(*work) for one in answers]


async def _client(
    session: aiohttp.ClientSession, url: str, typed: Sequence[Typed], until: float
) -> list[list[Any]]:
    answers = []
    while True:
        for channel, text in typed:
            body = urlencode(command(channel, text)).encode()
            sent = time.monotonic()
            is_taken = await _is_taken(session, url, body)
            answers.append([sent, time.monotonic() - sent, is_taken])
        if time.monotonic() >= until:
            return answers


async def _is_taken(session: aiohttp.ClientSession, url: str, body: bytes) -> bool:
    headers = {"Content-Type": FORM, **signed(body)}
    try:
        async with session.post(url, data=body, headers=headers) as response:
            text = await response.text()
            return response.ok and any(words in text for words in TAKEN)
    except (aiohttp.ClientError, TimeoutError):
        return False


def command(channel: str, text: str) -> dict[str, str]:
    return {
        "team_id": TEAM,
        "team_domain": "practice",
        "channel_id": channel,
        "channel_name": channel.lower(),
        "user_id": PERSON,
        "user_name": "dan",
        "command": "/incident",
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": "http://127.0.0.1:9/unused",
        "trigger_id": "unused",
    }


async def main() -> None:
    say("ready")
    await answer_all({"type_commands": type_commands})


if __name__ == "__main__":
    asyncio.run(main())
