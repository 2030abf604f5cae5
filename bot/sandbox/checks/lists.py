"""What a list of blocks must keep as a whole."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from bot.sandbox.checks.blocks import LISTS, MOST_MARKDOWN
from bot.sandbox.checks.elements import Surface, elements_of
from bot.sandbox.checks.rules import Found, problem

_Blocks: TypeAlias = list[tuple[str, Mapping[str, object]]]


def check_blocks(value: object, surface: Surface, pointer: str, found: Found) -> None:
    LISTS[surface](value, pointer, found)
    if isinstance(value, list):
        blocks = list(_all_blocks(value, pointer))
        _check_names(blocks, found)
        _check_elements(blocks, found)
        _check_totals(blocks, pointer, found)


def _all_blocks(value: object, pointer: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    for place, block in enumerate(value if isinstance(value, list) else ()):
        if isinstance(block, dict):
            at = f"{pointer}/{place}"
            yield at, block
            if "child_blocks" in block:
                yield from _all_blocks(block["child_blocks"], f"{at}/child_blocks")
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


def _check_elements(blocks: _Blocks, found: Found) -> None:
    """Refuse one `action_id` twice in a block (two blocks may share it), and two focuses."""
    focused = 0
    for pointer, block in blocks:
        seen: set[str] = set()
        for place, element in elements_of(block):
            name = element.get("action_id")
            if isinstance(name, str):
                if name in seen:
                    at = f"{pointer}/{place}/action_id"
                    found.append(problem(f"`action_id` must be unique: {name}", at))
                seen.add(name)
            focused += element.get("focus_on_load") is True
            if focused > 1 and element.get("focus_on_load") is True:
                at = f"{pointer}/{place}/focus_on_load"
                found.append(problem("only one element may have focus_on_load", at))


def _check_totals(blocks: _Blocks, pointer: str, found: Found) -> None:
    words = [block.get("text") for _, block in blocks if block.get("type") == "markdown"]
    if sum(len(said) for said in words if isinstance(said, str)) > MOST_MARKDOWN:
        found.append(problem(f"markdown must be less than {MOST_MARKDOWN + 1} characters", pointer))
    tables = [at for at, block in blocks if block.get("type") == "table"]
    found += [problem("only_one_table_allowed", at) for at in tables[1:]]
