"""The people of the practice workspace, and the groups they are in."""

from dataclasses import dataclass, field

from bot.sandbox.ids import SLACKBOT, TEAM
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
    is_restricted: bool = False
    """A guest in several channels."""
    is_ultra_restricted: bool = False
    """A guest in one channel."""

    def as_user(self, *, is_stranger: bool = False) -> Json:
        """Return Slack's user object, as `users.info` gives it.

        `is_stranger` is of another team and shares no channel with the app. Of somebody who was
        deactivated Slack does not say what kind of member they were.
        """
        kind: Json = {} if self.deleted else self._kind(is_stranger=is_stranger)
        return {
            **kind,
            "id": self.id,
            "team_id": self.team_id,
            "name": self.name,
            "real_name": self.real_name,
            "deleted": self.deleted,
            "tz": self.tz,
            "is_bot": self.is_bot and self.id != SLACKBOT,
            "profile": {
                "real_name": self.real_name,
                "display_name": self.real_name,
                "title": self.title,
                "team": self.team_id,
            },
        }

    def _kind(self, *, is_stranger: bool) -> Json:
        return {
            "is_restricted": self.is_restricted or self.is_ultra_restricted,
            "is_ultra_restricted": self.is_ultra_restricted,
            **({} if self.team_id == TEAM else {"is_stranger": is_stranger}),
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
