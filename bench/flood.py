"""More commands than anybody can keep: each sent at its own time, whoever has been answered.

An answer counts from the time at which its command was to be typed, so that whoever types slowly
hides nobody's waiting.
"""

import asyncio
import time
from typing import Any, Final
from urllib.parse import urlencode

import aiohttp

from bench.lines import answer_all, say
from bench.load import command
from bench.slack import CHANNELS
from bot.sandbox.signed_requests import FORM, signed

LISTENS_S: Final = 3.0
"""How long Slack waits for an acknowledgement."""
KEPT: Final = "acknowledged"
CROWDED: Final = "told that too much comes in, and nothing is saved"
NOT_SAVED: Final = "told that it is not saved"
PERHAPS: Final = "told that it may be saved or not"
HONEST: Final = {
    KEPT: "Noted as sent",
    CROWDED: "nothing saved: too much is coming in at once",
    NOT_SAVED: "Not saved",
    PERHAPS: "I cannot say whether this is saved",
}
"""What an answer may be, by the words in it. Each gives back what was typed, but for the first."""


def words(number: int) -> str:
    """Return the words of which the database must hold those that were acknowledged."""
    return f"The payment provider has found the failing part. Step {number} of the repair is done."


async def flood(*, url: str, rate: float, seconds: float) -> list[list[Any]]:
    """Type `rate` updates a second, of as many incidents as there are channels.

    Returns of each what its answer said, and how many seconds that took.
    """
    timeout = aiohttp.ClientTimeout(total=LISTENS_S)
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(timeout=timeout, connector=connector) as session:
        began = time.monotonic()
        work = [
            _typed(session, url, number, began + number / rate)
            for number in range(round(rate * seconds))
        ]
        return await asyncio.gather(*work)


async def _typed(session: aiohttp.ClientSession, url: str, number: int, at: float) -> list[Any]:
    await asyncio.sleep(at - time.monotonic())
    incident = number % len(CHANNELS)
    text = f"update INC-{incident + 1} {words(number)}"
    body = urlencode(command(CHANNELS[incident], text)).encode()
    said = await _said(session, url, body)
    return [said, time.monotonic() - at]


async def _said(session: aiohttp.ClientSession, url: str, body: bytes) -> str:
    headers = {"Content-Type": FORM, **signed(body)}
    try:
        async with session.post(url, data=body, headers=headers) as response:
            text = await response.text()
    except (aiohttp.ClientError, TimeoutError) as error:
        return type(error).__name__
    return next((said for said, it in HONEST.items() if it in text), "something else")


async def main() -> None:
    say("ready")
    await answer_all({"flood": flood})


if __name__ == "__main__":
    asyncio.run(main())
