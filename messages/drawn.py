"""Blocks as the JSON that Slack takes, held to the SDK's own checks.

The SDK looks through every attribute of every object for them, each time it is drawn; here each
class is looked through once.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from slack_sdk.models.basic_objects import JsonObject


def drawn(part: Any) -> Any:  # noqa: ANN401 - JSON
    """Raises `SlackObjectFormationError` for what the SDK knows that Slack refuses."""
    if isinstance(part, list | tuple):
        return [drawn(one) for one in part]
    if not isinstance(part, JsonObject):
        return part
    if not _is_plain(type(part)):
        return part.to_dict()
    for check in _checks(type(part)):
        check(part)
    named = ((name, getattr(part, name, None)) for name in sorted(part.attributes))
    return {name: drawn(value) for name, value in named if not _is_empty(value)}


def _is_empty(value: object) -> bool:
    return value is None or (hasattr(value, "__len__") and len(value) == 0)


@cache
def _is_plain(kind: type[JsonObject]) -> bool:
    """Return whether it is drawn as all are, by its attributes."""
    return kind.to_dict is JsonObject.to_dict


@cache
def _checks(kind: type[JsonObject]) -> tuple[Callable[[JsonObject], None], ...]:
    methods = (getattr(kind, name, None) for name in dir(kind) if not name.startswith("__"))
    return tuple(one for one in methods if callable(one) and hasattr(one, "validator"))
