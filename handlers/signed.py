"""Requests over HTTP: nothing of one is read before it is known to be Slack's, and of just now."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl

from pydantic_core import from_json

from handlers.shapes import NotSlacks, shaped

FORM: Final = "application/x-www-form-urlencoded"
JSON: Final = "application/json"
OLDEST_S: Final = 5 * 60
"""Source: Slack, “Verifying requests from Slack”. The same holds for stamps ahead of us."""
MOST_FIELDS: Final = 100
STAMP: Final = re.compile(r"[0-9]{1,12}")


class NotSigned(Exception):
    """Slack did not sign the request, or not within the last five minutes."""


@dataclass(frozen=True, slots=True, repr=False)
class Seal:
    """`secret` is Slack's signing secret for the app."""

    secret: str

    def check(self, body: bytes, headers: Mapping[str, str], *, now: float) -> None:
        """`now` is in seconds since 1970. Raises `NotSigned`."""
        stamp = headers.get("X-Slack-Request-Timestamp", "")
        if not STAMP.fullmatch(stamp) or abs(now - int(stamp)) > OLDEST_S:
            raise NotSigned
        content = b"v0:" + stamp.encode() + b":" + body
        wanted = (
            b"v0=" + hmac.new(self.secret.encode(), content, hashlib.sha256).hexdigest().encode()
        )
        given = headers.get("X-Slack-Signature", "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(wanted, given):
            raise NotSigned


def read(body: bytes, content_type: str) -> dict[str, Any]:
    """Return what is used of a request that is Slack's. Raises `NotSlacks`."""
    try:
        if content_type == JSON:
            return shaped(from_json(body))
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS))
        return shaped(from_json(fields["payload"]) if "payload" in fields else fields)
    except ValueError as error:
        raise NotSlacks(content_type) from error
