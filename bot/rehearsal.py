"""The practice workspace as `candour demo` sets it up: its pace, its tokens, its first words."""

from collections.abc import Mapping
from typing import Final

FAST: Final = 60.0
"""Practice seconds in a real one: a minute passes in a second."""
BOT_TOKEN, APP_TOKEN = "xoxb-practice", "xapp-practice"
INVITATION: Final = """\
The practice workspace is at {url}  (Ctrl-C ends it)
Type there: /incident open Customers cannot pay by card
Press “No news yet” on the card, mark the words as sent, and turn the clock
until you are reminded."""


def environ(api_url: str, database_url: str) -> Mapping[str, str]:
    """Return the environment that ties the bot to the practice workspace."""
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": api_url,
        "DATABASE_URL": database_url,
        "CANDOUR_HOST": "127.0.0.1",
        "CANDOUR_PORT": "0",
    }


def invitation(url: str) -> str:
    return INVITATION.format(url=url)
