"""Signed HTTP: how Slack calls an app that has a request url."""

import hashlib
import hmac
from json import JSONDecodeError
from typing import Any, Final
from urllib.parse import urlencode

import aiohttp

from bot.sandbox.connections import Envelope, NotAnswered
from bot.sandbox.ids import SIGNING_SECRET
from bot.sandbox.state import epoch_now
from bot.sandbox.tickets import Limits
from bot.sandbox.wire import compact

FORM: Final = "application/x-www-form-urlencoded"


class SignedRequests:
    def __init__(self, url: str, session: aiohttp.ClientSession, limits: Limits) -> None:
        self._url = url
        self._session = session
        self._limits = limits

    async def send(self, envelope: Envelope) -> Any:  # noqa: ANN401 - an answer is JSON
        """POST to the app; return what its answer holds, None for an empty one."""
        body, content_type = _body(envelope)
        headers = {"Content-Type": content_type, **signed(body)}
        if envelope.retry:
            headers |= {
                "X-Slack-Retry-Num": str(envelope.retry),
                "X-Slack-Retry-Reason": envelope.retry_reason,
            }
        timeout = aiohttp.ClientTimeout(total=self._limits.acknowledge_s)
        try:
            async with self._session.post(
                self._url, data=body, headers=headers, timeout=timeout
            ) as response:
                return await _content(response)
        except TimeoutError:
            raise NotAnswered("operation_timeout") from None
        except aiohttp.ClientError:
            raise NotAnswered("dispatch_failed") from None


def signed(body: bytes) -> dict[str, str]:
    """Return Slack's signature headers; they carry real time, which the app checks."""
    timestamp = str(epoch_now())
    content = b"v0:" + timestamp.encode() + b":" + body
    digest = hmac.new(SIGNING_SECRET.encode(), content, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def _body(envelope: Envelope) -> tuple[bytes, str]:
    if envelope.type == "events_api":
        return compact(envelope.payload).encode(), "application/json"
    if envelope.type == "slash_commands":
        return urlencode(envelope.payload).encode(), FORM
    return urlencode({"payload": compact(envelope.payload)}).encode(), FORM


async def _content(response: aiohttp.ClientResponse) -> Any:  # noqa: ANN401 - an answer is JSON
    if response.status != 200:  # noqa: PLR2004 - HTTP's own number
        raise NotAnswered("dispatch_failed")
    text = await response.text()
    if response.content_type != "application/json" or not text:
        return {"text": text} if text else None
    try:
        return await response.json()
    except JSONDecodeError:
        raise NotAnswered("dispatch_failed") from None
