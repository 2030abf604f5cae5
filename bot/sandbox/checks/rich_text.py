"""Rich text: sections, lists, quotes and preformatted text."""

from collections.abc import Mapping
from typing import Final

from bot.sandbox.checks.rules import (
    Check,
    anything,
    boolean,
    by_type,
    link,
    listed,
    record,
    string,
    whole,
    word,
)

_TYPE: Final[Mapping[str, Check]] = {"type": anything}
_STYLES: Final = [
    "bold",
    "italic",
    "strike",
    "code",
    "underline",
    "highlight",
    "client_highlight",
    "unlink",
]
_STYLE: Final[Mapping[str, Check]] = {"style": record({}, dict.fromkeys(_STYLES, boolean))}
_ID: Final = string(50, like="[A-Z][A-Z0-9]+", why="invalid id")
_BORDER: Final[Mapping[str, Check]] = {"border": whole(0, 1)}


def _part(**required: Check) -> Check:
    return record({**_TYPE, **required}, _STYLE)


_PARTS: Final = by_type(
    {
        "text": _part(text=string(40_000)),
        "user": _part(user_id=_ID),
        "usergroup": _part(usergroup_id=_ID),
        "channel": _part(channel_id=_ID),
        "team": _part(team_id=_ID),
        "broadcast": _part(range=word("here", "channel", "everyone")),
        "color": _part(value=string(9)),
        "link": record({**_TYPE, "url": link}, {**_STYLE, "text": string(3000), "unsafe": boolean}),
        "emoji": record(
            {**_TYPE, "name": string(255)},
            {**_STYLE, "unicode": string(255), "skin_tone": whole(1, 6)},
        ),
        "date": record(
            {**_TYPE, "timestamp": whole(0, 9_999_999_999), "format": string(255)},
            {**_STYLE, "url": link, "fallback": string(255)},
        ),
    }
)
_RUN: Final[Mapping[str, Check]] = {**_TYPE, "elements": listed(_PARTS, fewest=0, most=1000)}
_SECTION: Final = record(_RUN, {})
_LIST: Final = record(
    {
        **_TYPE,
        "elements": listed(by_type({"rich_text_section": _SECTION}), most=1000),
        "style": word("bullet", "ordered"),
    },
    {"indent": whole(0, 8), "offset": whole(0, 10_000), **_BORDER},
)

_PARAGRAPHS: Final = listed(
    by_type(
        {
            "rich_text_section": _SECTION,
            "rich_text_list": _LIST,
            "rich_text_quote": record(_RUN, _BORDER),
            "rich_text_preformatted": record(_RUN, {**_BORDER, "language": string(64)}),
        }
    ),
    most=1000,
)
RICH_TEXT: Final = record({**_TYPE, "elements": _PARAGRAPHS}, {"block_id": string(255)})
