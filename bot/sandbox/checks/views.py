"""Modals and App Home tabs."""

import json
from collections.abc import Mapping
from typing import Final

from bot.sandbox.checks.lists import check_blocks
from bot.sandbox.checks.rules import (
    Check,
    Found,
    anything,
    boolean,
    by_type,
    problem,
    record,
    string,
)
from bot.sandbox.checks.text import plain

LARGEST_VIEW: Final = 250_000  # bytes of JSON
LONGEST_TITLE: Final = 24


def _modal_blocks(value: object, pointer: str, found: Found) -> None:
    check_blocks(value, "modal", pointer, found)


def _home_blocks(value: object, pointer: str, found: Found) -> None:
    check_blocks(value, "home", pointer, found)


def _inputs_are_submitted(value: object, pointer: str, found: Found) -> None:
    if not isinstance(value, dict) or "submit" in value:
        return
    blocks = value.get("blocks")
    kinds = (
        [block.get("type") for block in blocks if isinstance(block, dict)]
        if isinstance(blocks, list)
        else []
    )
    if "input" in kinds:
        found.append(problem("missing required field: submit", pointer))


_KEPT: Final[Mapping[str, Check]] = {
    "private_metadata": string(3000, fewest=0),
    "callback_id": string(255, fewest=0),
    "external_id": string(255, fewest=0),
}
_VIEW: Final = by_type(
    {
        "modal": record(
            {"type": anything, "title": plain(LONGEST_TITLE), "blocks": _modal_blocks},
            {
                **_KEPT,
                "submit": plain(LONGEST_TITLE),
                "close": plain(LONGEST_TITLE),
                "clear_on_close": boolean,
                "notify_on_close": boolean,
            },
            (_inputs_are_submitted,),
        ),
        "home": record({"type": anything, "blocks": _home_blocks}, _KEPT),
    }
)


def problems_of_view(view: object) -> list[str]:
    """Judge the `view` argument of views.open, push, update and publish, or of an answer."""
    found: Found = []
    _VIEW(view, "/view", found)
    if len(json.dumps(view, default=str)) > LARGEST_VIEW:
        found.append(problem(f"view_too_large: more than {LARGEST_VIEW} bytes", "/view"))
    return found
