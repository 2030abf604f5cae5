"""A message as it is posted, updated or answered with."""

import json
from collections.abc import Mapping
from typing import Final

from bot.sandbox.checks.lists import check_blocks
from bot.sandbox.checks.rules import (
    Found,
    anything,
    listed,
    problem,
    record,
    string,
    word,
)
from bot.sandbox.checks.text import dates

LONGEST_TEXT: Final = 40_000
LONGEST_UPDATE: Final = 4_000  # chat.update is stricter than chat.postMessage
LARGEST_METADATA: Final = 16_000


def _blocks(value: object, pointer: str, found: Found) -> None:
    check_blocks(value, "message", pointer, found)


def _payload(value: object, pointer: str, found: Found) -> None:
    if not isinstance(value, dict):
        found.append(problem("must provide an object", pointer))
    elif len(json.dumps(value)) > LARGEST_METADATA:
        found.append(problem("metadata_too_large", pointer))


METADATA: Final = record(
    {
        "event_type": string(255, like=r"[A-Za-z][\w.:-]*", why="invalid event type"),
        "event_payload": _payload,
    },
    {},
)
ATTACHMENTS: Final = listed(
    record({}, {"blocks": _blocks, "color": string(9), "fallback": string(3000)}), most=100
)
# Arguments of chat.postMessage, postEphemeral and update, and of answers to commands and
# response_urls. Slack ignores what it does not know; here a misspelled name is a fault.
_CARRIED: Final = [
    "token",
    "channel",
    "user",
    "ts",
    "thread_ts",
    "reply_broadcast",
    "unfurl_links",
    "unfurl_media",
    "mrkdwn",
    "parse",
    "link_names",
    "username",
    "icon_emoji",
    "icon_url",
    "as_user",
    "client_msg_id",
    "replace_original",
    "delete_original",
]
_MESSAGE: Final = record(
    {},
    {
        **dict.fromkeys(_CARRIED, anything),
        "text": anything,
        "blocks": _blocks,
        "attachments": ATTACHMENTS,
        "metadata": METADATA,
        "response_type": word("ephemeral", "in_channel"),
    },
)


def _check_text(payload: Mapping[str, object], found: Found) -> None:
    said = payload.get("text")
    if said is None and payload.get("delete_original"):
        return
    most = LONGEST_UPDATE if "ts" in payload else LONGEST_TEXT
    if said is not None and not isinstance(said, str):
        found.append(problem("must provide a string", "/text"))
    elif said is None or not said.strip():
        found.append(problem("no_text: the top-level text must say the message", "/text"))
    elif len(said) > most:
        found.append(problem(f"must be less than {most + 1} characters", "/text"))
    elif "<!date" in said:
        dates(said, "/text", found)


def problems_of_message(payload: object) -> list[str]:
    """Judge a message; `blocks`, `attachments` and `metadata` are JSON values, not JSON text."""
    found: Found = []
    if isinstance(payload, dict):
        _check_text(payload, found)
    _MESSAGE(payload, "", found)
    return found
