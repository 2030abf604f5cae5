"""Channels: public, private, and direct messages with the bot."""

from dataclasses import dataclass, field
from typing import Literal

from bot.sandbox.ids import TEAM
from bot.sandbox.messages import Log, Message
from bot.sandbox.wire import Json

ChannelKind = Literal["public", "private", "im"]


@dataclass
class Channel:
    id: str
    name: str
    members: set[str]
    kind: ChannelKind = "public"
    topic: str = ""
    archived: bool = False
    log: Log = field(default_factory=Log)
    pins: dict[str, int] = field(default_factory=dict)  # ts → pinned at, epoch seconds
    read_up_to: dict[str, str] = field(default_factory=dict)  # person → ts
    ephemerals: dict[str, dict[str, Message]] = field(default_factory=dict)  # person → ts → message

    def other_than(self, person: str) -> str | None:
        return next((member for member in sorted(self.members) if member != person), None)

    def as_conversation(self, *, seen_by: str) -> Json:
        if self.kind == "im":
            return {
                "id": self.id,
                "is_im": True,
                "user": self.other_than(seen_by),
                "context_team_id": TEAM,
                "is_archived": self.archived,
            }
        return {
            "id": self.id,
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": self.kind == "public",
            "is_group": self.kind == "private",
            "is_im": False,
            "is_mpim": False,
            "is_private": self.kind == "private",
            "is_archived": self.archived,
            "is_member": seen_by in self.members,
            "topic": {"value": self.topic, "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
            "num_members": len(self.members),
            "context_team_id": TEAM,
        }

    def name_in_payloads(self) -> str:
        return {"im": "directmessage", "private": "privategroup"}.get(self.kind, self.name)
