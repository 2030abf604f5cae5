"""A strict judge of Slack's messages, blocks and views: plain JSON in, problems out.

Limits and fields are those of docs.slack.dev (reference of Block Kit); the wording of a problem
is that of Slack's own validator. Where the two disagree with practice, the stricter one is kept.
"""

from typing import Literal

from bot.sandbox.checks.errors import error_name
from bot.sandbox.checks.lists import check_blocks
from bot.sandbox.checks.message import problems_of_message
from bot.sandbox.checks.options import problems_of_options
from bot.sandbox.checks.views import problems_of_view

__all__ = [
    "error_name",
    "problems_of_blocks",
    "problems_of_message",
    "problems_of_options",
    "problems_of_view",
]


def problems_of_blocks(blocks: object, surface: Literal["message", "modal", "home"]) -> list[str]:
    """Judge a list of blocks; pointers start at `/blocks`, in views at `/view/blocks`."""
    found: list[str] = []
    check_blocks(blocks, surface, "/blocks" if surface == "message" else "/view/blocks", found)
    return found
