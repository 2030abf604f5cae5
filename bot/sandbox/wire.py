"""What crosses the wire: JSON objects, Slack's refusals, and how arguments are read."""

import json
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

JSON_ARGUMENTS = frozenset({"blocks", "attachments", "files", "metadata", "view"})


class Refused(Exception):
    """Slack's `{"ok": false, "error": …}`; `extra` is what else the answer holds."""

    def __init__(self, error: str, **extra: object) -> None:
        super().__init__(error)
        self.error = error
        self.extra = extra

    def answer(self) -> Json:
        return {"ok": False, "error": self.error, **self.extra}


def refused_with(error: str, problems: list[str]) -> Refused:
    return Refused(error, errors=problems, response_metadata={"messages": problems})


def decoded(arguments: Mapping[str, Any]) -> Json:
    """Read the arguments Slack takes as JSON inside a form field."""
    return {name: _decoded_argument(name, value) for name, value in arguments.items()}


def _decoded_argument(name: str, value: object) -> object:
    if name not in JSON_ARGUMENTS or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        raise Refused(f"invalid_{name}_format" if name != "view" else "invalid_arguments") from None


def is_set(value: object) -> bool:
    return value in (True, 1, "1", "true", "True")


def compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
