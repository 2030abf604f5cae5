"""How the app is installed: what it may do, what it hears, its commands and shortcuts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, Self

# Everything the methods here need; `chat:write.public` is left out, so posting needs membership.
EVERY_SCOPE: Final = frozenset(
    {
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "pins:read",
        "pins:write",
        "team:read",
        "usergroups:read",
        "users:read",
    }
)


@dataclass(frozen=True)
class Command:
    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False  # people, channels and groups come with their ids


@dataclass(frozen=True)
class Shortcut:
    callback_id: str
    name: str
    type: Literal["message", "global"] = "message"


INCIDENT: Final = Command(
    "/incident", "Keep customers told while something is broken", "open | update | hold | help"
)


@dataclass(frozen=True)
class Installation:
    name: str = "Candour"
    scopes: frozenset[str] = EVERY_SCOPE
    events: frozenset[str] = frozenset({"app_home_opened"})
    commands: tuple[Command, ...] = (INCIDENT,)
    shortcuts: tuple[Shortcut, ...] = ()
    has_home: bool = True
    has_messages: bool = True
    takes_messages: bool = True  # people can write in the direct messages, not only read
    is_interactive: bool = True

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any]) -> Self:
        """Install what an app manifest asks for, no more."""
        features, settings = manifest.get("features", {}), manifest.get("settings", {})
        tabs = features.get("app_home", {})
        scopes = manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ())
        return cls(
            name=manifest.get("display_information", {}).get("name", cls.name),
            scopes=frozenset(scopes),
            events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
            commands=tuple(
                Command(
                    one["command"],
                    one.get("description", ""),
                    one.get("usage_hint", ""),
                    one.get("should_escape", False),
                )
                for one in features.get("slash_commands", ())
            ),
            shortcuts=tuple(
                Shortcut(one["callback_id"], one["name"], one.get("type", "message"))
                for one in features.get("shortcuts", ())
            ),
            has_home=tabs.get("home_tab_enabled", False),
            has_messages=tabs.get("messages_tab_enabled", False),
            takes_messages=not tabs.get("messages_tab_read_only_enabled", True),
            is_interactive=settings.get("interactivity", {}).get("is_enabled", False),
        )
