"""Who is who in Slack: members, guests, people of other organisations, apps, those who left."""

from collections.abc import Mapping
from typing import Any, Final

from bot.domain.outsider import Outsider

SLACKBOT: Final = "USLACKBOT"
"""Slack does not mark it as a bot."""
UNSEEN: Final = frozenset({"user_not_found", "user_not_visible"})
"""What Slack says of people whom this workspace has never seen."""


def outsider_in(user: Mapping[str, Any], *, workspace: str) -> Outsider | None:
    """Return why Slack's user object is of none of the workspace's own people.

    `is_stranger` is no help: it is false for strangers who share a channel with us.
    """
    if user.get("deleted"):
        return Outsider.GONE
    if user.get("is_bot") or user["id"] == SLACKBOT:
        return Outsider.BOT
    if user.get("team_id") != workspace or user.get("is_stranger"):
        return Outsider.STRANGER
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Outsider.GUEST
    return None
