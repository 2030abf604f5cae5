"""One call of a Web API method: its arguments, and what the caller may do."""

from dataclasses import dataclass
from typing import Any, Final

from bot.sandbox.channels import Channel
from bot.sandbox.ids import BOT_USER
from bot.sandbox.messages import Message
from bot.sandbox.state import State
from bot.sandbox.wire import Json, Refused

SCOPE_PREFIX: Final = {"public": "channels", "private": "groups", "im": "im"}


@dataclass(frozen=True)
class ApiCall:
    state: State
    arguments: Json

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - an argument is JSON
        value = self.arguments.get(name)
        return default if value is None else value

    def needed(self, name: str) -> str:
        value = self.arguments.get(name)
        if not isinstance(value, str) or not value:
            raise Refused(
                "invalid_arguments",
                response_metadata={"messages": [f"[ERROR] missing required field: {name}"]},
            )
        return value

    def number(self, name: str, default: int, *, most: int = 999) -> int:
        try:
            return max(1, min(int(self.get(name, default)), most))
        except (TypeError, ValueError):
            raise Refused("invalid_limit") from None

    def need_scope(self, scope: str) -> None:
        granted = self.state.installation.scopes
        if scope not in granted:
            raise Refused("missing_scope", needed=scope, provided=",".join(sorted(granted)))

    def visible_channel(self, *, scope: str | None = None) -> Channel:
        """Find `channel` by its id; a private one the bot is not in does not exist for it."""
        channel = self.state.channels.get(self.needed("channel"))
        if channel is None or (channel.kind != "public" and BOT_USER not in channel.members):
            raise Refused("channel_not_found")
        if scope is not None:
            self.need_scope(f"{SCOPE_PREFIX[channel.kind]}:{scope}")
        return channel

    def joined_channel(self, *, scope: str | None = None) -> Channel:
        channel = self.visible_channel(scope=scope)
        if BOT_USER not in channel.members:
            raise Refused("not_in_channel")
        return channel

    def writable_channel(self) -> Channel:
        """Find the channel to post in: by id, or by a person's id for their direct messages."""
        target = self.needed("channel")
        is_person = target.startswith(("U", "W"))
        channel = self.state.direct(target) if is_person else self.visible_channel()
        if channel.kind == "im" and not self.state.installation.has_messages:
            raise Refused("messages_tab_disabled")
        if channel.archived:
            raise Refused("is_archived")
        may_join_in = channel.kind == "public" and self._may_post_anywhere()
        if BOT_USER not in channel.members and not may_join_in:
            raise Refused("not_in_channel")
        return channel

    def message(self, channel: Channel, name: str) -> Message:
        message = channel.log.get(self.needed(name))
        if message is None or message.is_tombstone:
            raise Refused("message_not_found")
        return message

    def _may_post_anywhere(self) -> bool:
        return "chat:write.public" in self.state.installation.scopes


def page_of(call: ApiCall, items: list[Any], *, default: int = 100) -> tuple[list[Any], str]:
    """Return one page of a list, and the cursor of the next one or ''."""
    limit = call.number("limit", default, most=1000)
    start = cursor_position(call)
    following = start + limit
    return items[start:following], f"next:{following}" if following < len(items) else ""


def cursor_position(call: ApiCall) -> int:
    cursor = call.get("cursor", "")
    if not cursor:
        return 0
    mark, _, position = cursor.partition(":")
    if mark != "next" or not position.isdigit():
        raise Refused("invalid_cursor")
    return int(position)
