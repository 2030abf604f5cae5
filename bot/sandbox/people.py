"""The people of the practice workspace, and the groups they are in."""

from dataclasses import dataclass, field

from bot.sandbox.ids import TEAM
from bot.sandbox.wire import Json


@dataclass
class Person:
    id: str
    name: str
    real_name: str
    title: str = ""
    tz: str = "Europe/London"
    is_bot: bool = False
    team_id: str = TEAM
    deleted: bool = False

    def as_user(self) -> Json:
        """Return Slack's user object, as `users.info` gives it."""
        return {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.name,
            "real_name": self.real_name,
            "deleted": self.deleted,
            "tz": self.tz,
            "is_bot": self.is_bot,
            "is_stranger": self.team_id != TEAM,
            "is_restricted": False,
            "is_ultra_restricted": False,
            "profile": {
                "real_name": self.real_name,
                "display_name": self.real_name,
                "title": self.title,
                "team": self.team_id,
            },
        }

    def as_actor(self) -> Json:
        """Return who did it, as interaction payloads give it."""
        return {
            "id": self.id,
            "username": self.name,
            "name": self.name,
            "team_id": self.team_id,
        }


@dataclass
class UserGroup:
    id: str
    handle: str
    name: str
    members: list[str] = field(default_factory=list)

    def as_usergroup(self, *, with_users: bool) -> Json:
        shown: Json = {
            "id": self.id,
            "team_id": TEAM,
            "is_usergroup": True,
            "name": self.name,
            "handle": self.handle,
            "date_delete": 0,
            "user_count": len(self.members),
        }
        return {**shown, "users": list(self.members)} if with_users else shown
