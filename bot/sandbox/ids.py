"""Who is who in the practice workspace, and where new ids come from."""

import secrets
from typing import Final

TEAM: Final = "T01PRACTICE"
TEAM_DOMAIN: Final = "practice"
APP_ID: Final = "A01CANDOUR"
BOT_USER: Final = "U00CANDOUR"
BOT_ID: Final = "B00CANDOUR"
SLACKBOT: Final = "USLACKBOT"

BOT_TOKEN: Final = "xoxb-practice"  # noqa: S105 - opens nothing outside this process
APP_TOKEN: Final = "xapp-practice"  # noqa: S105 - opens nothing outside this process
SIGNING_SECRET: Final = "practice-signing-secret"  # noqa: S105 - signs practice requests only
VERIFICATION_TOKEN: Final = "practice"  # noqa: S105 - Slack's deprecated field, sent for its shape


def new_id(prefix: str) -> str:
    return prefix + secrets.token_hex(5).upper()


def new_secret() -> str:
    return secrets.token_urlsafe(18)
