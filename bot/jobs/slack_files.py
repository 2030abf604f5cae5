"""Sending the bytes of a file to the address that Slack gave for them."""

from http import HTTPStatus
from typing import Final

import aiohttp

from bot.jobs.chat import ChatIsAway, ChatRefused

TIMEOUT: Final = aiohttp.ClientTimeout(total=30)


async def send(url: str, content: bytes) -> None:
    """Raises `ChatIsAway`, or `ChatRefused` where another try would fail as well."""
    try:
        async with (
            aiohttp.ClientSession(timeout=TIMEOUT) as session,
            session.post(url, data=content) as answer,
        ):
            status = answer.status
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise ChatIsAway(f"upload: {type(error).__name__}") from error
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise ChatIsAway(f"upload: {status}")
    if status != HTTPStatus.OK:
        raise ChatRefused(f"upload_{status}")
