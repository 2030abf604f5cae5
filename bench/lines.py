"""Asking a process things over its pipes: a line of JSON each way."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

Handler = Callable[..., Awaitable[Any]]
LONGEST_LINE: Final = 64 * 1024 * 1024


def say(said: object) -> None:
    print(json.dumps(said), flush=True)


async def answer_all(handlers: Mapping[str, Handler]) -> None:
    """Answer `{"do": <name>, …}` after the other until the asker is gone."""
    asked = asyncio.StreamReader(limit=LONGEST_LINE)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(asked), sys.stdin)
    while line := await asked.readline():
        question = json.loads(line)
        say(await handlers[question.pop("do")](**question))
