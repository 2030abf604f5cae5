"""What an answer of Slack's says went wrong."""

from collections.abc import Mapping

from slack_sdk.errors import SlackApiError


def error_name(error: SlackApiError) -> str:
    """Return Slack's own name for it; "" where something on the way answered in Slack's place.

    A proxy answers in plain text, or in half of what would be JSON.
    """
    said: object = getattr(error.response, "data", None)
    return str(said.get("error") or "") if isinstance(said, Mapping) else ""
