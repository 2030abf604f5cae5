"""Slack's own name for a refusal, found by where the first problem is."""

import re
from collections.abc import Sequence
from typing import Final

_POINTER: Final = re.compile(r"\[json-pointer:(/\w+)?")
_BY_PLACE: Final = {
    "/blocks": "invalid_blocks",
    "/attachments": "invalid_attachments",
    "/metadata": "invalid_metadata_format",
}
_BY_WORDS: Final = {
    "[ERROR] no_text": "no_text",
    "[ERROR] view_too_large": "view_too_large",
    "[ERROR] metadata_too_large": "metadata_too_large",
    "[ERROR] must provide an array [json-pointer:/blocks]": "invalid_blocks_format",
}


def error_name(problems: Sequence[str]) -> str:
    """Return the `error` of Slack's answer; `problems` are not empty, the first one counts."""
    first = problems[0]
    for words, name in _BY_WORDS.items():
        if first.startswith(words):
            return name
    place = _POINTER.search(first)
    where = place[1] if place else None
    if where == "/text" and first.startswith("[ERROR] must be less than"):
        return "msg_too_long"
    return _BY_PLACE.get(where or "", "invalid_arguments")
