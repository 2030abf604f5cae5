"""Where private answers are sent: to Slack, whatever address a request brings along.

Source: Slack, “Handling user interaction”: a response_url is on hooks.slack.com; GovSlack's is on
hooks.slack-gov.com.
"""

from typing import Any, Final
from urllib.parse import urlsplit

from handlers.shapes import NotSlacks

SLACKS: Final = ("slack.com", "slack-gov.com")


def check_response_url(body: dict[str, Any], *, api_url: str) -> None:
    """`api_url`: where Slack's Web API is asked. Raises `NotSlacks` for any other place."""
    url = body.get("response_url")
    if url is not None and not _is_slacks(url) and _place(url) != _place(api_url):
        raise NotSlacks("response_url: not at Slack")


def _is_slacks(url: str) -> bool:
    scheme, host = _place(url)
    return scheme == "https" and any(f".{host}".endswith(f".{domain}") for domain in SLACKS)


def _place(url: str) -> tuple[str, str]:
    try:
        place = urlsplit(url)
    except ValueError:
        return "", ""
    return place.scheme, place.hostname or ""
