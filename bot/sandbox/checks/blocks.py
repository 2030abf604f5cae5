"""Blocks: their fields, and the surfaces that show them."""

from collections.abc import Mapping
from typing import Final

from bot.sandbox.checks.elements import (
    BUTTON,
    IMAGE,
    PICTURE,
    SURFACES,
    Surface,
    allowed,
    one_picture,
)
from bot.sandbox.checks.rich_text import RICH_TEXT
from bot.sandbox.checks.rules import (
    Check,
    Found,
    anything,
    boolean,
    by_type,
    listed,
    problem,
    record,
    string,
    word,
)
from bot.sandbox.checks.tables import TABLE
from bot.sandbox.checks.text import plain, text

MOST_BLOCKS: Final[Mapping[Surface, int]] = {"message": 50, "modal": 100, "home": 100}
MOST_MARKDOWN: Final = 12_000

_TYPE: Final[Mapping[str, Check]] = {"type": anything}
_NAMED: Final[Mapping[str, Check]] = {"block_id": string(255)}


def _text_or_fields(value: object, pointer: str, found: Found) -> None:
    if isinstance(value, dict) and "text" not in value and "fields" not in value:
        found.append(problem("must define either `text` or `fields`", f"{pointer}/type"))


def _something_to_show(value: object, pointer: str, found: Found) -> None:
    shown = ("hero_image", "title", "actions", "body")
    if isinstance(value, dict) and not any(name in value for name in shown):
        found.append(problem(f"must define one of {', '.join(shown)}", pointer))


def _titled(value: object, pointer: str, found: Found) -> None:
    if isinstance(value, dict) and "title" not in value and "rich_text_title" not in value:
        found.append(problem("missing required field: title", pointer))


_CARD: Final = record(
    _TYPE,
    {
        **_NAMED,
        "hero_image": IMAGE,
        "icon": IMAGE,
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "actions": listed(by_type({"button": BUTTON}), most=3),
    },
    (_something_to_show,),
)


def _plain_blocks(surface: Surface) -> dict[str, Check]:
    """Return the blocks that every surface shows."""
    said = by_type({"image": IMAGE, "plain_text": text(3000), "mrkdwn": text(3000)})
    return {
        "divider": record(_TYPE, _NAMED),
        "header": record({**_TYPE, "text": plain(150)}, _NAMED),
        "context": record({**_TYPE, "elements": listed(said, most=10)}, _NAMED),
        "image": record(
            {**_TYPE, "alt_text": string(2000)},
            {**_NAMED, **PICTURE, "title": plain(2000)},
            (one_picture,),
        ),
        "rich_text": RICH_TEXT,
        "section": record(
            _TYPE,
            {
                **_NAMED,
                "text": text(3000),
                "fields": listed(text(2000), most=10),
                "accessory": allowed("section", surface),
                "expand": boolean,
            },
            (_text_or_fields,),
        ),
        "actions": record(
            {**_TYPE, "elements": listed(allowed("actions", surface), most=25)}, _NAMED
        ),
        "card": _CARD,
    }


def _input(surface: Surface) -> Check:
    return record(
        {**_TYPE, "label": plain(2000), "element": allowed("input", surface)},
        {**_NAMED, "hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    )


def _container(children: Mapping[str, Check]) -> Check:
    return record(
        {**_TYPE, "child_blocks": listed(by_type(children), most=10)},
        {
            **_NAMED,
            "title": plain(150),
            "rich_text_title": by_type({"rich_text": RICH_TEXT}),
            "subtitle": text(150),
            "width": word("narrow", "standard", "wide", "full"),
            "icon": IMAGE,
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
        (_titled,),
    )


def _blocks_on(surface: Surface) -> Check:
    blocks = {**_plain_blocks(surface), "input": _input(surface)}
    if surface != "modal":
        cards = listed(by_type({"card": _CARD}), most=10)
        blocks["carousel"] = record({**_TYPE, "elements": cards}, _NAMED)
    if surface == "modal":
        level = word("default", "info", "warning", "error", "success")
        blocks["alert"] = record({**_TYPE, "text": text(200)}, {**_NAMED, "level": level})
    if surface == "message":
        blocks["table"] = TABLE
        blocks["container"] = _container(_plain_blocks(surface))
        blocks["markdown"] = record({**_TYPE, "text": string(MOST_MARKDOWN)}, _NAMED)
    return by_type(blocks)


LISTS: Final[Mapping[Surface, Check]] = {
    # An update takes a message's blocks away with an empty list; a view must show something.
    surface: listed(
        _blocks_on(surface), fewest=0 if surface == "message" else 1, most=MOST_BLOCKS[surface]
    )
    for surface in SURFACES
}
