"""What Slack must know about the app: paste it under “Create New App → From a manifest”."""

from typing import Any, Final
from urllib.parse import urlsplit

from bot.jobs import slack_scopes
from messages.shortcut_ids import ShortcutId

EVENTS_PATH: Final = "/slack/events"


class BadUrl(Exception):
    """The text is the reason, as a sentence."""


def manifest(*, url: str | None = None) -> dict[str, Any]:
    """Return the app's manifest: for Socket Mode, or for HTTP at `url`. Raises `BadUrl`."""
    request_url = None if url is None else _request_url(url)
    return {
        "display_information": {
            "name": "Candour",
            "description": "Keeps customers told and treated well while technology is failing",
        },
        "features": {
            "bot_user": {"display_name": "Candour", "always_online": True},
            # The bot writes to people; nobody writes to the bot.
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "slash_commands": [_command(request_url)],
            "shortcuts": _shortcuts(),
        },
        "oauth_config": {"scopes": {"bot": sorted(slack_scopes.needed())}},
        "settings": {
            "event_subscriptions": _events(request_url),
            "interactivity": _interactivity(request_url),
            "org_deploy_enabled": False,
            "socket_mode_enabled": request_url is None,
            "token_rotation_enabled": False,
        },
    }


def _command(request_url: str | None) -> dict[str, Any]:
    command: dict[str, Any] = {
        "command": "/incident",
        "description": "Keep customers told while something is broken",
        "usage_hint": "open | update | hold | help",
        "should_escape": True,  # so that `@person` comes with who it is
    }
    return command if request_url is None else command | {"url": request_url}


def _events(request_url: str | None) -> dict[str, Any]:
    heard: dict[str, Any] = {"bot_events": ["app_home_opened"]}
    return heard if request_url is None else {"request_url": request_url, **heard}


def _shortcuts() -> list[dict[str, str]]:
    return [
        {
            "name": "Log as customer report",
            "type": "message",
            "callback_id": ShortcutId.LOG_CUSTOMER.value,
            "description": "Keep this message as what an outage means for a customer",
        },
        {
            "name": "Ask for a credit",
            "type": "message",
            "callback_id": ShortcutId.ASK_CREDIT.value,
            "description": "Begin a request with the words of this message",
        },
    ]


def _interactivity(request_url: str | None) -> dict[str, Any]:
    if request_url is None:
        return {"is_enabled": True}
    return {
        "is_enabled": True,
        "request_url": request_url,
        "message_menu_options_url": request_url,
    }


def _request_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise BadUrl("--url must be the bot's public address and begin with https://.")
    return url.rstrip("/").removesuffix(EVENTS_PATH) + EVENTS_PATH
