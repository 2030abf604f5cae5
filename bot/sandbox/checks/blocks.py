"""Blocks: their fields, their surfaces, and what a list of them must keep."""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.sandbox.checks.elements import (
    BUTTON,
    IMAGE,
    PICTURE,
    SURFACES,
    Surface,
    allowed,
    elements_of,
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


_RICH_TEXT: Final = record({**_TYPE, "elements": RICH_TEXT}, _NAMED)
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
_CELL: Final = by_type(
    {"raw_text": record({**_TYPE, "text": string(3000)}, {}), "rich_text": _RICH_TEXT}
)
_TABLE: Final = record(
    {**_TYPE, "rows": listed(listed(_CELL, most=20), most=100)},
    {
        **_NAMED,
        "column_settings": listed(
            record({}, {"align": word("left", "center", "right"), "is_wrapped": boolean}), most=20
        ),
    },
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
        "rich_text": _RICH_TEXT,
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
            "rich_text_title": by_type({"rich_text": _RICH_TEXT}),
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
        blocks["table"] = _TABLE
        blocks["container"] = _container(_plain_blocks(surface))
        blocks["markdown"] = record({**_TYPE, "text": string(MOST_MARKDOWN)}, _NAMED)
    return by_type(blocks)


_LISTS: Final[Mapping[Surface, Check]] = {
    surface: listed(_blocks_on(surface), most=MOST_BLOCKS[surface]) for surface in SURFACES
}


def check_blocks(value: object, surface: Surface, pointer: str, found: Found) -> None:
    _LISTS[surface](value, pointer, found)
    if isinstance(value, list):
        blocks = list(_all_blocks(value, pointer))
        _check_names(blocks, found)
        _check_actions(blocks, found)
        _check_focus(blocks, found)
        _check_whole(blocks, pointer, found)


_Blocks = list[tuple[str, Mapping[str, object]]]


def _all_blocks(value: object, pointer: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    for place, block in enumerate(value if isinstance(value, list) else ()):
        if isinstance(block, dict):
            at = f"{pointer}/{place}"
            yield at, block
            yield from _all_blocks(block.get("child_blocks"), f"{at}/child_blocks")
            if block.get("type") == "carousel":
                yield from _all_blocks(block.get("elements"), f"{at}/elements")


def _check_names(blocks: _Blocks, found: Found) -> None:
    seen: set[str] = set()
    for pointer, block in blocks:
        name = block.get("block_id")
        if isinstance(name, str):
            if name in seen:
                found.append(problem(f"`block_id` must be unique: {name}", f"{pointer}/block_id"))
            seen.add(name)


def _check_actions(blocks: _Blocks, found: Found) -> None:
    """Refuse two elements of one block with one `action_id`; two blocks may share it."""
    for pointer, block in blocks:
        seen: set[str] = set()
        for place, element in elements_of(block):
            name = element.get("action_id")
            if isinstance(name, str):
                if name in seen:
                    at = f"{pointer}/{place}/action_id"
                    found.append(problem(f"`action_id` must be unique: {name}", at))
                seen.add(name)


def _check_focus(blocks: _Blocks, found: Found) -> None:
    focused = [
        f"{pointer}/{place}/focus_on_load"
        for pointer, block in blocks
        for place, element in elements_of(block)
        if element.get("focus_on_load") is True
    ]
    found += [problem("only one element may have focus_on_load", at) for at in focused[1:]]


def _check_whole(blocks: _Blocks, pointer: str, found: Found) -> None:
    words = [block.get("text") for _, block in blocks if block.get("type") == "markdown"]
    if sum(len(said) for said in words if isinstance(said, str)) > MOST_MARKDOWN:
        found.append(problem(f"markdown must be less than {MOST_MARKDOWN + 1} characters", pointer))
    tables = [at for at, block in blocks if block.get("type") == "table"]
    found += [problem("only_one_table_allowed", at) for at in tables[1:]]
